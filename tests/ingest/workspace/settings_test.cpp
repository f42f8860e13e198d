#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"
#include "model/findings/kind.h"
#include "support/memory_files.h"

namespace {

using support::MemoryFiles;
using testing::ElementsAre;
using testing::HasSubstr;

base::Result<model::Settings> read(const std::string& text) {
  return ingest::read_settings(MemoryFiles({{"trialpress.json", text}}), "trialpress.json");
}

TEST(Settings, ReadsEveryKeyWithComments) {
  const auto settings = read(R"({
    "$schema": "trialpress.schema.json",
    "title": "Digits, revisited", // what it is about
    "sources": ["experiments", "../more"],
    "baseline": "EXP001",
    "objective": { "metric": "val/accuracy", "direction": "maximize" },
    "roles": { "training_time": "fit_seconds", "memory": "peak" },
    "directions": { "fid": "minimize" },
    "seed_keys": ["data.split_seed"],
    "speed_tolerance": 0.02,
    "noise": 0.004,
    "kind": "suite",
    "projects": { "nlp": { "objective": { "metric": "ppl" }, "baseline": "N1" } },
    "redact": ["customer*"], "show": ["tokens.token"],
    "base_url": "https://example.org/report/", /* trailing comma is fine */
  })");
  ASSERT_TRUE(settings.has_value()) << settings.error().what;
  EXPECT_EQ(settings->title, "Digits, revisited");
  EXPECT_THAT(settings->sources, ElementsAre("experiments", "../more"));
  EXPECT_EQ(settings->defaults.objective, "val/accuracy");
  EXPECT_EQ(settings->defaults.direction, model::Direction::maximize);
  EXPECT_EQ(settings->defaults.roles.at(model::Role::training_time), "fit_seconds");
  EXPECT_EQ(settings->defaults.directions.at("fid"), model::Direction::minimize);
  EXPECT_EQ(settings->defaults.baseline, "EXP001");
  EXPECT_THAT(settings->defaults.seed_keys, ElementsAre("data.split_seed"));
  EXPECT_EQ(settings->defaults.speed_tolerance, 0.02);
  EXPECT_EQ(settings->defaults.noise, 0.004);
  EXPECT_EQ(settings->defaults.kind, model::Kind::suite);
  EXPECT_EQ(settings->projects.at("nlp").kind, std::nullopt);
  EXPECT_EQ(settings->projects.at("nlp").objective, "ppl");
  EXPECT_EQ(settings->projects.at("nlp").direction, model::Direction::unknown);
  EXPECT_EQ(settings->base_url, "https://example.org/report/");
  EXPECT_EQ(settings->file, "trialpress.json");
}

TEST(Settings, WithoutAFileTheDefaultsHold) {
  const auto settings = ingest::read_settings(MemoryFiles(), "trialpress.json");
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->file, "");
  EXPECT_EQ(settings->title, "");
}

TEST(Settings, AnUnknownKeyIsAnErrorWithTheNearestName) {
  const auto settings = read("{\n  \"objectiv\": {}\n}");
  ASSERT_FALSE(settings.has_value());
  EXPECT_EQ(settings.error().where, "trialpress.json:2:15");
  EXPECT_THAT(settings.error().what, HasSubstr("did you mean \"objective\"?"));
  EXPECT_THAT(read("{\"zzzzzzzz\": 1}").error().what, HasSubstr("known: title, sources, projects, tables"));
  EXPECT_THAT(read("{\"projects\": {\"a\": {\"title\": \"x\"}}}").error().what, HasSubstr("unknown setting \"title\""));
  EXPECT_THAT(read("{\"roles\": {\"trainingtime\": \"x\"}}").error().what,
              HasSubstr("did you mean \"training_time\"?"));
}

TEST(Settings, AWrongTypeOrValueIsAnError) {
  EXPECT_THAT(read("{\"title\": 1}").error().what, HasSubstr("\"title\" must be a text"));
  EXPECT_THAT(read("{\"sources\": \"a\"}").error().what, HasSubstr("must be a list of texts"));
  EXPECT_THAT(read("{\"speed_tolerance\": 2}").error().what, HasSubstr("from 0 up to 1"));
  EXPECT_THAT(read("{\"directions\": {\"a\": \"up\"}}").error().what, HasSubstr("\"maximize\" or \"minimize\""));
  EXPECT_THAT(read("{\"kind\": \"sweep\"}").error().what, HasSubstr("\"leaderboard\" or \"suite\""));
  EXPECT_THAT(read("{\"objective\": {}}").error().what, HasSubstr("names no \"metric\""));
  EXPECT_THAT(read("{\"base_url\": \"example.org\"}").error().what, HasSubstr("https://"));
  EXPECT_FALSE(read("[]").has_value());
  EXPECT_FALSE(read("").has_value());
}

TEST(Settings, ASyntaxErrorAndAKeyGivenTwiceSayWhere) {
  EXPECT_EQ(read("{\n\"title\" 1}").error().where, "trialpress.json:2:9");
  EXPECT_EQ(read("{\"title\": \"a\",\n\"title\": \"b\"}").error().where, "trialpress.json:2:1");
}

TEST(Pages, AreInTheirOrderThenByName) {
  std::vector<model::Notice> notices;
  const MemoryFiles files({{"pages/b.md", "---\ntitle: Second\norder: 2\n---\ntext\n"},
                           {"pages/c.md", "---\norder: 1\n---\n# First of all\n"},
                           {"pages/a.md", "---\norder: 2\n---\nno heading\n"},
                           {"pages/image.png", ""},
                           {"pages/.hidden.md", ""}});
  const std::vector<model::ContentPage> pages = ingest::read_pages(files, ingest::Redactor({}), notices);
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[0].title, "First of all");
  EXPECT_EQ(pages[1].name, "a");
  EXPECT_EQ(pages[1].title, "a");
  EXPECT_EQ(pages[2].title, "Second");
  EXPECT_EQ(pages[2].text.folder, "pages");
  EXPECT_TRUE(notices.empty());
}

}  // namespace
