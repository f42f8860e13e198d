/// Event files made by hand after the layout of records and messages, whole and damaged.

#include <gmock/gmock.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ingest/event_support.h"
#include "ingest/read_support.h"

namespace {

using support::event_record;
using support::little_endian;
using support::MemoryFiles;
using support::read_files;
using support::read_source;
using support::ReadResult;
using support::varint;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto number = support::wire_number;
constexpr auto bytes = support::wire_bytes;
std::string fixed(unsigned field, double value) {
  return varint(field << 3 | 1) + little_endian(std::bit_cast<std::uint64_t>(value), 8);
}
std::string fixed(unsigned field, float value) {
  return varint(field << 3 | 5) + little_endian(std::bit_cast<std::uint32_t>(value), 4);
}

std::string event(std::int64_t step, const std::string& rest, double time = 1700000000) {
  return event_record(fixed(1, time) + number(2, static_cast<std::uint64_t>(step)) + rest);
}
std::string version() {
  return event_record(fixed(1, 1700000000.0) + bytes(3, "brain.Event:2"));
}
std::string value(const std::string& content) {
  return bytes(5, bytes(1, content));
}
std::string scalar(const std::string& tag, std::int64_t step, float reading, double time = 1700000000) {
  return event(step, value(bytes(1, tag) + fixed(2, reading)), time);
}
std::string plugin(const std::string& name, const std::string& content = "") {
  return bytes(9, bytes(1, bytes(1, name) + (content.empty() ? "" : bytes(2, content))));
}
std::string tensor(const std::string& tag, std::int64_t step, const std::string& content, const std::string& meta) {
  return event(step, value(bytes(1, tag) + bytes(8, content) + meta));
}
std::string text(const std::string& tag, const std::string& content) {
  return tensor(tag, 0, number(1, 7) + bytes(8, content), plugin("text"));
}
std::string hparams(const std::string& content) {
  return event(0, value(bytes(1, "_hparams_/session_start_info") + plugin("hparams", content)));
}

const char kName[] = "events.out.tfevents.1700000000.host.1.0";

std::string path(const std::string& folder, const std::string& name = kName) {
  return folder + "/" + name;
}

TEST(TensorBoard, ReadsTheExampleBytesOfTheLayout) {
  const unsigned char file[] = {0x18, 0,    0,    0,    0,    0,    0,    0,    0xa3, 0x7f, 0x4b, 0x22, 0x09, 0,
                                0,    0,    0x40, 0xfc, 0x54, 0xd9, 0x41, 0x1a, 0x0d, 0x62, 0x72, 0x61, 0x69, 0x6e,
                                0x2e, 0x45, 0x76, 0x65, 0x6e, 0x74, 0x3a, 0x32, 0xec, 0xed, 0x8f, 0x9d, 0x1a, 0,
                                0,    0,    0,    0,    0,    0,    0x12, 0x9b, 0xd8, 0x2d, 0x09, 0,    0,    0x40,
                                0x40, 0xfc, 0x54, 0xd9, 0x41, 0x10, 0x0a, 0x2a, 0x0d, 0x0a, 0x0b, 0x0a, 0x04, 0x6c,
                                0x6f, 0x73, 0x73, 0x15, 0,    0,    0,    0x3f, 0x5d, 0xca, 0xdb, 0xa0};
  const ReadResult read = read_files({{path("a"), std::string(std::begin(file), std::end(file))}});
  ASSERT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.run().format, "tensorboard");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5));
  EXPECT_THAT(read.run().axes.step, ElementsAre(10));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1700000001));
  EXPECT_EQ(read.run().started_at, "2023-11-14T22:13:20Z");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(TensorBoard, ReadsNumbersInEveryTensorEncoding) {
  const std::string half = number(1, 19) + bytes(2, "") + number(13, 0x3c00);        // 1
  const std::string bfloat = number(1, 14) + bytes(4, little_endian(0x4000, 2));     // 2
  const std::string packed = number(1, 1) + bytes(5, little_endian(0x40400000, 4));  // 3
  const std::string loose = number(1, 1) + fixed(5, 4.0F);
  const std::string content = number(1, 1) + bytes(4, little_endian(0x40a00000, 4));  // 5
  const std::string wide = number(1, 2) + bytes(2, bytes(2, number(1, 1))) + fixed(6, 6.1);
  const std::string negative = number(1, 3) + number(7, ~std::uint64_t{6});  // -7
  const std::string big = number(1, 9) + bytes(4, little_endian(8, 8));
  std::string file = version() + tensor("x", 0, half, plugin("scalars"));
  std::int64_t step = 1;
  for (const std::string& other : {bfloat, packed, loose, content, wide, negative, big}) {
    file += tensor("x", step++, other, "");
  }
  const ReadResult read = read_files({{path("a"), file}});
  EXPECT_THAT(read.values("x"), ElementsAre(1, 2, 3, 4, 5, 6.1, -7, 8));
}

TEST(TensorBoard, ShowsFloatsAsTheyWereLogged) {
  const ReadResult read = read_files({{path("a"), version() + scalar("lr", 1, 0.1F) + scalar("lr", 2, NAN)}});
  ASSERT_THAT(read.values("lr"), SizeIs(2));
  EXPECT_EQ(read.values("lr")[0], 0.1);
  EXPECT_TRUE(std::isnan(read.values("lr")[1]));
}

TEST(TensorBoard, PutsMetricsOfOneStepInOneRowAndTakesEpochsFromTheirTag) {
  const ReadResult read =
      read_files({{path("a"), version() + scalar("loss", 5, 2) + scalar("epoch", 5, 0) + scalar("loss", 10, 1) +
                                  scalar("acc", 10, 0.5F) + scalar("epoch", 10, 1)}});
  EXPECT_THAT(read.run().axes.step, ElementsAre(5, 10));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.series("acc")->rows, ElementsAre(1));
  EXPECT_EQ(read.series("epoch"), nullptr);
}

TEST(TensorBoard, ShowsTheLaterValuesWhereAResumedRunOverlaps) {
  const ReadResult read =
      read_files({{path("a", "events.out.tfevents.1"),
                   version() + scalar("loss", 1, 9) + scalar("loss", 2, 8) + scalar("loss", 3, 7)},
                  {path("a", "events.out.tfevents.2"), version() + scalar("loss", 2, 4) + scalar("loss", 3, 3)}});
  EXPECT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_THAT(read.values("loss"), ElementsAre(9, 4, 3));
  EXPECT_EQ(read.with_code("event-superseded").at(0).count, 2U);
}

TEST(TensorBoard, TrainingTimeIsThatOfTheLaunchesTogether) {
  const auto file = [](double start, double end) {
    return version() + support::event_scalar("loss", static_cast<std::int64_t>(start), 1, 1.7e9 + start) +
           support::event_scalar("loss", static_cast<std::int64_t>(end), 1, 1.7e9 + end);
  };
  // 100 s; a week later 50 s; a file of its first event alone counts nothing, nor does one written beside another.
  const ReadResult read = read_files({{path("a", "events.out.tfevents.1"), file(0, 100)},
                                      {path("a", "events.out.tfevents.2"), file(604800, 604850)},
                                      {path("a", "events.out.tfevents.3"), version()},
                                      {path("a", "events.out.tfevents.4"), file(604810, 604820)}});
  EXPECT_EQ(read.run().trained_s, 150);
}

TEST(TensorBoard, ScalarsOfOneMomentSpeakForTheTimeSinceTheFileWasOpened) {
  const ReadResult read =
      read_files({{path("a"), support::event_text("note", "x") + support::event_scalar("reward", 1, 1, 1.7e9 + 600) +
                                  support::event_scalar("length", 1, 1, 1.7e9 + 600.5)}});
  EXPECT_EQ(read.run().trained_s, 600.5);
}

TEST(TensorBoard, DropsWhatAWriterSaysItWillWriteAgain) {
  const ReadResult read = read_files({{path("a"), version() + event(0, bytes(7, number(1, 1))) + scalar("loss", 1, 9) +
                                                      scalar("loss", 7, 8) + event(5, bytes(7, number(1, 1)))}});
  EXPECT_THAT(read.values("loss"), ElementsAre(9));
}

TEST(TensorBoard, NumbersPointsThatAllHaveOneStep) {
  const ReadResult read =
      read_files({{path("a"), version() + scalar("loss", 0, 3) + scalar("loss", 0, 2) + scalar("loss", 0, 1)}});
  EXPECT_THAT(read.values("loss"), ElementsAre(3, 2, 1));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1, 2));
  EXPECT_EQ(read.with_code("event-steps-equal").at(0).count, 3U);
}

TEST(TensorBoard, MergesTrainAndValidationFolders) {
  const ReadResult read =
      read_files({{path("logs/exp/train"), version() + scalar("epoch_loss", 0, 2) + scalar("epoch_loss", 1, 1)},
                  {path("logs/exp/validation"), version() + scalar("epoch_loss", 1, 4)}});
  ASSERT_THAT(read.ids(), ElementsAre("logs/exp"));
  EXPECT_THAT(read.values("train/epoch_loss"), ElementsAre(2, 1));
  EXPECT_THAT(read.series("validation/epoch_loss")->rows, ElementsAre(1));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.run().axes.step, IsEmpty());
}

TEST(TensorBoard, TakesAFolderCalledTestBesideRunsAsARun) {
  const std::string file = version() + scalar("loss", 0, 2);
  const ReadResult read = read_files({{path("runs/first"), file}, {path("runs/test"), file}});
  EXPECT_THAT(read.ids(), ElementsAre("runs/first", "runs/test"));
}

TEST(TensorBoard, NamesSeriesOfOneTagAfterTheirFolders) {
  const ReadResult read = read_files({{path("a"), version() + scalar("lr", 1, 1)},
                                      {path("a/loss_fit"), version() + scalar("loss", 1, 2)},
                                      {path("a/loss_check"), version() + scalar("loss", 1, 3)}});
  ASSERT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_THAT(read.values("loss/fit"), ElementsAre(2));
  EXPECT_THAT(read.values("loss/check"), ElementsAre(3));
}

TEST(TensorBoard, TakesParametersAndFinalValuesOfTheHparamsFolder) {
  const std::string map = bytes(1, bytes(1, "lr") + bytes(2, fixed(2, 0.001))) +
                          bytes(1, bytes(1, "opt") + bytes(2, bytes(3, "adam"))) +
                          bytes(1, bytes(1, "amp") + bytes(2, number(4, 1)));
  const ReadResult read =
      read_files({{path("a"), version() + scalar("loss", 1, 2)},
                  {path("a/1700000050.12"), version() + hparams(bytes(3, map)) + hparams(bytes(4, number(1, 1))) +
                                                scalar("hparam/acc", 0, 0.75F)}});
  ASSERT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.parameter("lr"), "0.001");
  EXPECT_EQ(read.parameter("opt"), "adam");
  EXPECT_EQ(read.parameter("amp"), "true");
  ASSERT_THAT(read.run().summary, SizeIs(1));
  EXPECT_EQ(read.run().summary[0].path, "hparam/acc");
  EXPECT_EQ(read.run().summary[0].value.number, 0.75);
  EXPECT_EQ(read.run().status, model::RunStatus::unknown);
}

TEST(TensorBoard, ListsSeveralHparamsFoldersAsTrials) {
  const std::string file =
      version() + hparams(bytes(3, bytes(1, bytes(1, "lr") + bytes(2, fixed(2, 0.5))))) + scalar("hparam/acc", 0, 1);
  const ReadResult read =
      read_files({{path("g"), version()}, {path("g/1700000050.12"), file}, {path("g/1700000051.5"), file}});
  EXPECT_THAT(read.ids(), ElementsAre("g/1700000050.12", "g/1700000051.5"));
  EXPECT_THAT(read.with_code("event-file-empty"), SizeIs(1));
}

TEST(TensorBoard, ReadsSettingsFromATableOfTextAndKeepsOtherTextsAsNotes) {
  const ReadResult read = read_files(
      {{path("a"), version() + scalar("loss", 1, 2) +
                       text("hyperparameters/text_summary", "|param|value|\n|-|-|\n|lr|2.5e-4|\n|env|Ant-v4|\n") +
                       text("remark/text_summary", "Warmup helps.")}});
  EXPECT_EQ(read.parameter("lr"), "2.5e-4");
  EXPECT_EQ(read.parameter("env"), "Ant-v4");
  ASSERT_THAT(read.run().note_texts, SizeIs(1));
  EXPECT_THAT(read.run().note_texts[0].text, HasSubstr("Warmup helps."));
}

TEST(TensorBoard, HidesTheDefaultOfALoggerAndReadsItsParametersBeside) {
  const ReadResult read =
      read_files({{path("lightning_logs/version_0"), version() + scalar("hp_metric", 0, -1) + scalar("loss", 1, 2)},
                  {"lightning_logs/version_0/hparams.yaml", "lr: 0.01\n"}});
  ASSERT_THAT(read.ids(), ElementsAre("lightning_logs/version_0"));
  EXPECT_EQ(read.series("hp_metric"), nullptr);
  EXPECT_EQ(read.parameter("lr"), "0.01");
}

TEST(TensorBoard, CountsWhatItDoesNotShow) {
  const std::string image = event(1, value(bytes(1, "sample") + bytes(4, number(1, 2))));
  const ReadResult read = read_files({{path("a"), version() + scalar("loss", 1, 2) + image + image}});
  EXPECT_THAT(read.with_code("event-not-shown").at(0).what, HasSubstr("2 images"));
}

TEST(TensorBoard, CountsFilesWithoutEventsBesideAnotherRun) {
  std::map<std::string, std::string> files{{"out/metrics.jsonl", "{\"step\":1,\"loss\":2}\n"}};
  for (const char* name : {"events.out.tfevents.1", "events.out.tfevents.2"}) files[path("out", name)] = version();
  const ReadResult read = read_files(files);
  EXPECT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_EQ(read.run().format, "native");
  EXPECT_EQ(read.with_code("event-file-empty").at(0).count, 2U);
}

TEST(TensorBoard, LeavesThePartsOfARunToTheTableBesideThem) {
  const ReadResult read =
      read_files({{"fit/log.csv", "step,Logloss\n0,0.5\n1,0.25\n"}, {path("fit/train"), scalar("Logloss", 0, 0.5F)}});
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_THAT(read.values("Logloss"), ElementsAre(0.5, 0.25));
  EXPECT_THAT(read.with_code("event-files-merged").at(0).what, HasSubstr("added from it: times"));
}

TEST(TensorBoard, ReadsLongFilesAndRecordsOfAnySize) {
  std::string file = version();
  std::vector<double> expected;
  const auto add_scalars = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const auto step = static_cast<std::int64_t>(expected.size());
      file += scalar("loss", step, static_cast<float>(step) / 4);
      expected.push_back(static_cast<double>(step) / 4);
    }
  };
  for (const std::size_t size : {100U, 20'000U, 300'000U, 2'000'000U, 30'000U}) {
    add_scalars(1'000);
    file += event(0, value(bytes(1, "sample") + bytes(4, bytes(4, std::string(size, 'x')))));
  }
  add_scalars(10'000);
  const ReadResult read = read_files({{path("a"), file}});
  EXPECT_EQ(read.values("loss"), expected);
  EXPECT_THAT(read.with_code("event-not-shown").at(0).what, HasSubstr("5 images"));
  EXPECT_EQ(read.run().bytes_read, file.size());
}

TEST(TensorBoard, ReadsAFileWithoutAVersionRecord) {
  const ReadResult read = read_files({{"a/events.out.tfevents", scalar("Logloss", 0, 0.5F)}});
  EXPECT_THAT(read.values("Logloss"), ElementsAre(0.5));
}

TEST(TensorBoard, ListsARunThatLoggedNothingOnce) {
  const ReadResult read =
      read_files({{path("a", "events.out.tfevents.1"), version()}, {path("a", "events.out.tfevents.2"), ""}});
  EXPECT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_THAT(read.run().series, IsEmpty());
  EXPECT_EQ(read.place_of("event-file-empty"), "runs/a/events.out.tfevents.1:0:0 note");
}

TEST(TensorBoard, KeepsWhatStandsBeforeTheCutWhereverItIs) {
  const std::string first = version() + scalar("loss", 1, 2), last = scalar("loss", 2, 1);
  for (std::size_t kept = 1; kept < last.size(); ++kept) {
    const ReadResult read = read_files({{path("a"), first + last.substr(0, kept)}});
    EXPECT_THAT(read.values("loss"), ElementsAre(2)) << kept;
    EXPECT_THAT(read.with_code("event-cut"), SizeIs(1)) << kept;
  }
}

TEST(TensorBoard, StopsAFileAtAWrongChecksumAndReadsTheNext) {
  const std::string good = scalar("loss", 2, 1);
  for (const std::size_t at : {std::size_t{8}, std::size_t{20}}) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    const ReadResult read =
        read_files({{path("a", "events.out.tfevents.1"), version() + scalar("loss", 1, 2) + bad + scalar("loss", 3, 5)},
                    {path("a", "events.out.tfevents.2"), version() + scalar("loss", 4, 6)}});
    EXPECT_THAT(read.values("loss"), ElementsAre(2, 6));
    EXPECT_EQ(read.place_of("event-damaged"), "runs/a/events.out.tfevents.1:0:0 warning");
  }
}

TEST(TensorBoard, RefusesAFileThatIsNoneButForItsName) {
  const ReadResult read = read_files({{path("a"), "version https://git-lfs.github.com/spec/v1\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
  EXPECT_EQ(read.place_of("file-damaged"), "runs/a/events.out.tfevents.1700000000.host.1.0:1:1 error");
}

TEST(TensorBoard, LeavesOutRecordsThatAreNoEvents) {
  const ReadResult read = read_files({{path("a"), version() + event_record("\x0a\x7f") + scalar("loss", 1, 2)}});
  EXPECT_THAT(read.values("loss"), ElementsAre(2));
  EXPECT_THAT(read.with_code("event-not-readable"), SizeIs(1));
}

}  // namespace
