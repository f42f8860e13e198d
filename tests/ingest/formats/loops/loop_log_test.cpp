#include "ingest/formats/loops/loop_log.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/memory_files.h"

namespace {

using ingest::LoopEntry;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LoopEntry entry(std::string commit, std::string_view status, std::string description, double value) {
  LoopEntry out;
  out.commit = std::move(commit);
  out.status = vocabulary::read_try_status(status);
  out.description = std::move(description);
  out.values.push_back({.path = "x", .value = {.kind = model::ParameterValue::Kind::number, .number = value}});
  return out;
}

std::vector<model::Run> runs_of(std::vector<LoopEntry> entries) {
  const support::MemoryFiles files{std::map<std::string, std::string>()};
  const ingest::Unit unit{.files = {"log/results.tsv"}};
  const model::Settings settings;
  const ingest::Redactor redactor(settings);
  const ingest::ReadContext context{files, unit, settings, [](const model::Notice&) {}, redactor};
  ingest::LoopLog log;
  log.project = "log";
  log.prefix = "log";
  log.objective = "x";
  log.entries = std::move(entries);
  std::vector<model::Run> runs;
  append_loop_runs(context, "log/results.tsv", std::move(log), runs);
  return runs;
}

std::vector<std::string> experiments_of(const std::vector<model::Run>& runs) {
  std::vector<std::string> out;
  for (const model::Run& run : runs) out.push_back(run.experiment);
  return out;
}

TEST(LoopLog, EachIdeaIsAnExperiment) {
  const std::vector<model::Run> runs =
      runs_of({entry("aaaa111", "keep", "baseline", 1), entry("bbbb222", "discard", "wider", 2),
               entry("bbbb222", "keep", "deeper", 3), entry("bbbb222", "keep", "deeper", 4)});
  EXPECT_THAT(experiments_of(runs), ElementsAre("log-1", "log-2", "log-3", "log-3"));
  EXPECT_EQ(runs[3].loop.number, 4u);
  EXPECT_EQ(runs[1].name, "wider");
  EXPECT_EQ(runs[1].loop.commit, "bbbb222");
}

TEST(LoopLog, WhatFailedHasNoValues) {
  const std::vector<model::Run> runs = runs_of({entry("aaaa111", "crash", "wider", 0)});
  EXPECT_EQ(runs.at(0).status, model::RunStatus::failed);
  EXPECT_THAT(runs[0].summary, IsEmpty());
}

TEST(LoopLog, ChangesOfTheSeedRepeatWhatWasKeptLast) {
  const std::vector<model::Run> runs =
      runs_of({entry("aaaa111", "keep", "baseline", 1), entry("bbbb222", "keep", "wider", 2),
               entry("cccc333", "discard", "deeper", 3), entry("dddd444", "discard", "seed 2", 4)});
  EXPECT_THAT(experiments_of(runs), ElementsAre("log-1", "log-2", "log-3", "log-2"));
  EXPECT_EQ(runs[3].seed, "2");
  EXPECT_EQ(runs[2].seed, "");
}

TEST(LoopLog, DecisionsAndReasonsStandInANote) {
  LoopEntry one = entry("aaaa111", "discard", "exp3: wider", 1);
  one.reason = "no gain";
  const std::vector<model::Run> runs = runs_of({one});
  EXPECT_EQ(runs.at(0).name, "wider");  // the number stands in the log as well
  ASSERT_EQ(runs[0].note_texts.size(), 1u);
  EXPECT_THAT(runs[0].note_texts[0].text, HasSubstr("decision: \"discard\"\ndecision_reason: \"no gain\""));
}

TEST(LoopLog, ProjectsAreCalledByFileOrFolder) {
  EXPECT_EQ(ingest::loop_project("speed/results.tsv"), "speed");
  EXPECT_EQ(ingest::loop_project("speed/kernels.tsv"), "speed/kernels");
  EXPECT_EQ(ingest::loop_project("results.tsv"), "results");
}

TEST(LoopLog, DirectionsAreReadFromWords) {
  using model::Direction;
  EXPECT_EQ(ingest::read_loop_direction("higher_is_better"), Direction::maximize);
  EXPECT_EQ(ingest::read_loop_direction("Lower"), Direction::minimize);
  EXPECT_EQ(ingest::read_loop_direction("sideways"), Direction::unknown);
}

}  // namespace
