/// Logs kept by hand: generator/ingest/kept_log.h and formats/kept_log.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

const char kLog[] =
    "| Experiment ID | Date | Base Accuracy | New Accuracy | Parameter Changed | Old Value | New Value |\n"
    "|---|---|---|---|---|---|---|\n"
    "| EXP001 | 2024-05-01 | 85.5% | 87.2% | batch_size | 32 | 64 |\n"
    "| EXP002 | 2024-05-03 | 87.2% | 86% | lr | 0.1 | 0.2 |\n\n"
    "### Experiment ID: EXP001\n**Experimenter:** Ada\n\n"
    "#### Base Configuration\n```python\nbatch_size: 32,\nlr: 0.1,\nunits: [512, 256],\naug: {\n  flip: "
    "True\n}\n...\n```\n"
    "#### Modified Configuration\n```python\nconfig = {'batch_size': 64, 'lr': 0.1, 'units': [512, 256], 'aug': "
    "{'flip': "
    "True}}\n```\n"
    "#### Metrics\n- Validation Accuracy: 85.5% → 87.2%\n- Training Time: 2 hours → 1.5 hours\n\n"
    "#### Next Steps\n- [ ] Try 128\n\n---\n"
    "## Quick Results\n\n| Experiment ID | Key Changes | Result | Keep/Discard |\n|---|---|---|---|\n"
    "| EXP001 | more | better | Keep |\n";

TEST(MarkdownLog, ReadsTheTemplatesShape) {
  const ReadResult read = read_files({{"log.md", kLog}});
  EXPECT_THAT(read.ids(), ElementsAre("base", "EXP001", "EXP002"));
  EXPECT_EQ(read.parameter("batch_size", 0), "32");
  EXPECT_EQ(read.parameter("batch_size", 1), "64");
  EXPECT_EQ(read.parameter("aug.flip", 1), "true");
  EXPECT_EQ(read.parameter("lr", 2), "0.2");
  EXPECT_EQ(read.parameter("batch_size", 2), "64") << "changed from EXP001, whose accuracy its base is";
  ASSERT_EQ(read.run(1).summary.size(), 3u);
  EXPECT_EQ(read.run(1).summary[0].value.text, "0.872");
  EXPECT_EQ(read.run(1).summary[1].path, "training_time_s");
  EXPECT_EQ(read.run(1).summary[1].value.number, 5400);
  EXPECT_EQ(read.run(1).summary[2].value.text, "1.5 hours") << "as it was written";
  EXPECT_THAT(read.run(1).summary_lines, ElementsAre(24u, 25u, 25u));
  const model::Note& note = read.runs[1].notes.at(0);
  EXPECT_EQ(note.experimenter, "Ada");
  EXPECT_EQ(note.parent, "base");
  EXPECT_EQ(note.decision, model::Decision::keep);
  ASSERT_EQ(note.next_steps.size(), 1u);
  EXPECT_EQ(note.next_steps[0].text, "Try 128");
}

TEST(MarkdownLog, ReadsAPipeTable) {
  const ReadResult read =
      read_files({{"results.md", "| | accuracy | loss |\n|:--|--:|--:|\n| a/b | 0.5 | 1 |\n| c | 0.6 | 2 |\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(0).name, "a/b");
  EXPECT_EQ(read.run(1).summary[1].value.text, "2");
}

TEST(MarkdownLog, AMinusOfTheQuickResultStaysInTheReason) {
  const ReadResult read = read_files({{"log.md",
                                       "### Experiment ID: EXP001\n\nText\n\n## Quick Results\n\n"
                                       "| Experiment ID | Key Changes | Result | Keep/Discard |\n|---|---|---|---|\n"
                                       "| EXP001 | more | -2 points worse | Discard |\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.runs[0].notes.at(0).decision, model::Decision::discard);
  EXPECT_EQ(read.runs[0].notes.at(0).decision_reason, "-2 points worse");
}

TEST(MarkdownLog, ReadsWhatPeopleDressCellsWith) {
  const ReadResult read = read_files({{"results.md",
                                       "| run | lr | accuracy | loss | f1 |\n|---|---|---|---|---|\n"
                                       "| a | 1.2e-4 | **91.2%** | 0.91 → 0.83 | 0.5[^1] |\n"
                                       "| [b](b.md) | 1e-3 | _90%_ | – | `0.75` |\n"
                                       "| c | 1e-2 | 88.50 ± 0.5% | ~~1.5~~ | [0.25](x) |\n\n[^1]: note\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  const auto result = [&](std::size_t run, const std::string& name) -> std::string {
    for (const model::Parameter& leaf : read.run(run).summary) {
      if (leaf.path == name) return leaf.value.text;
    }
    return "(none)";
  };
  EXPECT_EQ(read.parameter("lr", 0), "1.2e-4");
  EXPECT_EQ(result(0, "accuracy"), "0.912");
  EXPECT_EQ(result(0, "loss"), "0.83");
  EXPECT_EQ(result(0, "f1"), "0.5");
  EXPECT_EQ(read.run(1).name, "b");
  EXPECT_EQ(result(1, "accuracy"), "0.90");
  EXPECT_EQ(result(1, "loss"), "(none)");
  EXPECT_EQ(result(1, "f1"), "0.75");
  EXPECT_EQ(result(2, "accuracy"), "0.8850");
  EXPECT_EQ(result(2, "accuracy.sd"), "0.005");
  EXPECT_EQ(result(2, "f1"), "0.25");
}

TEST(MarkdownLog, LeavesOtherMarkdownAlone) {
  const ReadResult read = read_files({{"README.md", "| model | accuracy |\n|---|---|\n| a | 0.5 |\n| b | 0.6 |\n"},
                                      {"log.md", "### Experiment ID: [EXP001]\n**Date:** [YYYY-MM-DD]\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
}

}  // namespace
