/// Run folders of Weights & Biases made by hand after the layout of the log, whole and damaged.

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ingest/event_support.h"
#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using support::WandbLog;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto number = support::wire_number;
constexpr auto bytes = support::wire_bytes;

std::string item(const std::string& key, const std::string& json) {
  return bytes(1, bytes(1, key) + bytes(16, json));
}
std::string nested(const std::vector<std::string>& keys, const std::string& json) {
  std::string path;
  for (const std::string& key : keys) path += bytes(2, key);
  return bytes(1, path + bytes(16, json));
}
std::string history(int step, const std::string& items) {
  return bytes(2, items + bytes(2, number(1, static_cast<std::uint64_t>(step))));
}
std::string run_record(const std::string& rest) {
  return bytes(17, bytes(1, "ab12cd34") + rest);
}
const std::string kExit = bytes(18, number(2, 60));

std::map<std::string, std::string> with_log(const std::string& log) {
  return {{"wandb/offline-run-20260101_120000-ab12cd34/run-ab12cd34.wandb", log},
          {"wandb/offline-run-20260101_120000-ab12cd34/files/output.log", "step 1\n"}};
}

TEST(Wandb, ReadsTheExampleBytesOfTheLayout) {
  const unsigned char file[] = {
      0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00, 0xa0, 0x1d, 0x29, 0x30, 0x16, 0x00, 0x01, 0x08, 0x01, 0xaa, 0x01,
      0x11, 0x0a, 0x0f, 0x0a, 0x06, 0x30, 0x2e, 0x31, 0x38, 0x2e, 0x30, 0x12, 0x05, 0x30, 0x2e, 0x39, 0x2e, 0x30,
      0x29, 0xb1, 0x74, 0x5c, 0x53, 0x00, 0x01, 0x08, 0x02, 0x12, 0x4f, 0x0a, 0x0c, 0x12, 0x04, 0x6c, 0x6f, 0x73,
      0x73, 0x82, 0x01, 0x03, 0x30, 0x2e, 0x35, 0x0a, 0x0b, 0x12, 0x05, 0x5f, 0x73, 0x74, 0x65, 0x70, 0x82, 0x01,
      0x01, 0x33, 0x0a, 0x11, 0x12, 0x08, 0x5f, 0x72, 0x75, 0x6e, 0x74, 0x69, 0x6d, 0x65, 0x82, 0x01, 0x04, 0x31,
      0x2e, 0x32, 0x35, 0x0a, 0x1b, 0x12, 0x0a, 0x5f, 0x74, 0x69, 0x6d, 0x65, 0x73, 0x74, 0x61, 0x6d, 0x70, 0x82,
      0x01, 0x0c, 0x31, 0x37, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x30, 0x31, 0x2e, 0x35, 0x12, 0x02, 0x08, 0x03,
      0xf6, 0xcb, 0xd7, 0xbf, 0x05, 0x00, 0x01, 0x08, 0x03, 0x92, 0x01, 0x00};
  const ReadResult read = read_files(with_log(std::string(std::begin(file), std::end(file))));
  ASSERT_THAT(read.ids(), ElementsAre("ab12cd34"));
  EXPECT_EQ(read.run().format, "wandb");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5));
  EXPECT_THAT(read.run().axes.step, ElementsAre(3));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1700000001.5));
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(Wandb, ReadsWhatTheRunSaysAboutItself) {
  const std::string about = bytes(3, "digits") + bytes(6, "seeds") + bytes(8, "brave-cat") + bytes(9, "Warmup helps.") +
                            bytes(10, "final") + bytes(10, "v2") + bytes(17, number(1, 1700000000)) +
                            bytes(4, item("lr", "1e-05") + nested({"model", "depth"}, "12")) +
                            bytes(21, bytes(2, "0123abcd"));
  const std::string change = bytes(5, nested({"model", "depth"}, "24") + item("tokens", "9007199254740993"));
  const ReadResult read = read_files(
      with_log(WandbLog().add(run_record(about)).add(change).add(history(0, item("loss", "NaN"))).add(kExit).text()));
  EXPECT_EQ(read.run().project, "digits");
  EXPECT_EQ(read.run().experiment, "seeds");
  EXPECT_EQ(read.run().name, "brave-cat");
  EXPECT_THAT(read.run().tags, ElementsAre("final", "v2"));
  EXPECT_EQ(read.run().started_at, "2023-11-14T22:13:20Z");
  EXPECT_EQ(read.run().finished_at, "2023-11-14T22:14:20Z");
  EXPECT_EQ(read.parameter("lr"), "1e-05");
  EXPECT_EQ(read.parameter("model.depth"), "24");
  EXPECT_EQ(read.parameter("tokens"), "9007199254740993");
  ASSERT_THAT(read.run().note_texts, SizeIs(1));
  EXPECT_THAT(read.run().note_texts[0].text, HasSubstr("Warmup helps."));
  ASSERT_THAT(read.run().environment, SizeIs(1));
  EXPECT_EQ(read.run().environment[0].value.text, "0123abcd");
  ASSERT_THAT(read.values("loss"), SizeIs(1));
  EXPECT_TRUE(std::isnan(read.values("loss")[0]));
}

TEST(Wandb, NamesNestedHistoryWithDots) {
  const ReadResult read =
      read_files(with_log(WandbLog()
                              .add(history(0, nested({"val", "acc"}, "0.5") + item("a", "{\"b\":1}") +
                                                  item("img", "{\"_type\":\"image-file\"}")))
                              .text()));
  EXPECT_THAT(read.values("val.acc"), ElementsAre(0.5));
  EXPECT_THAT(read.values("a.b"), ElementsAre(1));
  EXPECT_THAT(read.with_code("wandb-not-shown"), SizeIs(1));
  EXPECT_EQ(read.run().status, model::RunStatus::unknown);
}

TEST(Wandb, CountsStepsByTheMetricThatIsDefinedForAll) {
  const std::string define = bytes(12, bytes(2, "*") + bytes(4, "train/global_step"));
  const std::string row = item("loss", "2") + item("train/global_step", "500") + item("_step", "1");
  const ReadResult read = read_files(with_log(WandbLog().add(define).add(history(1, row)).text()));
  EXPECT_THAT(read.run().axes.step, ElementsAre(500));
}

TEST(Wandb, ReadsRecordsThatCrossBlocks) {
  WandbLog log;
  for (int i = 0; i < 2000; ++i) {
    log.add(history(i, item("loss", std::to_string(i)) +
                           item("note", '"' + std::string(static_cast<std::size_t>(i % 97), 'x') + '"')));
  }
  log.add(history(2000, item("long", '"' + std::string(100'000, 'y') + '"') + item("loss", "2000")));
  const ReadResult read = read_files(with_log(log.text()));
  ASSERT_THAT(read.values("loss"), SizeIs(2001));
  EXPECT_EQ(read.values("loss")[1999], 1999);
  EXPECT_EQ(read.values("loss")[2000], 2000);
  EXPECT_THAT(read.with_code("wandb-damaged"), IsEmpty());
}

TEST(Wandb, StepsOverADamagedBlock) {
  WandbLog log;
  for (int i = 0; i < 3000; ++i) log.add(history(i, item("loss", std::to_string(i))));
  std::string text = log.text();
  ASSERT_GT(text.size(), 2 * WandbLog::kBlock);
  text[WandbLog::kBlock + 100] = static_cast<char>(text[WandbLog::kBlock + 100] ^ 1);
  const ReadResult read = read_files(with_log(text));
  EXPECT_EQ(read.values("loss").front(), 0);
  EXPECT_EQ(read.values("loss").back(), 2999);
  EXPECT_LT(read.values("loss").size(), 3000U);
  EXPECT_THAT(read.with_code("wandb-damaged"), SizeIs(1));
}

TEST(Wandb, KeepsWhatStandsBeforeTheCutWhereverItIs) {
  const std::string first = WandbLog().add(history(0, item("loss", "2"))).text();
  const std::string both = WandbLog().add(history(0, item("loss", "2"))).add(history(1, item("loss", "1"))).text();
  for (std::size_t size = first.size() + 1; size < both.size(); ++size) {
    const ReadResult read = read_files(with_log(both.substr(0, size)));
    EXPECT_THAT(read.values("loss"), ElementsAre(2)) << size;
    EXPECT_THAT(read.with_code("wandb-cut"), SizeIs(1)) << size;
  }
}

TEST(Wandb, MergesFoldersOfOneResumedRun) {
  const std::string one =
      WandbLog().add(run_record("")).add(history(0, item("loss", "2"))).add(history(1, item("loss", "9"))).text();
  const std::string two = WandbLog().add(run_record("")).add(history(1, item("loss", "1"))).add(kExit).text();
  const ReadResult read = read_files({{"wandb/run-20260102_080000-ab12cd34/run-ab12cd34.wandb", two},
                                      {"wandb/run-20260101_120000-ab12cd34/run-ab12cd34.wandb", one},
                                      {"wandb/latest-run/run-ab12cd34.wandb", two}});
  ASSERT_THAT(read.ids(), ElementsAre("ab12cd34"));
  EXPECT_THAT(read.values("loss"), ElementsAre(2, 9, 1));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1, 1));
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
}

TEST(Wandb, ReadsAFolderWithoutALog) {
  const std::string folder = "wandb/run-20230329_020146-ruzz7bps/files/";
  const ReadResult read = read_files(
      {{folder + "config.yaml",
        "wandb_version: 1\n\n_wandb:\n  desc: null\n  value:\n    python_version: 3.8\nlr:\n  desc: null\n  value: "
        "0.001\nmodel:\n  value:\n    value: 3\n"},
       {folder + "wandb-summary.json",
        "{\"acc\": 0.75, \"_runtime\": 90, \"_step\": 4, \"_wandb\": {\"runtime\": 90}}"},
       {folder + "wandb-metadata.json",
        "{\"os\": \"Linux\", \"startedAt\": \"2023-03-29T00:01:46.5\", \"host\": \"box\", \"git\": {\"commit\": "
        "\"ab\"}, "
        "\"gpu_count\": 2}"}});
  ASSERT_THAT(read.ids(), ElementsAre("ruzz7bps"));
  EXPECT_EQ(read.parameter("lr"), "0.001");
  EXPECT_EQ(read.parameter("model.value"), "3");
  EXPECT_THAT(read.run().config.parameters, SizeIs(2));
  ASSERT_THAT(read.run().summary, SizeIs(1));
  EXPECT_EQ(read.run().summary[0].value.number, 0.75);
  EXPECT_EQ(read.run().started_at, "2023-03-29T00:01:46.500Z");
  EXPECT_EQ(read.run().finished_at, "2023-03-29T00:03:16.500Z");
  EXPECT_THAT(read.run().environment, SizeIs(3));
  EXPECT_THAT(read.with_code("wandb-no-log"), SizeIs(1));
}

TEST(Wandb, ListsARunThatLoggedNothing) {
  for (const std::string& log : {std::string(), WandbLog().text()}) {
    const ReadResult read = read_files(with_log(log));
    ASSERT_THAT(read.ids(), ElementsAre("ab12cd34"));
    EXPECT_THAT(read.with_code("wandb-empty"), SizeIs(1));
  }
}

TEST(Wandb, TakesNoFolderForItsNameAlone) {
  const ReadResult read = read_files({{"run-20260101_120000-ab12cd34/metrics.csv", "step,loss\n0,1\n"}});
  EXPECT_EQ(read.run().format, "native");
}

}  // namespace
