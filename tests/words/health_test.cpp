#include "words/health.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "model/run_digest.h"
#include "support/all_findings.h"
#include "words/parts/phrase.h"

namespace {

using Kind = model::HealthFinding::Kind;
using words::Piece;

TEST(HealthLine, SaysNothingWithoutFindings) {
  EXPECT_TRUE(words::health_line({}).empty());
}

TEST(HealthLine, NamesTheMostSeriousKindsFirst) {
  model::Project project;
  project.health = {{.kind = Kind::gaps}, {.kind = Kind::non_finite}};
  const words::Phrase line = words::health_line(project);
  EXPECT_EQ(words::plain_text(line), "Check the data: 2 remarks, on values that are not finite and missing steps.");
  ASSERT_GT(line.pieces.size(), 1u);
  EXPECT_EQ(line.pieces[1], (Piece{.kind = Piece::Kind::health, .text = "2 remarks"}));
}

TEST(HealthLine, CountsWhatIsNotListedAndTheKindsItDoesNotName) {
  model::Project project;
  project.health = {{.kind = Kind::gaps},
                    {.kind = Kind::non_finite},
                    {.kind = Kind::few_repeats},
                    {.kind = Kind::duplicate_runs, .more = 3}};
  EXPECT_EQ(words::plain_text(words::health_line(project)),
            "Check the data: 7 remarks, on copies of one run, values that are not finite and 2 more kinds.");
}

/// Two experiments with a run each, and one finding about them.
class HealthSentence : public testing::Test {
 protected:
  HealthSentence() {
    project_.metrics = {{.name = "val/accuracy",
                         .label = "Validation accuracy",
                         .direction = model::Direction::maximize,
                         .kind = model::ValueKind::fraction}};
    project_.objective = 0;
    findings_.experiments.resize(7);
    for (std::size_t i = 0; i < findings_.experiments.size(); ++i) {
      findings_.experiments[i].id = "EXP" + std::to_string(i + 1);
      runs_.emplace_back().name = "run " + std::to_string(i + 1);
    }
  }

  std::string told(const model::HealthFinding& finding) {
    project_.health = {finding};
    return words::plain_text(words::health_sentences(findings_, runs_, project_).at(0));
  }

  model::Findings findings_;
  std::vector<model::RunDigest> runs_;
  model::Project project_;
};

TEST_F(HealthSentence, TellsWhatOfHowManyAndWhere) {
  EXPECT_EQ(told({.kind = Kind::non_finite, .runs = {1}, .metric = "loss", .amount = 2, .of = 90}),
            "2 of 90 values of loss are not finite: run 2.");
  EXPECT_EQ(told({.kind = Kind::gaps, .runs = {0, 1}, .metric = "loss", .amount = 3, .of = 1200}),
            "loss lacks 3 of 1,200 steps that its spacing promises: run 1 and run 2.");
  EXPECT_EQ(told({.kind = Kind::missing_seeds, .experiments = {0}, .amount = 1, .of = 3}),
            "1 of 3 repeats have no seed, or one that another repeat has, so they may not be independent: EXP1.");
  EXPECT_EQ(
      told({.kind = Kind::unequal_lengths, .experiments = {0}, .amount = 5, .of = 50}),
      "The repeats of EXP1 have different lengths: 5 to 50 points of the objective. A longer run has more chances "
      "for a good best.");
  EXPECT_EQ(told({.kind = Kind::different_rates, .runs = {0}, .metric = "val/loss", .amount = 2, .of = 40}),
            "val/loss was logged 2 times where the objective was logged 40 times, and never up to its best step: run "
            "1.");
  EXPECT_EQ(told({.kind = Kind::duplicate_runs, .runs = {0, 1, 2}, .amount = 3, .of = 7}),
            "3 of 7 runs are copies of each other: same configuration, values and summary. They are no repeats: run 1, "
            "run 2 and run 3.");
  EXPECT_EQ(told({.kind = Kind::equal_results, .experiments = {0, 1}, .amount = 2, .of = 7}),
            "2 of 7 experiments have the same results in every digit although their configurations differ: EXP1 and "
            "EXP2. What differs may never have been used.");
  EXPECT_EQ(told({.kind = Kind::few_repeats, .amount = 6, .of = 7}),
            "6 of 7 experiments have one run only; without repeats no difference can be told from noise.");
}

TEST_F(HealthSentence, TellsValuesOfTheObjectiveInItsUnit) {
  EXPECT_EQ(told({.kind = Kind::best_far_from_last, .experiments = {2}, .amount = 0.95, .of = 0.5}),
            "The best value of EXP3 is far from its last: 95.0\u202f% against 50.0\u202f%.");
}

TEST_F(HealthSentence, NamesFiveAndCountsTheRest) {
  EXPECT_EQ(told({.kind = Kind::equal_results, .experiments = {0, 1, 2, 3, 4, 5, 6}, .amount = 7, .of = 9}),
            "7 of 9 experiments have the same results in every digit although their configurations differ: EXP1, EXP2, "
            "EXP3, EXP4, EXP5 and 2 more. What differs may never have been used.");
}

TEST_F(HealthSentence, SaysHowManyOfItsKindAreNotListed) {
  EXPECT_EQ(
      told({.kind = Kind::few_repeats, .amount = 6, .of = 7, .more = 2}),
      "6 of 7 experiments have one run only; without repeats no difference can be told from noise. 2 more of this "
      "kind are not listed.");
}

TEST_F(HealthSentence, LeadsToWhatItSpeaksOf) {
  project_.health = {{.kind = Kind::non_finite, .runs = {1}, .metric = "loss", .amount = 2, .of = 90}};
  const words::Phrase sentence = words::health_sentences(findings_, runs_, project_).at(0);
  EXPECT_EQ(sentence.pieces.at(1), (Piece{.kind = Piece::Kind::name, .text = "loss"}));
  EXPECT_EQ(sentence.pieces.at(3), (Piece{.kind = Piece::Kind::run, .text = "run 2", .target = 1}));
}

TEST_F(HealthSentence, SaysHowManyRunsHaveWhichUnit) {
  EXPECT_EQ(told({.kind = Kind::mixed_units, .runs = {2}, .metric = "val_acc", .amount = 1, .of = 3}),
            "val_acc is a share in 1 run and a percentage in 3 runs; brought to the unit of the others: run 3.");
}

}  // namespace
