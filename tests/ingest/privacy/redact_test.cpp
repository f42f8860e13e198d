#include "ingest/privacy/redact.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "ingest/read_support.h"

namespace {

using ingest::Redactor;
using support::read_files;
using support::ReadResult;
using testing::HasSubstr;
using testing::Not;

TEST(Redactor, KeysAreKnownByTheirWords) {
  const Redactor redactor({});
  for (const char* key : {"api_key", "apiKey", "API-KEY", "aws_secret_access_key", "aws_access_key_id", "db.password",
                          "hf_token", "token", "auth.accessToken", "wandb.apikey", "Authorization", "client_secret",
                          "tokens", "PGPASSWORD", "smtp_pass", "user.password.value"}) {
    EXPECT_TRUE(redactor.is_secret_key(key)) << key;
  }
  for (const char* key :
       {"max_tokens", "tokenizer", "pad_token", "token_embedding", "num_tokens", "eosToken", "key", "keys", "monkey",
        "primary_key", "lr", "max_token", "tokens_per_batch", "attention.key_dim"}) {
    EXPECT_FALSE(redactor.is_secret_key(key)) << key;
  }
}

TEST(Redactor, SettingsAddAndExceptKeys) {
  const Redactor redactor({.redact = {"customer*"}, .show = {"model.token"}});
  EXPECT_TRUE(redactor.is_secret_key("data.Customer_name"));
  EXPECT_FALSE(redactor.is_secret_key("model.token"));
  EXPECT_TRUE(redactor.is_secret_key("hub.token"));
}

TEST(Redactor, AManyStarredPatternIsFast) {
  const Redactor redactor({.redact = {"*a*a*a*a*a*a*a*a*a*a*b"}});
  EXPECT_FALSE(redactor.is_secret_key(std::string(5'000, 'a')));
}

TEST(Redactor, NothingSecretSurvivesAnywhereInARun) {
  const ReadResult read = read_files({
      {"a/config.json",
       "{\"run_id\": \"r\", \"name\": \"in /home/alice/x\", \"tags\": [\"hf_abcdefghijABCDEFGHIJ012345\"], \"params\": "
       "{\n"
       "\"api_key\": \"FAKE-0123\", \"credentials\": {\"id\": 123456, \"list\": [\"s3cret\"]}, \"lr\": 0.001,\n"
       "\"max_tokens\": 512, \"use_auth_token\": true, \"password\": null, \"host\": \"gpu-17.example\",\n"
       "\"dirs\": [\"/home/alice/d\"]}}"},
      {"a/environment.json", "{\"hostname\": \"gpu-17\", \"user\": \"alice\", \"gpu\": \"A100\"}"},
      {"a/notes.md", "# Notes\n\nKey sk-abcdefghij0123456789ABCD in /home/alice/keys\n"},
      {"a/metrics.csv", "step,loss\n0,AKIAIOSFODNN7EXAMPLE\n1,2\n"},
  });
  std::string all = base::write_json(read.run().config.tree) + read.run().name + read.run().tags.at(0) +
                    read.run().note_texts.at(0).text;
  for (const auto* leaves : {&read.run().config.parameters, &read.run().environment}) {
    for (const model::Parameter& leaf : *leaves) all += leaf.path + "=" + leaf.value.text + "\n";
  }
  for (const model::Notice& notice : read.notices) all += notice.what + "\n";
  for (const char* gone : {"FAKE-0123", "123456", "s3cret", "alice", "gpu-17", "hf_abc", "sk-abc", "AKIAIOS"}) {
    EXPECT_THAT(all, Not(HasSubstr(gone)));
  }
  for (const char* kept :
       {"lr=0.001", "max_tokens=512", "use_auth_token=true", "password=null", "gpu=A100", "api_key=(withheld)"}) {
    EXPECT_THAT(all, HasSubstr(kept));
  }
  EXPECT_EQ(read.with_code("secret-withheld").at(0).file, "runs/a/config.json");
}

TEST(Redactor, StandInsUnderASecretKeyAreKeptAndNotSpokenOf) {
  const ReadResult read = read_files({
      {"a/config.json",
       "{\"hub_token\": \"<HUB_TOKEN>\", \"api_key\": \"None\", \"password\": \"\", \"secret\": null,\n"
       "\"push_to_hub_token\": \"<s3cr3t>\"}"},
      {"a/metrics.csv", "step,loss\n0,1\n1,2\n"},
  });
  std::string all;
  for (const model::Parameter& leaf : read.run().config.parameters) all += leaf.path + "=" + leaf.value.text + ";";
  EXPECT_THAT(all, HasSubstr("hub_token=<HUB_TOKEN>;"));
  EXPECT_THAT(all, HasSubstr("push_to_hub_token=(withheld);"));
  EXPECT_THAT(read.with_code("secret-withheld"), testing::SizeIs(1));
}

TEST(Redactor, ListsOfArgumentsAndPairsAreRead) {
  base::Json tree = base::parse_json(R"({"argv": ["t.py", "--password", "zqA1", "--lr", "0.1"],
    "env": [{"name": "API_KEY", "value": "zqB2"}, {"name": "LR", "value": "0.1"}], "pair": ["password", "zq8dKf31"],
    "user": {"value": "zqC3"}, "host": {"name": "zq", "os": "Linux"}, "tokens": ["hello", "world"]})")
                        .value;
  std::size_t notices = 0;
  Redactor({}).redact_tree(tree, "a.json", [&](const model::Notice&) { ++notices; });
  const std::string text = base::write_json(tree);
  for (const char* gone : {"zqA1", "zqB2", "zq8dKf31", "zqC3"}) EXPECT_THAT(text, Not(HasSubstr(gone)));
  for (const char* kept : {"\"0.1\"", "Linux", "hello", "world", "API_KEY"}) EXPECT_THAT(text, HasSubstr(kept));
  EXPECT_EQ(notices, 4u);
}

TEST(Redactor, AnswersTheSameHoweverOftenAKeyComes) {
  std::string lines;
  for (int i = 0; i < 3; ++i) lines += std::string(i > 0 ? "," : "") + "{\"password\": \"p4ss\", \"/home/al/x\": 1}";
  const ReadResult read = read_files({
      {"a/config.json", "{\"list\": [" + lines + "]}"},
      {"a/metrics.csv", "step,loss\n0,1\n1,2\n"},
  });
  const std::string tree = base::write_json(read.run().config.tree);
  EXPECT_THAT(tree, Not(HasSubstr("p4ss")));
  EXPECT_THAT(tree, Not(HasSubstr("home/al")));
  EXPECT_THAT(read.with_code("secret-withheld"), testing::SizeIs(3));
}

}  // namespace
