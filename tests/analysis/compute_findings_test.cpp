
#include "analysis/compute_findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Comparability;
using model::Experiment;
using model::ExperimentStatus;
using model::Findings;
using model::Index;
using model::MetricEstimate;
using model::Project;
using model::RoleRow;
using support::digest;
using support::run;
using testing::ElementsAre;

const double kNaN = std::nan("");

struct Case {
  std::vector<model::RunDigest> runs;
  std::vector<ExperimentNotes> notes;
  model::Settings settings;

  Findings findings() {
    return compute_findings({.runs = &runs, .notes = &notes, .settings = &settings, .source_labels = {"runs"}});
  }
};

ExperimentNotes notes_of(const std::string& id, const std::string& parent = "") {
  ExperimentNotes notes{.experiment = id, .source_folder = id};
  notes.note.file = "runs/" + id + "/experiment.md";
  notes.note.parent = parent;
  return notes;
}

std::vector<std::string> ids(const Findings& findings) {
  std::vector<std::string> result;
  for (const Experiment& one : findings.experiments) result.push_back(one.id);
  return result;
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> result;
  for (const model::Notice& notice : findings.notices) result.push_back(notice.code);
  return result;
}

const Experiment& experiment(const Findings& findings, const std::string& id) {
  for (const Experiment& one : findings.experiments) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no experiment " << id;
  return findings.experiments.at(0);
}

std::string parent_of(const Findings& findings, const std::string& id) {
  const Experiment& one = experiment(findings, id);
  return one.versus_parent ? findings.experiments[one.versus_parent->other].id : "none";
}

/// A run of an explicit experiment with one validation accuracy.
support::RunBuilder trial(const std::string& id, double accuracy, const std::string& day = "01") {
  return run(id).experiment(id).metric("val_acc", {accuracy}).times("2025-03-" + day + "T08:00:00");
}

TEST(Findings, NothingInGivesNothingOut) {
  const Findings findings = Case{}.findings();
  EXPECT_TRUE(findings.projects.empty());
  EXPECT_TRUE(findings.experiments.empty());
}

TEST(Findings, ARunWithoutAnythingIsStillInTheLog) {
  Case c{.runs = {digest(run("bad"))}};
  const Findings findings = c.findings();
  EXPECT_THAT(ids(findings), ElementsAre("bad"));
  EXPECT_EQ(findings.projects[0].objective, std::nullopt);
  EXPECT_TRUE(findings.projects[0].best.empty());
}

TEST(Findings, RepeatsAreSummarisedAtTheirBestStep) {
  Case c{.runs = {
             digest(run("a").param("lr", 0.1).param("seed", 1).metric("val_acc", {0.5, 0.9}).metric("loss", {4, 2})),
             digest(run("b").param("lr", 0.1).param("seed", 2).metric("val_acc", {0.7, 0.6}).metric("loss", {3, 1}))}};
  const Findings findings = c.findings();
  ASSERT_THAT(ids(findings), ElementsAre("EXP001"));
  const Project& project = findings.projects[0];
  EXPECT_EQ(project.metrics[0].name, "val_acc");
  EXPECT_EQ(project.metrics[1].label, "Loss");
  const Experiment& one = findings.experiments[0];
  EXPECT_DOUBLE_EQ(one.find(0)->at_best.mean, 0.8);
  EXPECT_DOUBLE_EQ(one.find(0)->last.mean, 0.75);
  EXPECT_THAT(one.find(1)->per_run, ElementsAre(2, 3));
  EXPECT_DOUBLE_EQ(one.find(1)->at_best.mean, 2.5);
  EXPECT_DOUBLE_EQ(one.find(1)->best.mean, 1.5);
  EXPECT_DOUBLE_EQ(one.find(1)->last.mean, 1.5);
}

TEST(Findings, ANaNAtTheBestStepMakesTheMeanNaNAndIsCounted) {
  Case c{.runs = {digest(run("a").experiment("E").metric("val_acc", {0.5, 0.9}).metric("error", {4, kNaN})),
                  digest(run("b").experiment("E").metric("val_acc", {0.5, 0.7}).metric("error", {3, 1}))}};
  const Findings findings = c.findings();
  const MetricEstimate& error = *findings.experiments[0].find(1);
  EXPECT_TRUE(std::isnan(error.at_best.mean));
  EXPECT_EQ(error.at_best.n, 1u);
  EXPECT_EQ(error.at_best.non_finite, 1u);
  EXPECT_DOUBLE_EQ(error.best.mean, 2.5);  // each run has a finite best
}

TEST(Findings, AMetricThatOneRunLacksIsNoNaN) {
  Case c{.runs = {digest(run("a").experiment("E").metric("val_acc", {0.5}).metric("extra", {4})),
                  digest(run("b").experiment("E").metric("val_acc", {0.7}))}};
  const Findings findings = c.findings();
  EXPECT_EQ(findings.experiments[0].find(1)->at_best.mean, 4);
  EXPECT_EQ(findings.experiments[0].find(1)->at_best.n, 1u);
  EXPECT_EQ(findings.experiments[0].find(1)->at_best.non_finite, 0u);
}

TEST(Findings, DivergedAndCrashedRunsFailAndDoNotCount) {
  Case c{.runs = {digest(run("a").experiment("partly").metric("val_loss", {0.5, kNaN})),
                  digest(run("b").experiment("partly").metric("val_loss", {0.5, 0.4})),
                  digest(run("c").experiment("never").metric("val_loss", {kNaN})),
                  digest(run("d").experiment("never").metric("val_loss", {0.3})),
                  digest(run("e").experiment("all").metric("val_loss", {0.1}).status(model::RunStatus::killed))}};
  const Findings findings = c.findings();
  EXPECT_EQ(experiment(findings, "partly").status, ExperimentStatus::partly_failed);
  EXPECT_DOUBLE_EQ(experiment(findings, "partly").find(0)->at_best.mean, 0.4);
  EXPECT_EQ(experiment(findings, "partly").find(0)->at_best.n, 1u);
  EXPECT_EQ(experiment(findings, "never").status, ExperimentStatus::partly_failed);
  EXPECT_DOUBLE_EQ(experiment(findings, "never").find(0)->at_best.mean, 0.3);
  EXPECT_EQ(experiment(findings, "all").status, ExperimentStatus::failed);
  ASSERT_FALSE(findings.projects[0].best.empty());
  EXPECT_EQ(findings.experiments[findings.projects[0].best[0].experiment].id, "never");
  EXPECT_EQ(findings.projects[0].best[0].left_out, 1u);
}

TEST(Findings, TheParentDiffersInTheFewestParameters) {
  Case c{.runs = {digest(trial("E1", 0.5, "01").param("lr", 0.1).param("bs", 32)),
                  digest(trial("E2", 0.6, "02").param("lr", 0.2).param("bs", 64)),
                  digest(trial("E3", 0.7, "03").param("lr", 0.2).param("bs", 128))}};
  const Findings findings = c.findings();
  EXPECT_EQ(parent_of(findings, "E1"), "none");
  EXPECT_EQ(parent_of(findings, "E2"), "E1");
  EXPECT_EQ(parent_of(findings, "E3"), "E2");
  EXPECT_THAT(experiment(findings, "E2").children, ElementsAre(2));
  EXPECT_EQ(experiment(findings, "E3").title, "bs 64 → 128");
  EXPECT_NEAR(experiment(findings, "E3").versus_parent->objective.estimate, 0.1, 1e-12);
}

TEST(Findings, EquallyCloseParentsAreChosenByObjectiveThenTheLater) {
  const auto make = [](double second, double third) {
    Case c{.runs = {digest(trial("E1", 0.5, "01").param("a", 1).param("b", 1).param("c", 1)),
                    digest(trial("E2", second, "02").param("a", 2).param("b", 1).param("c", 1)),
                    digest(trial("E3", third, "03").param("a", 1).param("b", 2).param("c", 1)),
                    digest(trial("E4", 0.5, "04").param("a", 2).param("b", 2).param("c", 1))}};
    return parent_of(c.findings(), "E4");
  };
  EXPECT_EQ(make(0.7, 0.6), "E2");
  EXPECT_EQ(make(0.6, 0.7), "E3");
  EXPECT_EQ(make(0.6, 0.6), "E3");
  EXPECT_EQ(make(kNaN, 0.1), "E3");
}

TEST(Findings, WhatNotesSayOfTheParentWins) {
  Case c{.runs = {digest(trial("E1", 0.5, "01").param("a", 1).param("b", 1)),
                  digest(trial("E2", 0.5, "02").param("a", 1).param("b", 2)),
                  digest(trial("E3", 0.5, "03").param("a", 1).param("b", 2)),
                  digest(trial("E4", 0.5, "04").param("a", 1).param("b", 3))},
         .notes = {notes_of("E2", "none"), notes_of("E3", "e1"), notes_of("E4", "E9")}};
  const Findings findings = c.findings();
  EXPECT_EQ(parent_of(findings, "E2"), "none");
  EXPECT_EQ(parent_of(findings, "E3"), "E1");
  EXPECT_EQ(experiment(findings, "E2").parent_decided.how, model::How::none_said_in_notes);
  EXPECT_FALSE(experiment(findings, "E3").parent_decided.guessed);
  EXPECT_EQ(experiment(findings, "E3").parent_decided.how, model::How::said_in_notes);
  EXPECT_TRUE(experiment(findings, "E4").parent_decided.guessed);
  EXPECT_EQ(experiment(findings, "E4").parent_decided.how, model::How::fewest_differences);
  EXPECT_EQ(experiment(findings, "E4").parent_decided.count, 1u);
  EXPECT_THAT(codes(findings), testing::Contains("unknown-parent"));
}

TEST(Findings, NoExperimentIsItsOwnAncestor) {
  Case c{.runs = {digest(trial("E1", 0.5, "01").param("a", 1).param("b", 1)),
                  digest(trial("E2", 0.5, "02").param("a", 1).param("b", 2)),
                  digest(trial("E3", 0.5, "03").param("a", 1).param("b", 3))},
         .notes = {notes_of("E1", "E3"), notes_of("E3", "E1")}};
  const Findings findings = c.findings();
  EXPECT_EQ(parent_of(findings, "E1"), "E3");
  EXPECT_EQ(parent_of(findings, "E2"), "E1");
  EXPECT_EQ(parent_of(findings, "E3"), "none");
  EXPECT_THAT(codes(findings), testing::Contains("parent-circle"));
}

TEST(Findings, TheBaselineIsSetElseTheFirstByDate) {
  Case c{.runs = {digest(trial("E1", 0.5, "03")), digest(trial("E2", 0.6, "02")), digest(trial("E3", 0.7, "01"))}};
  const Findings guessed = c.findings();
  EXPECT_THAT(ids(guessed), ElementsAre("E3", "E2", "E1"));
  EXPECT_EQ(guessed.projects[0].baseline, Index{0});
  EXPECT_TRUE(guessed.projects[0].baseline_decided.guessed);
  EXPECT_EQ(guessed.projects[0].baseline_decided.how, model::How::first_with_objective);
  EXPECT_EQ(guessed.projects[0].baseline_decided.setting, "\"baseline\": \"E3\"");
  c.settings.defaults.baseline = "E2";
  const Findings set = c.findings();
  EXPECT_EQ(set.projects[0].baseline_decided.how, model::How::set_in_settings);
  EXPECT_EQ(set.projects[0].baseline, Index{1});
  EXPECT_NEAR(set.experiments[0].versus_baseline->objective.estimate, 0.1, 1e-12);
  EXPECT_FALSE(set.experiments[1].versus_baseline);
  c.settings.defaults.baseline = "E7";
  EXPECT_THAT(codes(c.findings()), ElementsAre("unknown-baseline"));
}

TEST(Findings, SpeedIsTheFastestWithinTheTolerance) {
  const auto timed = [](const char* id, double accuracy, double seconds) {
    return digest(trial(id, accuracy).summary("training_time_s", seconds));
  };
  Case c{.runs = {timed("E1", 0.900, 100), timed("E2", 0.8911, 40), timed("E3", 0.8909, 10), timed("E4", 0.895, 40)}};
  const Findings findings = c.findings();
  const Project& project = findings.projects[0];
  ASSERT_EQ(project.best.size(), 2u);
  EXPECT_EQ(findings.experiments[project.best[0].experiment].id, "E1");
  // 0.9 - 0.9 × 0.01 = 0.891 leaves E3 out; E2 and E4 are equally fast, and E4 is better.
  EXPECT_EQ(project.best[1].purpose, model::Purpose::speed);
  EXPECT_EQ(findings.experiments[project.best[1].experiment].id, "E4");
  EXPECT_EQ(project.best[1].tolerance, 0.01);
  EXPECT_EQ(project.training_time_s, 190);
  EXPECT_EQ(project.runs_with_time, 4u);
  c.settings.defaults.speed_tolerance = 0.05;
  EXPECT_EQ(c.findings().projects[0].best[1].experiment, Index{2});
}

TEST(Findings, EqualBestGoesToMoreRepeatsThenTheEarlier) {
  Case c{.runs = {digest(trial("E1", 0.9, "01")), digest(trial("E2", 0.9, "02")),
                  digest(trial("x", 0.9, "03").param("seed", 2).experiment("E2")), digest(trial("E3", 0.9, "04"))}};
  EXPECT_EQ(c.findings().projects[0].best[0].experiment, Index{1});
  c.runs.erase(c.runs.begin() + 1, c.runs.begin() + 3);
  EXPECT_EQ(c.findings().projects[0].best[0].experiment, Index{0});
}

TEST(Findings, LossesAreBestWhenSmall) {
  Case c{.runs = {digest(run("a").experiment("A").metric("val_loss", {0.5, 0.3})),
                  digest(run("b").experiment("B").metric("val_loss", {0.2, 0.4}))}};
  const Findings findings = c.findings();
  EXPECT_EQ(findings.projects[0].best[0].experiment, Index{1});
  EXPECT_EQ(findings.experiments[1].find(0)->at_best.mean, 0.2);
}

TEST(Findings, TimesOnOtherHardwareAreNotComparable) {
  Case c{.runs = {digest(trial("E1", 0.90, "01").summary("training_time_s", 100).environment("gpu", "A")),
                  digest(trial("E2", 0.89, "02").summary("training_time_s", 50).environment("gpu", "B")),
                  digest(trial("E3", 0.89, "03")
                             .summary("training_time_s", 80)
                             .environment("gpu", "A")
                             .environment("torch", "2"))}};
  c.settings.defaults.speed_tolerance = 0.1;
  const Findings findings = c.findings();
  EXPECT_EQ(findings.hardware.size(), 3u);
  const auto comparable = [&](const char* id) {
    return experiment(findings, id).versus_baseline->metrics[1].comparability == Comparability::comparable;
  };
  EXPECT_FALSE(comparable("E2"));
  EXPECT_TRUE(comparable("E3"));  // another version, the same machine
  EXPECT_EQ(experiment(findings, "E2").versus_baseline->metrics[0].comparability, Comparability::comparable);
  EXPECT_EQ(findings.experiments[findings.projects[0].best[1].experiment].id, "E3");
}

TEST(Findings, BaselineAgainstBestHasARowForEachRole) {
  Case c{.runs = {digest(trial("E1", 0.5, "01").metric("train_loss", {2}).summary("peak_memory_bytes", 100)),
                  digest(trial("E2", 0.8, "02").metric("train_loss", {1}).summary("peak_memory_bytes", 300))}};
  const Findings findings = c.findings();
  const std::vector<RoleRow>& rows = findings.projects[0].baseline_against_best;
  ASSERT_EQ(rows.size(), 7u);
  EXPECT_FALSE(rows[0].metric);
  EXPECT_NEAR(rows[1].difference.estimate, 0.3, 1e-12);
  EXPECT_EQ(rows[2].difference.estimate, -1);
  EXPECT_EQ(rows[5].best.mean, 300);
}

TEST(Findings, NotesGiveDecisionsAndTheJournalIsNewestFirst) {
  Case c{.runs = {digest(trial("E1", 0.5, "01")), digest(trial("E2", 0.6, "02"))}};
  ExperimentNotes first = notes_of("E1"), planned = notes_of("E3");
  first.note.title = "A start";
  first.note.decision = model::Decision::keep;
  first.note.decision_said = true;
  first.note.tags = {"x"};
  planned.note.prose = "Later.";
  c.notes = {first, planned};
  model::Note run_note;
  run_note.prose = "Went well.";
  c.runs[1].notes = {run_note};
  c.runs[1].note_texts.resize(1);
  const Findings findings = c.findings();
  EXPECT_THAT(ids(findings), ElementsAre("E1", "E2", "E3"));  // planned, without runs and date: last
  EXPECT_EQ(findings.experiments[0].title, "A start");
  EXPECT_EQ(findings.experiments[0].decision, model::Decision::keep);
  EXPECT_THAT(findings.experiments[0].tags, ElementsAre("x"));
  EXPECT_EQ(findings.experiments[2].status, ExperimentStatus::unknown);
  ASSERT_EQ(findings.journal.size(), 3u);
  EXPECT_EQ(findings.journal[0].date, "2025-03-02");
  EXPECT_EQ(findings.journal[0].run, Index{1});
  EXPECT_EQ(findings.journal[1].experiment, Index{0});
  EXPECT_EQ(findings.journal[2].date, "");
}

TEST(Findings, ProjectsAreSeparateAndUnnamedRunsFormTheirOwn) {
  Case c{.runs = {digest(run("a").project("digits").metric("val_acc", {0.5})),
                  digest(run("b").project("words").metric("val_loss", {0.5})), digest(run("c").metric("reward", {1}))}};
  const Findings findings = c.findings();
  ASSERT_EQ(findings.projects.size(), 3u);
  EXPECT_EQ(findings.projects[1].name, "runs");
  EXPECT_EQ(findings.projects[1].metrics[0].name, "reward");
  EXPECT_EQ(findings.projects[2].baseline, Index{2});
  EXPECT_EQ(c.runs[2].project, "runs");
  EXPECT_EQ(c.runs[2].experiment, findings.experiments[1].id);
}

TEST(Findings, SummaryNumbersAreMetricsUnlessTheyRepeatASeries) {
  Case c{.runs = {digest(run("a")
                             .metric("val_acc", {0.5, 0.6})
                             .summary("test_acc", 0.55)
                             .summary("best_val_acc", 0.6)
                             .summary("best_step", 1)
                             .summary("val_acc", 0.6)
                             .summary("status", "finished"))}};
  const Findings findings = c.findings();
  const Project& project = findings.projects[0];
  ASSERT_EQ(project.metrics.size(), 2u);
  EXPECT_EQ(project.metrics[1].label, "Test accuracy");
  EXPECT_EQ(findings.experiments[0].find(1)->last.mean, 0.55);
}

TEST(Findings, RunsWithoutATrainingTimeUseTheirDuration) {
  Case c{.runs = {digest(trial("E1", 0.5).times("2025-03-01T08:00:00", "2025-03-01T08:01:00"))}};
  const Findings findings = c.findings();
  const Project& project = findings.projects[0];
  ASSERT_EQ(project.metrics.size(), 2u);
  EXPECT_EQ(project.metrics[1].role, model::Role::training_time);
  EXPECT_EQ(findings.experiments[0].find(1)->at_best.mean, 60);
}

TEST(Findings, ClashingIdsAndCopiesAreNoticed) {
  auto first = digest(run("bad").metric("val_acc", {0.5}));
  auto second = digest(run("bad-2").metric("val_acc", {0.6}));
  first.id = second.id = "same-id";
  second.files = {"bad-2/config.json", "bad-2/metrics.csv"};
  Case c{.runs = {first, second, digest(run("c").metric("val_acc", {0.6})), digest(run("Same-ID"))}};
  const Findings findings = c.findings();
  ASSERT_THAT(codes(findings), ElementsAre("duplicate-run-id", "duplicate-run-content", "run-id-case"));
  EXPECT_EQ(findings.notices[0].severity, model::Severity::error);
  EXPECT_EQ(findings.notices[0].file, "runs/bad-2/config.json");
  EXPECT_THAT(findings.notices[0].what, testing::StartsWith("run id \"same-id\" is taken by bad;"));
}

TEST(Findings, CopiesAmongTheRowsOfATableAreCalledByTheirIds) {
  const auto row = [](const char* id, double value) {
    model::RunDigest one = digest(run(id).param("lr", 0.1).summary("val_acc", value));
    one.folder = "results.csv";
    return one;
  };
  Case c{.runs = {row("row 1", 0.5), row("row 2", 0.6), row("row 3", 0.5)}};
  const Findings findings = c.findings();
  ASSERT_THAT(codes(findings), ElementsAre("duplicate-run-content"));
  EXPECT_EQ(findings.notices[0].run_key, "0:row 3");
  EXPECT_THAT(findings.notices[0].what, testing::HasSubstr(" as run \"row 1\";"));
  EXPECT_EQ(findings.experiments[0].metrics[0].at_best.n, 2u);
}

TEST(Findings, SlugsAreUniqueAcrossProjects) {
  Case c{.runs = {digest(run("a").project("one").experiment("E1").metric("val_acc", {0.5})),
                  digest(run("b").project("two").experiment("E1").metric("val_acc", {0.5}))}};
  const Findings findings = c.findings();
  ASSERT_EQ(findings.experiments.size(), 2u);
  EXPECT_NE(findings.experiments[0].slug, findings.experiments[1].slug);
}

TEST(Findings, MadeIdsAreShortNamesOfRunsElseNumbersByDate) {
  Case named{
      .runs = {digest(run("logs/train/mnist").metric("acc", {1})), digest(run("logs/time/mnist").metric("t", {1}))}};
  EXPECT_THAT(ids(named.findings()), ElementsAre("time", "train"));  // what all end in tells nothing
  Case numbered{.runs = {digest(run("x").param("lr", 1).param("seed", 1).times("2025-03-02")),
                         digest(run("y").param("lr", 1).param("seed", 2).times("2025-03-02")),
                         digest(run("v").param("lr", 2).param("seed", 1).times("2025-03-01")),
                         digest(run("w").param("lr", 2).param("seed", 2).times("2025-03-01")),
                         digest(run("z").param("lr", 3).times("2025-03-03"))}};
  const Findings findings = numbered.findings();
  EXPECT_THAT(ids(findings), ElementsAre("EXP001", "EXP002", "z"));
  EXPECT_EQ(findings.experiments[0].config.parameters[0].value.number, 2);
}

TEST(Findings, LongNamesAreCutWhereWhatIsLeftIsUnique) {
  const std::string folder = "a_rather_long_name_of_a_folder/logs/";
  Case c{.runs = {digest(run(folder + "ES/Hopper/run-2020-01-01-10-00-00").metric("reward", {1})),
                  digest(run(folder + "ES/Hopper/run-2020-01-02-10-00-00").metric("reward", {1})),
                  digest(run(folder + "PPO/Hopper/run-2020-01-02-10-00-00").metric("reward", {1})),
                  digest(run("other").metric("reward", {1}))}};
  const Findings findings = c.findings();
  EXPECT_THAT(ids(findings), ElementsAre(folder + "ES/Hopper/run", folder + "PPO/Hopper/run", "other"));
  EXPECT_EQ(findings.experiments[0].name, "a_rather_long_name_o…/logs/ES/Hopper/run");
  EXPECT_EQ(findings.experiments[1].name, "a_rather_long_name_o…logs/PPO/Hopper/run");
  EXPECT_EQ(findings.experiments[2].name, "other");
}

TEST(Findings, AnUnknownObjectiveIsNoticed) {
  Case c{.runs = {digest(trial("E1", 0.5))}};
  c.settings.defaults.objective = "val/nothing";
  c.settings.file = "trialpress.json";
  const Findings findings = c.findings();
  ASSERT_THAT(codes(findings), ElementsAre("unknown-objective"));
  EXPECT_EQ(findings.notices[0].file, "trialpress.json");
  EXPECT_EQ(findings.projects[0].metrics[0].name, "val_acc");
}

TEST(ComputeFindings, GuessesParentsAmongThoseThatWereEvaluatedAlike) {
  Case one;
  one.settings.defaults.split_evaluations = false;
  one.runs = {
      digest(run("a").param("dataset", "cifar").param("lr", 0.1).param("width", 8).metric("val/accuracy", {.5})),
      digest(run("b").param("dataset", "svhn").param("lr", 0.2).param("width", 8).metric("val/accuracy", {.6})),
      digest(run("c").param("dataset", "cifar").param("lr", 0.2).param("width", 16).metric("val/accuracy", {.7}))};
  const Findings findings = one.findings();
  ASSERT_EQ(findings.experiments.size(), 3u);
  // "b" differs in two parameters from "c", as "a" does, and is later; but only "a" has numbers to compare with.
  EXPECT_EQ(parent_of(findings, findings.experiments[2].id), findings.experiments[0].id);
}

TEST(ComputeFindings, KeepsEachSecondaryObjectiveOnceInTheirOrder) {
  Case one;
  one.settings.defaults.secondary_objectives = {"f1", "nothing", "val/loss", "f1", "val/accuracy"};
  one.runs = {
      digest(run("a").param("lr", 0.1).metric("val/accuracy", {.5}).metric("val/loss", {1}).metric("f1", {.4}))};
  const Findings findings = one.findings();
  const Project& project = findings.projects[0];
  ASSERT_EQ(project.secondary.size(), 2u);
  EXPECT_EQ(project.metrics[project.secondary[0]].name, "f1");
  EXPECT_EQ(project.metrics[project.secondary[1]].name, "val/loss");
  EXPECT_THAT(codes(findings), testing::Contains("unknown-objective"));
}

TEST(ComputeFindings, CopiesOfARunAreNoRepeats) {
  Case one;
  const auto repeat = [](const char* id, double value) {
    return digest(run(id).param("lr", 0.1).metric("val/accuracy", {0.1, value}));
  };
  one.runs = {repeat("a", 0.5), repeat("b", 0.5), repeat("c", 0.7)};
  const Findings findings = one.findings();
  ASSERT_EQ(findings.experiments.size(), 1u);
  EXPECT_EQ(findings.experiments[0].runs.size(), 3u);
  const model::Estimate& estimate = findings.experiments[0].metrics[0].at_best;
  EXPECT_EQ(estimate.n, 2u);
  EXPECT_DOUBLE_EQ(estimate.mean, 0.6);
}

TEST(ComputeFindings, SharesAndPercentagesOfOneMetricAreNoticed) {
  Case one;
  one.runs = {digest(run("a").param("lr", 0.1).metric("val/accuracy", {.5, .93})),
              digest(run("b").param("lr", 0.2).metric("val/accuracy", {50, 93.5}))};
  const Findings findings = one.findings();
  EXPECT_THAT(codes(findings), testing::Contains("mixed-units"));
  ASSERT_TRUE(findings.experiments[1].versus_parent);
  EXPECT_NEAR(findings.experiments[1].find(0)->at_best.mean, 0.935, 1e-12);
  ASSERT_FALSE(findings.projects[0].health.empty());
  EXPECT_EQ(findings.projects[0].health[0].kind, model::HealthKind::mixed_units);

  Case alike;
  alike.runs = {digest(run("a").param("lr", 0.1).metric("val/accuracy", {48, 92})),
                digest(run("b").param("lr", 0.2).metric("val/accuracy", {50, 93.5}))};
  EXPECT_THAT(codes(alike.findings()), testing::Not(testing::Contains("mixed-units")));
}

}  // namespace
}  // namespace analysis
