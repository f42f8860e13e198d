#include "vocabulary/secret_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(SecretNames, KeysThatMustNotBePublished) {
  for (const char* key : {"password",      "DB_PASSWORD",
                          "apiKey",        "api-key",
                          "xAuthToken",    "hub_token",
                          "client_secret", "storage_account_key",
                          "api_keys",      "tokens",
                          "PGPASSWORD",    "MYSQL_PWD",
                          "wandb_key",     "openai_key",
                          "hf_key",        "ssh_key",
                          "license_key",   "session_id",
                          "webhook_url",   "creds",
                          "auth",          "GITHUB_PAT",
                          "conn_str",      "dsn",
                          "otp",           "pw",
                          "passcode",      "githubToken",
                          "x-api-key",     "\xe5\xaf\x86password"}) {
    EXPECT_TRUE(names_a_secret(key)) << key;
  }
}

TEST(SecretNames, WordsOfTextProcessingAreNone) {
  for (const char* key : {"max_tokens",
                          "pad_token",
                          "tokenizer",
                          "key",
                          "keyframe",
                          "access",
                          "",
                          "secret_dim",
                          "password_strength_loss",
                          "token_type",
                          "vocab_token",
                          "n_token",
                          "sep_token_id",
                          "forward_pass",
                          "monkey",
                          "hotkey",
                          "bypass",
                          "tokens_per_second",
                          "bearer_type",
                          "primary_key",
                          "attention_key_dim"}) {
    EXPECT_FALSE(names_a_secret(key)) << key;
  }
}

TEST(SecretNames, MachinesAndUsers) {
  EXPECT_TRUE(names_a_mail_address("email"));
  EXPECT_TRUE(names_a_mail_address("smtp.reply_to"));
  for (const char* key : {"host", "HostName", "node_name", "db_host"}) EXPECT_TRUE(names_a_machine(key)) << key;
  for (const char* key : {"user", "UserName", "login"}) EXPECT_TRUE(names_a_user(key)) << key;
  EXPECT_FALSE(names_a_machine("user"));
  EXPECT_FALSE(names_a_user("users"));
}

}  // namespace
}  // namespace vocabulary
