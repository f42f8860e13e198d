#include "ingest/privacy/gate.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using ingest::Gate;
using ingest::Redactor;
using ingest::WithheldValues;
using testing::ElementsAre;
using testing::IsEmpty;

/// What was written, by path.
class Kept : public model::OutputSink {
 public:
  base::Result<void> put(model::OutputFile file) override {
    files.push_back(std::move(file));
    return {};
  }
  std::vector<model::OutputFile> files;
};

TEST(Gate, ARunThatWasForgottenAnywhereIsCleanedEverywhere) {
  WithheldValues withheld;
  const Redactor redactor({}, &withheld);
  ingest::Redactions found;
  redactor.redact_text("password=zq8dKf31Vx", found);
  const Gate gate(redactor, withheld, {});
  model::RunDigest run;
  const std::string secret = "zq8dKf31Vx";
  for (std::string* text : {&run.id, &run.name, &run.folder, &run.project, &run.parent_run, &run.seed}) *text = secret;
  run.tags = {secret};
  run.files = {"runs/" + secret + "/config.json"};
  run.artifacts = {{.path = secret, .name = secret}};
  run.summary = {{.path = secret, .value = {.kind = model::ParameterValue::Kind::text, .text = secret}}};
  run.notes.emplace_back().worked = {secret};
  run.series.emplace_back().name = secret;
  std::vector<model::Notice> notices;
  gate.clean(run, notices);
  for (const std::string& text :
       {run.id, run.name, run.folder, run.project, run.parent_run, run.seed, run.tags[0], run.artifacts[0].name,
        run.summary[0].path, run.summary[0].value.text, run.notes[0].worked[0], run.series[0].name}) {
    EXPECT_EQ(text, "(withheld)");
  }
  EXPECT_EQ(run.files[0], "runs/(withheld)/config.json");
  EXPECT_EQ(run.artifacts[0].path, secret);  // where it is read
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "secret-withheld");
}

TEST(Gate, KeysOfRunsStayDifferentAndNoticesFollow) {
  const Redactor redactor({});
  const Gate gate(redactor, WithheldValues(), {});
  std::vector<model::RunDigest> runs(2);
  runs[0].key = "0:/home/alice/a";
  runs[1].key = "0:/home/bob/a";
  std::vector<model::Notice> notices{{.run_key = "0:/home/bob/a"}};
  gate.clean_keys(runs, notices);
  EXPECT_NE(runs[0].key, runs[1].key);
  EXPECT_EQ(notices[0].run_key, runs[1].key);
}

TEST(GuardedSink, CatchesWhatNobodyCleaned) {
  WithheldValues withheld;
  withheld.add("zq8dKf31Vx", false);
  const Redactor redactor({});
  const Gate gate(redactor, withheld, {});
  Kept kept;
  ingest::GuardedSink sink(gate, kept);
  ASSERT_TRUE(sink.put({"a.html", "<p>zq8dKf31Vx in /home/alice/x</p>"}));
  ASSERT_TRUE(sink.put({"b.html", "<p>fine</p>"}));
  EXPECT_EQ(kept.files[0].bytes, "<p>(withheld) in ~/x</p>");
  EXPECT_EQ(kept.files[1].bytes, "<p>fine</p>");
  EXPECT_THAT(sink.caught(), ElementsAre("a.html"));
}

TEST(Gate, FilesThatTheSettingsNameArePublishedAsTheyAre) {
  const Redactor redactor({});
  const std::string binary("a\0b", 3);
  const Gate closed(redactor, WithheldValues(), {});
  EXPECT_FALSE(closed.clean_file("a/x.npz", binary));
  const Gate open(redactor, WithheldValues(), {.publish_files = {"*.npz"}});
  const auto bytes = open.clean_file("a/x.npz", binary);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, binary);
}

}  // namespace
