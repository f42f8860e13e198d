/// Text as Windows PowerShell redirects it: UTF-16, in either order, with and without its byte order mark.

#include <gmock/gmock.h>

#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::SizeIs;

enum class Order { little, big };
struct Encoding {
  Order order;
  bool mark;
};

class Utf16Files : public testing::TestWithParam<Encoding> {
 protected:
  static std::string wide(const std::string& ascii) {
    const auto [order, mark] = GetParam();
    std::string bytes;
    if (mark) bytes = order == Order::little ? "\xff\xfe" : "\xfe\xff";
    for (const char c : ascii) {
      if (order == Order::big) bytes += '\0';
      bytes += c;
      if (order == Order::little) bytes += '\0';
    }
    return bytes;
  }
};

TEST_P(Utf16Files, TablesLogsAndNotesAreReadAndSaid) {
  const ReadResult table = read_files({{"results.csv", wide("run,lr,accuracy\na,0.1,0.9\nb,0.2,0.8\n")}});
  ASSERT_THAT(table.runs, SizeIs(2));
  EXPECT_EQ(table.run(1).name, "b");
  EXPECT_EQ(table.parameter("lr", 1), "0.2");
  EXPECT_EQ(table.place_of("text-utf16"), "runs/results.csv:1:1 note");

  const ReadResult log =
      read_files({{"experiments.md",
                   wide("# Log\n\n| run | lr | accuracy |\n|---|---|---|\n| a | 0.1 | 0.9 |\n| b | 0.2 | 0.8 |\n")}});
  ASSERT_THAT(log.runs, SizeIs(2));
  EXPECT_EQ(log.parameter("lr", 0), "0.1");
  EXPECT_EQ(log.place_of("text-utf16"), "runs/experiments.md:1:1 note");

  const ReadResult note =
      read_files({{"a/metrics.csv", "step,loss\n0,2\n1,1\n"}, {"a/notes.md", wide("# Notes\n\nIt worked.\n")}});
  ASSERT_THAT(note.run().note_texts, SizeIs(1));
  EXPECT_EQ(note.run().note_texts[0].text, "# Notes\n\nIt worked.\n");
  EXPECT_THAT(note.notices, SizeIs(1));
}

TEST_P(Utf16Files, RunFoldersAreKeptWithAnErrorWhereAFileCannotBeRead) {
  const ReadResult read = read_files({{"a/config.json", wide("{\"params\": {\"lr\": 0.1}}")},
                                      {"a/metrics.csv", "step,loss\n0,2\n1,1\n"},
                                      {"b/config.json", "{\"params\": {\"lr\": 0.2}}"},
                                      {"b/metrics.csv", wide("step,loss\r\n0,2\r\n1,1\r\n")},
                                      {"c/metrics.jsonl", wide("{\"step\": 0, \"loss\": 2}\n")}});
  ASSERT_THAT(read.runs, SizeIs(3));
  EXPECT_THAT(read.values("loss", 0), ElementsAre(2, 1));
  EXPECT_EQ(read.parameter("lr", 1), "0.2");
  EXPECT_EQ(read.place_of("json-utf16"), "runs/a/config.json:1:1 error");
  EXPECT_EQ(read.place_of("csv-utf16"), "runs/b/metrics.csv:1:1 error");
  EXPECT_EQ(read.place_of("jsonl-utf16"), "runs/c/metrics.jsonl:1:1 error");
}

TEST_P(Utf16Files, LoneCurvesAreFoundAndTheirErrorIsSaid) {
  const ReadResult read =
      read_files({{"x/first.csv", wide("epoch,loss,val_loss\n0,2,2\n1,1,1.5\n")},
                  {"y/second.jsonl", wide("{\"epoch\": 0, \"loss\": 3}\n{\"epoch\": 1, \"loss\": 2}\n")}});
  EXPECT_EQ(read.place_of("csv-utf16"), "runs/x/first.csv:1:1 error");
  EXPECT_EQ(read.place_of("jsonl-utf16"), "runs/y/second.jsonl:1:1 error");
}

INSTANTIATE_TEST_SUITE_P(Encodings, Utf16Files,
                         testing::Values(Encoding{Order::little, true}, Encoding{Order::little, false},
                                         Encoding{Order::big, true}, Encoding{Order::big, false}));

}  // namespace
