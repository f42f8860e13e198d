#include "analysis/log/kept/kept_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "analysis/compute_findings.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Findings;
using support::digest;
using support::run;
using testing::HasSubstr;
using testing::IsEmpty;

/// An experiment of "runs/log.md" with numbers as they stand in its summary.
model::RunDigest logged(const std::string& id, const std::vector<std::pair<std::string, std::string>>& numbers = {}) {
  model::RunDigest entry;
  entry.key = "0:log.md#" + id;
  entry.id = entry.name = entry.experiment = id;
  entry.format = "markdown-log";
  entry.folder = "log";
  entry.files = {"log.md"};
  for (const auto& [path, text] : numbers) {
    model::Parameter leaf{.path = path};
    leaf.value.text = text;
    leaf.value.kind = model::ParameterValue::Kind::text;
    if (text.find(' ') == std::string::npos) {
      leaf.value.kind = model::ParameterValue::Kind::number;
      leaf.value.number = std::stod(text);
    }
    entry.summary.push_back(leaf);
    entry.summary_lines.push_back(7);
  }
  return entry;
}

model::Note note_with(const std::string& experimenter) {
  model::Note note;
  note.file = "runs/log.md";
  note.experimenter = experimenter;
  return note;
}

struct Case {
  std::vector<model::RunDigest> runs;
  std::vector<ExperimentNotes> notes;
  model::Settings settings;

  Findings findings() {
    return compute_findings({.runs = &runs, .notes = &notes, .settings = &settings, .source_labels = {"runs"}});
  }
};

std::vector<model::Notice> with_code(const Findings& findings, const std::string& code) {
  std::vector<model::Notice> out;
  for (const model::Notice& notice : findings.notices) {
    if (notice.code == code) out.push_back(notice);
  }
  return out;
}

TEST(KeptLog, MeasuredExperimentsAreNoRunsOfTheirOwn) {
  Case one{.runs = {digest(run("exp1").metric("val_accuracy", {0.5, 0.9}).param("lr", 0.1)), logged("EXP1"),
                    logged("EXP2", {{"validation_accuracy", "0.8"}})},
           .notes = {},
           .settings = {}};
  const Findings findings = one.findings();
  ASSERT_EQ(one.runs.size(), 2u);
  ASSERT_EQ(findings.experiments.size(), 2u);
  EXPECT_EQ(one.runs[0].experiment, "EXP1") << "the run is called so in another case";
  EXPECT_EQ(one.runs[1].experiment, "EXP2");
}

TEST(KeptLog, WhatStandsWithTheRunsGoesFirst) {
  Case one{.runs = {digest(run("EXP1").metric("loss", {1, 0.5})), logged("EXP1")}, .notes = {}, .settings = {}};
  one.runs[0].notes = {note_with("Ada")};
  one.runs[0].note_texts.resize(1);
  one.runs[1].notes = {note_with("Bo")};
  one.runs[1].notes[0].decision_said = true;
  one.runs[1].notes[0].decision = model::Decision::keep;
  one.runs[1].note_texts.resize(1);
  const Findings findings = one.findings();
  EXPECT_EQ(findings.experiments[0].experimenter, "Ada");
  EXPECT_EQ(findings.experiments[0].decision, model::Decision::keep) << "only the log says it";
}

TEST(KeptLog, ComparesWithinTheRoundingOfWhatIsWritten) {
  // 0.872 is 0.8716 rounded, 0.87 too; 0.8720 is not.
  Case one{.runs = {digest(run("E").metric("val_accuracy", {0.5, 0.8716}))}, .notes = {}, .settings = {}};
  for (const auto& [written, agrees] :
       std::vector<std::pair<std::string, bool>>{{"0.872", true}, {"0.87", true}, {"0.8720", false}, {"87.2", true}}) {
    Case with = one;
    with.runs.push_back(logged("E", {{"validation_accuracy", written}}));
    EXPECT_EQ(with_code(with.findings(), "log-disagrees").empty(), agrees) << written;
  }
}

TEST(KeptLog, PercentagesOfTheRunsAreComparedAsShares) {
  Case one{.runs = {digest(run("E").metric("val_accuracy", {50, 87.16})), logged("E", {{"accuracy", "0.872"}})},
           .notes = {},
           .settings = {}};
  const Findings findings = one.findings();
  EXPECT_THAT(with_code(findings, "log-disagrees"), IsEmpty());
  EXPECT_THAT(with_code(findings, "log-measured").at(0).what, HasSubstr("1 number agrees"));
}

TEST(KeptLog, SaysWhereAndHowItDisagrees) {
  Case one{.runs = {digest(run("E").metric("val_accuracy", {0.9, 0.8})),
                    logged("E", {{"validation_accuracy", "0.85"}, {"validation_loss", "0.3"}})},
           .notes = {},
           .settings = {}};
  const Findings findings = one.findings();
  const std::vector<model::Notice> said = with_code(findings, "log-disagrees");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].file, "runs/log.md");
  EXPECT_EQ(said[0].at.line, 7u);
  EXPECT_EQ(said[0].severity, model::Severity::warning);
  EXPECT_EQ(said[0].what,
            "\"E\": the log says validation_accuracy 0.85; \"val_accuracy\" computed from 1 run is 0.9 (best) and 0.8 "
            "(last)");
  EXPECT_THAT(with_code(findings, "log-measured").at(0).what, HasSubstr("1 could not be compared"));
}

TEST(KeptLog, ATimeIsAsExactAsItsText) {
  // 5300 s is 1.47 hours, which rounds to 1.5; 4000 s is 1.11.
  for (const auto& [seconds, agrees] : std::vector<std::pair<double, bool>>{{5300, true}, {4000, false}}) {
    Case one{.runs = {digest(run("E").metric("val_accuracy", {0.9})),
                      logged("E", {{"training_time_s", "5400"}, {"training_time", "1.5 hours"}})},
             .notes = {},
             .settings = {}};
    one.runs[0].duration_s = seconds;
    EXPECT_EQ(with_code(one.findings(), "log-disagrees").empty(), agrees) << seconds;
  }
}

TEST(KeptLog, RunsInTheFolderOfAnExperimentAreItsRuns) {
  Case one{.runs = {digest(run("EXP1/seed1").metric("loss", {1, 0.5})),
                    digest(run("EXP1/seed2").metric("loss", {1, 0.7})), logged("EXP1")},
           .notes = {},
           .settings = {}};
  const Findings findings = one.findings();
  ASSERT_EQ(findings.experiments.size(), 1u);
  EXPECT_EQ(findings.experiments[0].id, "EXP1");
  EXPECT_EQ(findings.experiments[0].runs.size(), 2u);
}

}  // namespace
}  // namespace analysis
