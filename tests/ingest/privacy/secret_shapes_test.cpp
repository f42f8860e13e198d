#include "ingest/privacy/secret_shapes.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <utility>

#include "ingest/privacy/made_up.h"
#include "ingest/privacy/redact.h"

namespace {

using support::MadeUp;
using testing::HasSubstr;
using testing::Not;

std::string redact(const std::string& text) {
  ingest::Redactions found;
  return ingest::Redactor({}).redact_text(text, found);
}

TEST(SecretShapes, AreWithheldWhereverTheyStandInAText) {
  for (const MadeUp& secret : support::secrets_with_shapes()) {
    for (const auto& [before, behind] :
         {std::pair("", ""), {"we used ", " for this"}, {"(", ")"}, {"\"", "\","}, {"x=", " y=2"}, {"a\n", "\nb"}}) {
      const std::string text = before + secret.text + behind;
      EXPECT_THAT(redact(text), Not(HasSubstr(secret.core.substr(0, 14)))) << text;
    }
  }
}

TEST(SecretShapes, AreWithheldInNamesOfFiles) {
  for (const MadeUp& secret : support::secrets_with_shapes()) {
    if (secret.text.find('\n') != std::string::npos) continue;
    std::string name = secret.text;
    for (char& c : name) c = c == '/' ? '_' : c;
    EXPECT_THAT(redact("runs/" + name + "/metrics.csv"), Not(HasSubstr(secret.core.substr(0, 14)))) << name;
  }
}

TEST(SecretShapes, PeculiarPrefixesCountRightBehindALetter) {
  const std::string key =
      "gh"
      "p_" +
      support::drawn(36);
  EXPECT_EQ(redact("tok_" + key), "tok_(secret withheld)");
  EXPECT_EQ(redact("X" + key), "X(secret withheld)");
}

TEST(SecretShapes, AreKnownWhereANoticeCutThem) {
  for (const MadeUp& secret : support::secrets_with_shapes()) {
    const std::size_t begin = secret.text.find(secret.core);
    if (begin > 26 || secret.text.starts_with("---") || secret.text.starts_with("http")) continue;
    const std::string cut = secret.text.substr(0, 39) + "\u2026";
    EXPECT_THAT(redact("no number (here \"" + cut + "\")"), Not(HasSubstr(secret.core.substr(0, 10)))) << cut;
  }
}

TEST(SecretShapes, WhatIsNoneIsKept) {
  for (const std::string& text : support::harmless_texts()) EXPECT_EQ(redact(text), text);
  for (const char* text :
       {"sk-learn", "disk-0123456789012345678901", "hf_model", "AKIA", "task-a", "eyJ", "a@b", "git@host.org:me/repo",
        "5f4dcc3b5aa765d61d8327deb882cf995f4dcc3b", "~/data", "home/alice", "/data/imagenet"}) {
    EXPECT_EQ(redact(text), text);
  }
}

TEST(SecretShapes, PasswordsInAddressesAreWithheldAndTheHostKept) {
  EXPECT_EQ(redact("postgres://user:hunter2@db.example/exp"), "postgres://(secret withheld)@db.example/exp");
  EXPECT_EQ(redact("https://u:p@ss@h.example/"), "https://(secret withheld)@h.example/");
  EXPECT_EQ(redact("https://example.org/a:b@c"), "https://example.org/a:b@c");
  EXPECT_EQ(redact("https://localhost:8080/a@b"), "https://localhost:8080/a@b");
  EXPECT_EQ(redact("ssh://git@github.com/a/b"), "ssh://git@github.com/a/b");
}

TEST(SecretShapes, APrivateKeyGoesToItsEndAndLinesKeepTheirNumbers) {
  EXPECT_EQ(redact("a\n-----BEGIN RSA PRIVATE"
                   " KEY-----\nMIIE\n-----END RSA PRIVATE"
                   " KEY-----\nb"),
            "a\n(secret withheld)\n\n\nb");
  EXPECT_EQ(redact("-----BEGIN PRIVATE"
                   " KEY-----\nMIIE"),
            "(secret withheld)\n");
}

}  // namespace
