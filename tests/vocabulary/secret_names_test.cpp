#include "vocabulary/secret_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(SecretNames, KeysThatMustNotBePublished) {
  for (const char* key : {"password", "DB_PASSWORD", "apiKey", "api-key", "xAuthToken", "hub_token", "client_secret",
                          "storage_account_key", "\xe5\xaf\x86password"}) {
    EXPECT_TRUE(names_a_secret(key)) << key;
  }
}

TEST(SecretNames, WordsOfTextProcessingAreNone) {
  for (const char* key : {"max_tokens", "pad_token", "tokenizer", "key", "keyframe", "access", ""}) {
    EXPECT_FALSE(names_a_secret(key)) << key;
  }
}

TEST(SecretNames, MachinesAndUsers) {
  for (const char* key : {"host", "HostName", "node_name"}) EXPECT_TRUE(names_a_machine(key)) << key;
  for (const char* key : {"user", "UserName", "login"}) EXPECT_TRUE(names_a_user(key)) << key;
  EXPECT_FALSE(names_a_machine("user"));
  EXPECT_FALSE(names_a_user("users"));
}

}  // namespace
}  // namespace vocabulary
