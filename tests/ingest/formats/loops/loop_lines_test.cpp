/// Logs of loops of experiments as JSON: generator/ingest/formats/loops/loop_lines.cpp and aide_journal.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kPiLog =
    R"({"type":"config","name":"speed","metricName":"total_ms","metricUnit":"ms","bestDirection":"lower"}
{"run":1,"commit":"aaaa111","metric":90.5,"metrics":{"compile_ms":3},"status":"keep","description":"baseline","timestamp":1774024187637,"segment":0}
{"type":"hook","name":"x"}
{"run":2,"commit":"aaaa111","metric":0,"metrics":{},"status":"crash","description":"inline all","timestamp":1774025031220,"asi":{"hypothesis":"calls cost","next_action_hint":"inline less"}}
{"run":3,"commit":"bbbb222","metric":95,"metrics":{},"status":"checks_failed","description":"no tests","confidence":2.5}
{"type":"config","name":"size","metricName":"kb","bestDirection":"higher"}
{"run":1,"commit":"cccc333","metric":10,"metrics":{},"status":"discard","description":"other"}
)";

TEST(LoopLines, PiKeepsSegmentsApart) {
  const ReadResult read = read_files({{"autoresearch.jsonl", kPiLog}});
  ASSERT_EQ(read.runs.size(), 4u);
  EXPECT_EQ(read.run(0).project, "speed");
  EXPECT_EQ(read.run(0).experiment, "s0-1");
  EXPECT_EQ(read.run(0).objective, "total_ms");
  EXPECT_EQ(read.run(0).objective_direction, model::Direction::minimize);
  EXPECT_THAT(read.run(0).started_at, HasSubstr("2026-03-20T16:29:47"));
  EXPECT_EQ(read.run(1).status, model::RunStatus::failed);
  EXPECT_THAT(read.run(1).summary, IsEmpty());
  EXPECT_THAT(read.runs[1].notes.at(0).observations, ElementsAre(HasSubstr("calls cost")));
  ASSERT_EQ(read.runs[1].notes[0].next_steps.size(), 1u);
  EXPECT_EQ(read.runs[2].notes.at(0).decision, model::Decision::discard);
  EXPECT_EQ(read.runs[2].notes[0].decision_reason, "checks failed");
  EXPECT_EQ(read.run(3).project, "size");
  EXPECT_EQ(read.run(3).objective_direction, model::Direction::maximize);
}

TEST(LoopLines, PiHidesItsLog) {
  const ReadResult read = read_files({{"a/program.md", "goal"},
                                      {"a/.auto/log.jsonl",
                                       "{\"run\":1,\"metric\":5,\"status\":\"keep\",\"description\":\"base\"}\n{"
                                       "\"run\":2,\"metric\":4,\"status\":\"odd\"}\n{\"ru"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run().objective, "metric");
  EXPECT_FALSE(read.runs[1].notes.at(0).decision_said);
}

TEST(LoopLines, LinesWithoutACommonSchema) {
  const ReadResult read = read_files(
      {{"experiments.jsonl",
        R"({"timestamp":"2026-03-11T15:52:57Z","experiment_commit":"aaaa111","parent_best_commit":null,"title":"Baseline","exact_change":{"SIZE":"8"},"status":"keep","val_bpb":2.31,"delta_vs_best":null,"machine":"m4","per_fold":[1,2]}
not json
{"timestamp":"2026-03-11T17:18:00Z","experiment_commit":"bbbb222","parent_best_commit":"aaaa111","title":"Lower LR","exact_change":{"LR":{"from":0.04,"to":0.03}},"status":"keep","val_bpb":2.26,"delta_vs_best":-0.05,"machine":"m4"}
)"}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(0).name, "Baseline");
  EXPECT_EQ(read.run(1).objective, "val_bpb");
  EXPECT_EQ(read.runs[1].notes.at(0).parent, read.run(0).experiment);
  ASSERT_EQ(read.run(1).loop.changes.size(), 1u);
  EXPECT_EQ(read.run(1).loop.changes[0], (model::SaidChange{"LR", "0.04", "0.03"}));
  EXPECT_EQ(read.with_code("loop-bad-line").size(), 1u);
  EXPECT_EQ(read.run(1).summary.size(), 1u);
}

TEST(LoopLines, CurvesAreLeftAlone) {
  const ReadResult read = read_files({{"metrics.jsonl", "{\"step\":1,\"loss\":2}\n{\"step\":2,\"loss\":1}\n"},
                                      {"experiments.jsonl", "{\"step\":1,\"id\":\"a\",\"note\":\"x\",\"loss\":2}\n"}});
  for (const ingest::ReadRun& run : read.runs) EXPECT_NE(run.run.format, "loop-lines");
}

TEST(AideJournal, NodesAreTriesWithTheirParents) {
  const std::string text =
      R"({"nodes":[{"id":"bb","step":1,"plan":"boosting","ctime":1772000100.5,"exec_time":3,"exc_type":"ValueError","analysis":"shapes","metric":{"value":null,"maximize":null},"is_buggy":true},)"
      R"({"id":"aa","step":0,"plan":"ridge","ctime":1772000000.5,"exec_time":12.5,"analysis":"plain","metric":{"value":0.412,"maximize":false},"is_buggy":false},)"
      R"({"id":"cc","step":2,"plan":"mended","metric":{"value":0.355,"maximize":false},"is_buggy":false}],)"
      R"("node2parent":{"cc":"bb"},"__version":"2"})";
  const ReadResult read = read_files({{"logs/journal.json", text}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(0).name, "ridge");
  EXPECT_EQ(read.run(0).objective_direction, model::Direction::minimize);
  EXPECT_EQ(read.runs[0].notes.at(0).parent, "none");
  EXPECT_EQ(read.run(1).status, model::RunStatus::failed);
  EXPECT_THAT(read.run(1).summary, IsEmpty());
  EXPECT_EQ(read.runs[2].notes.at(0).parent, "bb");
  EXPECT_FALSE(read.runs[2].notes[0].decision_said);
  for (std::size_t cut = 0; cut < text.size(); cut += 7) {
    EXPECT_LE(read_files({{"journal.json", text.substr(0, cut)}}).runs.size(), 1u);
  }
}

TEST(OpenEvolve, TheLastCheckpointOfAProgramCounts) {
  const auto program = [](const char* id, const char* parent, double score) {
    return std::string("{\"id\":\"") + id + "\",\"parent_id\":" + parent +
           ",\"iteration_found\":" + (*id == 'a' ? "0" : "3") +
           ",\"generation\":1,\"timestamp\":1772000000,\"metrics\":{\"combined_score\":" + std::to_string(score) +
           ",\"speed\":2},\"code\":\"x\"}";
  };
  const ReadResult read = read_files({{"out/checkpoints/checkpoint_5/metadata.json", "{\"best_program_id\":\"a\"}"},
                                      {"out/checkpoints/checkpoint_5/programs/a.json", program("a", "null", 0.25)},
                                      {"out/checkpoints/checkpoint_10/metadata.json", "{}"},
                                      {"out/checkpoints/checkpoint_10/programs/a.json", program("a", "null", 0.5)},
                                      {"out/checkpoints/checkpoint_10/programs/b.json", program("b", "\"a\"", 0.75)},
                                      {"out/checkpoints/checkpoint_10/programs/c.json",
                                       "{\"id\":\"c\",\"iteration_found\":5,\"metrics\":{\"error\":0}}"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(0).experiment, "a");
  ASSERT_FALSE(read.run(0).summary.empty());
  EXPECT_EQ(read.run(0).summary[0].value.number, 0.5);
  EXPECT_EQ(read.run(0).objective_direction, model::Direction::maximize);
  EXPECT_EQ(read.runs[1].notes.at(0).parent, "a");
  EXPECT_EQ(read.run(2).status, model::RunStatus::failed);
}

TEST(AiScientist, FoldersAreTriesWithTheirNotes) {
  const ReadResult read = read_files(
      {{"idea/run_0/final_info.json",
        R"({"tiny":{"means":{"val_loss":1.5},"stderrs":{"val_loss":0.1}},"big":{"means":{"val_loss":2}}})"},
       {"idea/run_1/final_info.json", R"({"tiny":{"means":{"val_loss":1.25}}})"},
       {"idea/run_10/final_info.json", "not json"},
       {"idea/notes.txt", "# Title\n## Run 0: Baseline\nDescription: as it is\n## Run 1: wider\nResults: x\n"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(1).experiment, "run_1");
  EXPECT_EQ(read.run(1).name, "wider");
  ASSERT_EQ(read.run(0).summary.size(), 2u);
  EXPECT_EQ(read.run(0).summary[0].path, "tiny.val_loss");
  EXPECT_EQ(read.run(2).status, model::RunStatus::failed);
  EXPECT_THAT(read_files({{"run_1/final_info.json", "{}"}}).runs, IsEmpty());
}

TEST(AideJournal, DiariesAreLeftAlone) {
  EXPECT_THAT(read_files({{"journal.json", R"({"nodes":[],"entries":[{"date":"2026-01-01"}]})"}}).runs, IsEmpty());
  EXPECT_THAT(read_files({{"journal.json", R"([{"date":"2026-01-01","text":"nodes"}])"}}).runs, IsEmpty());
}

}  // namespace
