#include "analysis/objective.h"

#include <gtest/gtest.h>

namespace analysis {
namespace {

using model::Direction;
using model::Role;

std::string chosen(std::vector<MetricCoverage> metrics, std::size_t runs, const model::ProjectSettings& settings = {}) {
  const ObjectiveChoice choice = choose_objective(metrics, runs, settings);
  return choice.metric ? metrics[*choice.metric].name : "none";
}

TEST(Objective, SettingsWin) {
  const std::vector<MetricCoverage> metrics{{"val_acc", 3}, {"score_x", 1}};
  const model::ProjectSettings settings{.objective = "score_x", .direction = Direction::minimize};
  const ObjectiveChoice choice = choose_objective(metrics, 3, settings);
  EXPECT_EQ(metrics[*choice.metric].name, "score_x");
  EXPECT_EQ(choice.direction, Direction::minimize);
  EXPECT_FALSE(choice.objective.guessed);
}

TEST(Objective, AnUnknownOneIsReportedAndGuessed) {
  const std::vector<MetricCoverage> metrics{{"val_acc", 3}};
  const ObjectiveChoice choice = choose_objective(metrics, 3, {.objective = "val_akk"});
  EXPECT_EQ(choice.not_found, "val_akk");
  EXPECT_EQ(choice.metric, Index{0});
  EXPECT_TRUE(choice.objective.guessed);
}

TEST(Objective, PatternsComeInOrder) {
  EXPECT_EQ(chosen({{"loss", 2}, {"val_acc", 2}, {"val_loss", 2}}, 2), "val_acc");
  EXPECT_EQ(chosen({{"ep_rew_mean", 2}, {"loss", 2}, {"val_loss", 2}}, 2), "val_loss");
  EXPECT_EQ(chosen({{"accuracy", 2}, {"ep_rew_mean", 2}, {"loss", 2}}, 2), "ep_rew_mean");
  EXPECT_EQ(chosen({{"accuracy", 2}, {"loss", 2}}, 2), "accuracy");
}

TEST(Objective, MostRunsMustHaveIt) {
  EXPECT_EQ(chosen({{"val_acc", 1}, {"val_loss", 4}}, 4), "val_loss");
  EXPECT_EQ(chosen({{"val_acc", 3}, {"val_loss", 4}}, 4), "val_acc");
  EXPECT_EQ(chosen({{"reward", 2}, {"val_acc", 1}}, 5), "reward");  // none has most: the most common
}

TEST(Objective, TestMetricsAndUnknownNamesAreNeverGuessed) {
  EXPECT_EQ(chosen({{"test_acc", 3}, {"lr", 3}, {"something", 3}}, 3), "none");
  EXPECT_EQ(chosen({}, 0), "none");
}

TEST(Objective, DirectionIsSetOrByNameOrSaidToBeAGuess) {
  const std::vector<MetricCoverage> loss{{"val_loss", 1}}, odd{{"odd", 1}};
  EXPECT_EQ(choose_objective(loss, 1, {}).direction, Direction::minimize);
  EXPECT_EQ(choose_objective(loss, 1, {.directions = {{"val_loss", Direction::maximize}}}).direction,
            Direction::maximize);
  const ObjectiveChoice choice = choose_objective(odd, 1, {.objective = "odd"});
  EXPECT_EQ(choice.direction, Direction::maximize);
  EXPECT_TRUE(choice.direction_decided.guessed);
  EXPECT_EQ(choice.objective.setting, R"("objective": {"metric": "odd", "direction": "maximize"})");
}

TEST(Roles, AreSetElseByName) {
  const std::vector<MetricCoverage> metrics{
      {"fit_s", 2}, {"loss", 2}, {"train_loss", 2}, {"val/box_loss", 2}, {"val_acc", 2}};
  Decided decided;
  const auto roles = choose_roles(metrics, Index{4}, {.roles = {{Role::training_time, "fit_s"}}}, decided);
  EXPECT_EQ(roles.at(Role::training_time), Index{0});
  EXPECT_EQ(roles.at(Role::train_loss), Index{2});
  EXPECT_EQ(roles.at(Role::validation_accuracy), Index{4});
  EXPECT_FALSE(roles.contains(Role::validation_loss));
}

}  // namespace
}  // namespace analysis
