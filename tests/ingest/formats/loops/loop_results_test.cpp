/// The text form of logs of loops of experiments: generator/ingest/formats/loops/loop_results.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// "experiment decision status": of a row.
std::string row(const ReadResult& read, std::size_t i) {
  std::string decision = "open";
  std::string title;
  for (const model::Note& note : read.runs.at(i).notes) {
    if (note.decision_said) decision = note.decision == model::Decision::keep ? "keep" : "discard";
    title = note.title;
  }
  if (read.run(i).status == model::RunStatus::failed) decision = "failed";
  return read.run(i).experiment + " " + decision + " " + title;
}

std::string value_of(const ReadResult& read, const std::string& name, std::size_t i) {
  for (const model::Parameter& leaf : read.run(i).summary) {
    if (leaf.path == name) return leaf.value.text;
  }
  return "(none)";
}

TEST(LoopResults, RowsAreTriesWithTheirDecisions) {
  const ReadResult read = read_files({{"mar8/results.tsv",
                                       "commit\tval_bpb\tmemory_gb\tstatus\tdescription\n"
                                       "aaaa111\t0.9979\t44.0\tkeep\tbaseline\n"
                                       "bbbb222\t0.9932\t44.2\tkeep\texp2: LR 0.04 -> 0.06\n"
                                       "cccc333\t1.0050\t44.0\tdiscard\twith <b> & `code` * _x_\n"
                                       "dddd444\t0.000000\t0.0\tcrash\tdouble width (OOM)\n"}});
  ASSERT_EQ(read.runs.size(), 4u);
  EXPECT_EQ(read.run().project, "mar8");
  EXPECT_EQ(row(read, 0), "mar8-1 keep baseline");
  EXPECT_EQ(row(read, 1), "mar8-2 keep LR 0.04 -> 0.06");
  EXPECT_EQ(row(read, 2), "mar8-3 discard with <b> & `code` * _x_");
  EXPECT_EQ(row(read, 3), "mar8-4 failed double width (OOM)");
  EXPECT_EQ(value_of(read, "val_bpb", 1), "0.9932");
  EXPECT_THAT(read.run(3).summary, IsEmpty());
  EXPECT_EQ(read.run(1).objective, "val_bpb");
  EXPECT_EQ(read.run(1).loop.commit, "bbbb222");
  EXPECT_EQ(read.run(1).loop.number, 2u);
  ASSERT_EQ(read.run(1).loop.changes.size(), 1u);
  EXPECT_EQ(read.run(1).loop.changes[0].parameter, "LR");
  EXPECT_THAT(read.run(1).config.parameters, IsEmpty());
}

TEST(LoopResults, PlaceholdersOfFailedRowsAreNoValues) {
  const ReadResult read = read_files({{"r.tsv",
                                       "commit\tval_loss\tstatus\tdescription\n"
                                       "aaaa111\t3.7\tKEEP\tbaseline\n"
                                       "bbbb222\t999\tcrash\ta\n"
                                       "cccc333\tinf\tFAIL\tb\n"
                                       "dddd444\tN/A\ttimeout\tc\n"}});
  ASSERT_EQ(read.runs.size(), 4u);
  for (const std::size_t i : {1u, 2u, 3u}) EXPECT_THAT(read.run(i).summary, IsEmpty()) << i;
}

TEST(LoopResults, ZeroAtNoCostIsNoMeasurement) {
  const ReadResult read = read_files({{"r.tsv",
                                       "commit\tval_loss\tmemory_gb\tstatus\tdescription\n"
                                       "aaaa111\t0.5\t4.0\tkeep\tbaseline\n"
                                       "bbbb222\t0.0\t0.0\tdiscard\ttoo large\n"
                                       "cccc333\t0.4\t0.0\tdiscard\ton another machine\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_THAT(read.run(1).summary, IsEmpty());
  EXPECT_EQ(value_of(read, "val_loss", 2), "0.4");
  EXPECT_EQ(read.place_of("loop-zeros"), "runs/r.tsv:3:1 note");
}

TEST(LoopResults, TwoIdeasOfACommitAreTwoExperimentsAndASeedIsARepeat) {
  const ReadResult read = read_files({{"r.tsv",
                                       "commit\tscore\tstatus\tdescription\n"
                                       "aaaa111\t0.50\tkeep\tbaseline\n"
                                       "aaaa111\t0.51\tdiscard\twider network\n"
                                       "aaaa111\t0.52\tdiscard\tbaseline again\n"
                                       "bbbb222\t0.60\tkeep\trope base 50k\n"
                                       "bbbb222\t0.61\tdiscard\tre-run of rope base 50k\n"
                                       "cccc333\t0.62\tkeep\tseed 42 -> 137\n"
                                       "none\t0.40\tdiscard\ttry rope again with 2 layers\n"
                                       "bbbb222\t0.63\tverify\tchampion again, seed 3\n"}});
  ASSERT_EQ(read.runs.size(), 8u);
  EXPECT_EQ(read.run(7).experiment, "r-4");
  EXPECT_EQ(read.run(1).experiment, "r-2");
  EXPECT_EQ(read.run(2).experiment, "r-1");
  EXPECT_EQ(read.run(4).experiment, "r-4");
  EXPECT_EQ(read.run(5).seed, "137");
  EXPECT_EQ(read.run(7).seed, "3");
  EXPECT_EQ(read.run(5).experiment, "r-4");  // nothing but the seed: the last kept one, whatever was decided
  EXPECT_EQ(read.run(6).experiment, "r-7");
  EXPECT_EQ(row(read, 5), "r-4 open ");
}

TEST(LoopResults, LinesAreTakenAsPeopleLeaveThem) {
  const ReadResult read = read_files({{"r.tsv",
                                       "commit\tval_fid\tmemory_gb\tstatus\tdescription\n"
                                       "aaaa111\t152.4\t1.2\tkeep\tone\twith a \"tab\"\r\n"
                                       "\n"
                                       "x_g2\tspsa\td2\tcurriculum_0.67\teps 1e-2\t204.41\t90 min\n"
                                       "bbbb222\t0.0\t0.0\tcrash\tTraceback:\n"
                                       "  File \"t.py\", line 3\n"
                                       "commit\tval_fid\tmemory_gb\tstatus\tdescription\n"
                                       "cccc333\t125.9\t1.5\tdiscard\t5\" kernel\n"
                                       "dddd444\t126.3\t1.5\tkee"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(0).name, "one with a \"tab\"");
  EXPECT_EQ(read.run(1).name, "Traceback: File \"t.py\", line 3");
  EXPECT_EQ(read.run(2).name, "5\" kernel");
  EXPECT_EQ(value_of(read, "val_fid", 2), "125.9");
  EXPECT_EQ(read.place_of("loop-rows-left-out"), "runs/r.tsv:4:1 warning");
  EXPECT_THAT(read.with_code("loop-rows-left-out")[0].what, HasSubstr("2 lines are no row"));
}

TEST(LoopResults, ARowMayGoOnInTheLinesBelow) {
  const ReadResult read = read_files({{"r.tsv",
                                       "round\tstrategy\tval_score\tstatus\n"
                                       "1\tcross of averages\t0.1\tbaseline\n"
                                       "2\tfilter\n"
                                       "\n"
                                       "  1. of the trend\n"
                                       "  2. of the volume\t0.4\trevert\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(row(read, 1), "r-2 discard filter 1. of the trend 2. of the volume");
  EXPECT_EQ(value_of(read, "val_score", 1), "0.4");
}

TEST(LoopResults, ANewHeaderMapsTheColumnsAnew) {
  const ReadResult read = read_files({{"r.tsv",
                                       "commit\tscore\tstatus\tdescription\n"
                                       "aaaa111\t1\tkeep\ta\n"
                                       "commit\tstatus\tscore\tseconds\tdescription\n"
                                       "bbbb222\tdiscard\t2\t60\tb\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(row(read, 1), "r-2 discard b");
  EXPECT_EQ(value_of(read, "score", 1), "2");
  EXPECT_EQ(value_of(read, "seconds", 1), "60");
}

TEST(LoopResults, CommentsAndColumnsGiveTheDirection) {
  const ReadResult comment = read_files({{"r.tsv",
                                          "# metric_direction: higher_is_better\n"
                                          "iteration\tcommit\tmetric\tdelta\tguard\tstatus\tdescription\n"
                                          "0\taaaa111\t207.6\t0.0\t-\tbaseline\tfirst\n"
                                          "1\t-\t245.2\t+31\tfail\tdiscard\tfaster\n"}});
  EXPECT_EQ(comment.run().objective_direction, model::Direction::maximize);
  EXPECT_EQ(comment.run().objective, "metric");
  EXPECT_EQ(value_of(comment, "delta", 1), "(none)");
  EXPECT_EQ(comment.runs[1].notes[0].decision_reason, "guard failed");
  const ReadResult column = read_files({{"r.tsv",
                                         "run_id\tmetric_name\tmetric_value\tmetric_direction\tdecision\tidea\n"
                                         "b_1\tseparation\t0.9\tmin\tkeep\tfirst\n"
                                         "b_2\tseparation\t0.8\tmin\tkeep\tsecond\n"}});
  EXPECT_EQ(column.run().objective, "separation");
  EXPECT_EQ(column.run().objective_direction, model::Direction::minimize);
  EXPECT_TRUE(column.run().loop.objective_said);
  EXPECT_EQ(column.run(1).experiment, "b_2");
}

TEST(LoopResults, WithoutAHeaderTheFirstLineIsARow) {
  const ReadResult read = read_files({{"r.tsv",
                                       "HEAD\tmodel-a\t12.0\t3.30\tkeep\tfused kernel\n"
                                       "HEAD\tmodel-a\t12.0\t2.79\tdiscard\tgrouped dispatch\n"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(row(read, 0), "r-1 keep fused kernel");
  EXPECT_EQ(value_of(read, "column 4", 1), "2.79");
}

TEST(LoopResults, OtherDelimiters) {
  const ReadResult commas = read_files({{"r.csv",
                                         "commit,val_acc,status,description\n"
                                         "aaaa111,0.81,keep,\"baseline, default\"\n"
                                         "bbbb222,0.79,discard,more dropout, unquoted\n"}});
  ASSERT_EQ(commas.runs.size(), 2u);
  EXPECT_EQ(commas.run(0).name, "baseline, default");
  EXPECT_EQ(commas.run(1).name, "more dropout, unquoted");
  const ReadResult semicolons =
      read_files({{"r.csv", "commit;rmse;status;note\naaaa111;3,5;keep;one\nbbbb222;3,1;discard;two\n"}});
  EXPECT_EQ(value_of(semicolons, "rmse", 1), "3.1");
  const ReadResult pipes = read_files(
      {{"r.tsv", "| commit | score | status | description |\n|---|---|---|---|\n| aaaa111 | 0.5 | ✅ keep | one |\n"}});
  EXPECT_EQ(row(pipes, 0), "r-1 keep one");
}

TEST(LoopResults, SessionsAreProjectsOfTheirOwn) {
  const ReadResult read = read_files({{"x.tsv",
                                       "session\tcommit\tbpb\tstatus\tdescription\n"
                                       "mar26\taaaa111\t0.9\tkeep\tbaseline\n"
                                       "mar27\tbbbb222\t0.7\tkeep\tbaseline\n"
                                       "mar26\tcccc333\t0.8\tdiscard\tother\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(1).project, "x: mar26");
  EXPECT_EQ(read.run(1).experiment, "mar26-2");
  EXPECT_EQ(read.run(2).project, "x: mar27");
}

TEST(LoopResults, ProseGoesWhereItBelongs) {
  const ReadResult read =
      read_files({{"r.tsv",
                   "commit\tval_bpb\tstatus\thypothesis\tnext_hypothesis\treview_note\tdescription\n"
                   "aaaa111\t0.9\tdiscard\tLR is too high\ttry 1e-3\tslower\tlower LR\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  const model::Note& note = read.runs[0].notes.at(0);
  EXPECT_THAT(note.observations, ElementsAre(HasSubstr("LR is too high")));
  ASSERT_EQ(note.next_steps.size(), 1u);
  EXPECT_EQ(note.decision_reason, "slower");
}

TEST(LoopResults, CopiesOfALogAreReadOnce) {
  const std::string log = "commit\tscore\tstatus\tdescription\naaaa111\t1\tkeep\ta\nbbbb222\t2\tdiscard\tb\n";
  const ReadResult read = read_files({{"results.tsv", log + "cccc333\t3\tkeep\tc\n"}, {"sub/results.tsv", log}});
  EXPECT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.with_code("table-repeated").size(), 1u);
}

TEST(LoopResults, TablesOfOtherKindsAreLeftAlone) {
  for (const char* text :
       {"lr\tbatch\tval_acc\n0.1\t32\t0.9\n0.2\t64\t0.8\n",
        "Name,State,lr,val_loss\na,finished,0.1,1\nb,crashed,0.2,2\nc,failed,0.1,3\n",
        "experiment,lr,batch_size,val_acc,decision,notes\na,0.1,32,0.9,keep,x\nb,0.2,64,0.8,discard,y\n",
        "method,acc\nbaseline,0.9\n"}) {
    for (const ingest::ReadRun& run : read_files({{"t.csv", text}}).runs) EXPECT_NE(run.run.format, "loop-log") << text;
  }
}

TEST(LoopResults, AHeaderAloneIsASessionNotBegun) {
  const ReadResult read = read_files({{"r.tsv", "commit\tval_bpb\tmemory_mb\tstatus\tgpus\tdescription\n"}});
  EXPECT_THAT(read.runs, IsEmpty());
  EXPECT_EQ(read.place_of("loop-empty"), "runs/r.tsv:1:1 note");
}

TEST(LoopResults, TheRemoteGivesThePageOfACommit) {
  const ReadResult read =
      read_files({{".git/config", "[core]\n[remote \"origin\"]\n\turl = git@github.com:owner/name.git\n"},
                  {"a/r.tsv", "commit\tscore\tstatus\naaaa111\t1\tkeep\n"}});
  EXPECT_EQ(read.run().loop.commit_url, "https://github.com/owner/name/commit/aaaa111");
}

TEST(LoopResults, WhatTheLastRunPrintedIsNoRunOfItsOwn) {
  const std::string log = "commit\tval_bpb\tstatus\tdescription\naaaa111\t0.9979\tkeep\ta\n";
  const ReadResult same =
      read_files({{"results.tsv", log}, {"run.log", "step 1\rstep 2\n---\nval_bpb:          0.997912\n"}});
  ASSERT_EQ(same.runs.size(), 1u);
  EXPECT_EQ(same.run().artifacts.size(), 1u);
  const ReadResult other = read_files({{"results.tsv", log}, {"run.log", "val_bpb: 0.9\n"}});
  ASSERT_EQ(other.runs.size(), 1u);
  EXPECT_THAT(other.run().artifacts, IsEmpty());
  EXPECT_EQ(other.with_code("loop-run-log").size(), 1u);
}

/// Bytes that a log may be cut, torn or overwritten to: nothing may crash, and no row is made of nothing.
TEST(LoopResults, SurvivesDamage) {
  const std::string log =
      "# metric_direction: lower\ncommit\tval_bpb\tstatus\tdescription\naaaa111\t~0.9\tkeep\ta=1,b=2\n"
      "bbbb222\t1K\tdiscard\t\"q\"\"\"\n\xff\xfe\t\t\t\ncccc333\tnan\tcrash\tx -> y to 3\n";
  for (std::size_t cut = 0; cut <= log.size(); ++cut) {
    EXPECT_LE(read_files({{"r.tsv", log.substr(0, cut)}}).runs.size(), 4u);
    EXPECT_LE(read_files({{"r.csv", log.substr(cut)}}).runs.size(), 4u);
  }
  std::uint32_t state = 12345;
  constexpr std::string_view letters("\t\n\r,;|\"#=-> 0123.keepcrashdiscard\0\xff", 35);
  for (int round = 0; round < 300; ++round) {
    std::string text = "commit\tval_bpb\tstatus\tdescription\naaaa111\t0.9\tkeep\ta\n";
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525u + 1013904223u;
      text += letters[(state >> 16) % letters.size()];
    }
    read_files({{"r.tsv", text}, {"s.csv", text}});
  }
  const std::string huge =
      "commit\tscore\tstatus\tdescription\naaaa111\t1\tkeep\t" + std::string(3'000'000, 'x') + "\n";
  EXPECT_LT(read_files({{"r.tsv", huge}}).run().name.size(), 1'000u);
}

}  // namespace
