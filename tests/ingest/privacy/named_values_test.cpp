#include "ingest/privacy/named_values.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/privacy/made_up.h"
#include "ingest/privacy/redact.h"

namespace {

using testing::HasSubstr;
using testing::Not;

std::string redact(const std::string& text, const model::Settings& settings = {}) {
  ingest::Redactions found;
  return ingest::Redactor(settings).redact_text(text, found);
}

/// The dresses of a name and its value; %N and %V stand for them.
const std::vector<std::string> kDresses = {
    "%N=%V",
    "%N = %V",
    "%N: %V",
    "%N:%V",
    "%N => %V",
    "%N := %V",
    "export %N=%V; python train.py",
    "A=1 %N=%V B=2",
    "train.py --%N %V --epochs 3",
    "train.py --%N=%V --epochs 3",
    "train.py -%N %V",
    "['train.py', '--%N', '%V', '--epochs', '3']",
    "[\"train.py\", \"--%N\", \"%V\"]",
    "{\"a\": 1, \"%N\": \"%V\"}",
    "{'%N': '%V', 'b': 2}",
    "{\\\"%N\\\": \\\"%V\\\"}",
    "{&quot;%N&quot;: &quot;%V&quot;}",
    "env[\"%N\"] = \"%V\"",
    "os.environ['%N']='%V'",
    "setdefault(\"%N\", \"%V\")",
    "%N: str = \"%V\"",
    "%N=b'%V'",
    "https://api.example/v1?a=1&%N=%V&b=2",
    "0_%N=%V,lr=0.1",
    "Server=x;%N=%V;Port=1",
    "<%N>%V</%N>",
    "| %N | %V |",
    "**%N:** %V",
    "- `%N`: `%V`",
    "db.%N=%V",
    "  %N: \"%V\"  # from the vault",
    "column \"%N\" holds no number (here \"%V\")",
};

const std::vector<std::string> kNames = {"password",
                                         "db_password",
                                         "passwd",
                                         "PGPASSWORD",
                                         "MYSQL_PWD",
                                         "passwords",
                                         "api_key",
                                         "apikey",
                                         "API-KEY",
                                         "api_keys",
                                         "wandb_key",
                                         "openai_key",
                                         "OPENAI_API_KEY",
                                         "hf_token",
                                         "token",
                                         "tokens",
                                         "githubToken",
                                         "GITHUB_PAT",
                                         "access_token",
                                         "client_secret",
                                         "aws_secret_access_key",
                                         "AccountKey",
                                         "private_key",
                                         "ssh_key",
                                         "master_key",
                                         "subscription_key",
                                         "service_key",
                                         "hmac_key",
                                         "credentials",
                                         "creds",
                                         "smtp_pass",
                                         "pw",
                                         "auth",
                                         "jwt",
                                         "dsn",
                                         "connection_string",
                                         "conn_str",
                                         "webhook_url",
                                         "cookie",
                                         "session_id",
                                         "otp",
                                         "passcode",
                                         "bearer",
                                         "x-api-key",
                                         "username",
                                         "hostname",
                                         "email"};

std::string dressed(std::string dress, const std::string& name, const std::string& value) {
  for (std::size_t at; (at = dress.find("%N")) != std::string::npos;) dress.replace(at, 2, name);
  for (std::size_t at; (at = dress.find("%V")) != std::string::npos;) dress.replace(at, 2, value);
  return dress;
}

TEST(NamedValues, AreWithheldInEveryDress) {
  unsigned seed = 100;
  for (const std::string& name : kNames) {
    for (const std::string& dress : kDresses) {
      const std::string value = "zq" + support::drawn(13, ++seed) + "7";
      const std::string text = dressed(dress, name, value);
      EXPECT_THAT(redact(text), Not(HasSubstr(value))) << text;
    }
  }
}

TEST(NamedValues, WhatStandsAroundIsKept) {
  EXPECT_EQ(redact("train.py --api-key zq8dKf31Vx --lr 0.1"), "train.py --api-key (withheld) --lr 0.1");
  EXPECT_EQ(redact("WANDB_API_KEY=zq8dKf31Vx python t.py"), "WANDB_API_KEY=(withheld) python t.py");
  EXPECT_EQ(redact("AccountName=a;AccountKey=zq8dKf31Vx==;Suffix=b"), "AccountName=a;AccountKey=(withheld);Suffix=b");
  EXPECT_EQ(redact("db.password=zq8dKf31Vx,lr=0.1"), "db.password=(withheld),lr=0.1");
  EXPECT_EQ(redact("{'password': 'zq8dKf31Vx', 'lr': 1}"), "{'password': '(withheld)', 'lr': 1}");
}

TEST(NamedValues, HeadersAndQueries) {
  EXPECT_EQ(redact("Authorization: Bearer zq8dKf31Vx0a"), "Authorization: Bearer (withheld)");
  EXPECT_EQ(redact("curl -H 'Authorization: Basic zq8dKf31Vx0a' x"), "curl -H 'Authorization: Basic (withheld)' x");
  EXPECT_EQ(redact("Cookie: a=zq8dKf31Vx; b=zq8dKf31Vy"), "Cookie: (withheld)");
  EXPECT_EQ(redact("https://x.blob.example/c?sv=2022&sig=zq8dKf31Vx%3D"),
            "https://x.blob.example/c?sv=2022&sig=(withheld)");
  EXPECT_EQ(redact("sent Bearer zq8dKf31Vx0a8 to it"), "sent Bearer (withheld) to it");
}

TEST(NamedValues, AKeyWithARandomValueIsSecretAndOtherKeysAreNot) {
  EXPECT_EQ(redact("key: zq8dKf31Vx0a8Lm"), "key: (withheld)");
  for (const char* text : {"key: value", "key=lr", "cache_key: resnet50-imagenet", "sort_key=val/acc"}) {
    EXPECT_EQ(redact(text), text);
  }
}

TEST(NamedValues, TheSettingsAddAndTakeAway) {
  EXPECT_EQ(redact("customer=Example", {.redact = {"customer"}}), "customer=(withheld)");
  EXPECT_EQ(redact("hub.token=zq8dKf31Vx", {.show = {"hub.token"}}), "hub.token=zq8dKf31Vx");
  EXPECT_EQ(redact("by alice@corp.example", {.show = {"*@corp.example"}}), "by alice@corp.example");
}

TEST(NamedValues, LongTextsTakeLinearTime) {
  for (const char* piece : {"password=", "--token ", "\"token\", ", "://a:", "/home/", "| token ", "{[(", "token: ["}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    redact(text);  // the test program would run into its time limit
  }
}

}  // namespace
