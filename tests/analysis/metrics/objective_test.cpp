#include "analysis/metrics/objective.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/decided.h"

namespace analysis {
namespace {

using model::Decided;
using model::Direction;
using model::How;
using model::Index;
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

/// All in both of two runs.
std::string chosen_of(const std::vector<std::string>& names) {
  std::vector<MetricCoverage> metrics;
  for (const std::string& name : names) metrics.push_back({name, 2});
  return chosen(metrics, 2);
}

TEST(Objective, OwnersOfDetectorsNameTheMainScore) {
  EXPECT_EQ(chosen_of({"metrics/mAP50(B)", "metrics/mAP50-95(B)", "metrics/mAP50(M)", "metrics/mAP50-95(M)",
                       "metrics/precision(B)", "metrics/recall(B)", "train/box_loss", "val/box_loss"}),
            "metrics/mAP50-95(B)");
  EXPECT_EQ(chosen_of({"metrics/precision", "metrics/recall", "metrics/mAP_0.5", "metrics/mAP_0.5:0.95", "val/obj_loss",
                       "train/obj_loss"}),
            "metrics/mAP_0.5:0.95");
  EXPECT_EQ(chosen_of({"bbox/AP-airplane", "bbox/AP50", "bbox/APs", "bbox/AP", "fast_rcnn/cls_accuracy", "total_loss",
                       "loss_rpn_cls"}),
            "bbox/AP");
  EXPECT_EQ(chosen_of({"coco/bbox_mAP_50", "coco/bbox_mAP_s", "coco/bbox_mAP", "coco/segm_mAP", "loss", "loss_bbox",
                       "acc", "memory"}),
            "coco/bbox_mAP");
}

TEST(Objective, OwnersOfSegmentersNameMeanIoU) {
  EXPECT_EQ(chosen_of({"aAcc", "mAcc", "mIoU", "decode.acc_seg", "decode.loss_ce", "loss"}), "mIoU");
  EXPECT_EQ(chosen_of({"val_accuracy", "val_loss", "val_dice_coef", "dice_coef", "loss"}), "val_dice_coef");
}

TEST(Objective, OwnersOfClassifiersNameAccuracy) {
  EXPECT_EQ(chosen_of({"train_loss", "eval_loss", "eval_top1", "eval_top5", "lr"}), "eval_top1");
  EXPECT_EQ(chosen_of({"top1", "top1_err", "top5", "top5_err", "param_count", "img_size"}), "top1");
  EXPECT_EQ(chosen_of({"eval_loss", "eval_accuracy", "eval_f1", "eval_runtime", "loss"}), "eval_accuracy");
  EXPECT_EQ(chosen_of({"eval_loss", "eval_precision_macro", "eval_f1_macro", "eval_f1_class_3"}), "eval_f1_macro");
  EXPECT_EQ(chosen_of({"accuracy", "f1", "precision", "recall"}), "accuracy");
  EXPECT_EQ(chosen_of({"val_loss", "best_acc", "train_loss"}), "best_acc");
}

TEST(Objective, OwnersOfTextAndAgentsNameTheScoreOfTheTask) {
  EXPECT_EQ(chosen_of({"eval_loss", "eval_rouge1", "eval_rougeL", "eval_rougeLsum", "eval_gen_len"}), "eval_rougeL");
  EXPECT_EQ(chosen_of({"val_loss", "bleu", "train_loss"}), "bleu");
  EXPECT_EQ(chosen_of({"eval_loss", "eval_wer", "eval_runtime"}), "eval_wer");
  EXPECT_EQ(chosen_of({"rollout/ep_rew_mean", "eval/mean_reward", "eval/mean_ep_length", "train/loss"}),
            "eval/mean_reward");
}

TEST(Objective, RunsThatWereNeverEvaluatedDoNotDecide) {
  EXPECT_EQ(chosen({{"total_loss", 2}, {"fast_rcnn/cls_accuracy", 2}, {"bbox/AP", 1}}, 2), "bbox/AP");
  EXPECT_EQ(chosen({{"train_loss", 9}, {"val_acc", 3}, {"val_f1", 1}}, 9), "val_acc");
  EXPECT_EQ(chosen({{"train_loss", 9}, {"val_acc", 2}}, 9), "train_loss");
  const Decided decided =
      choose_objective(std::vector<MetricCoverage>{{"train_loss", 9}, {"val_acc", 3}}, 9, {}).objective;
  EXPECT_EQ(decided.how, How::by_name_pattern);
  EXPECT_EQ(decided.count, 3u);
  EXPECT_EQ(decided.of, 9u);
}

TEST(Objective, ATestMetricStandsInOnlyWithoutValidation) {
  EXPECT_EQ(chosen_of({"train_loss", "train_acc", "test_loss", "test_acc"}), "test_acc");
  EXPECT_EQ(chosen_of({"train_loss", "test_acc", "val_loss"}), "val_loss");
  EXPECT_EQ(chosen({{"train_loss", 9}, {"test_acc", 9}, {"val_loss", 1}}, 9), "train_loss");
  const std::vector<MetricCoverage> metrics{{"test_acc_epoch", 3}, {"train_loss_local", 3}};
  const ObjectiveChoice choice = choose_objective(metrics, 3, {});
  EXPECT_EQ(choice.metric, Index{0});
  EXPECT_EQ(choice.taken, model::Taken::last);
  EXPECT_TRUE(choice.objective.guessed);
  EXPECT_EQ(choice.objective.how, How::by_name_pattern);
  EXPECT_TRUE(choice.objective.test_metric_at_last);
  EXPECT_EQ(choose_objective(metrics, 3, {.objective = "test_acc_epoch"}).taken, model::Taken::best);
}

TEST(Objective, EvaluationsComeBeforeMeansBeforeSingleEpisodes) {
  EXPECT_EQ(chosen_of({"episode_reward", "episode_length", "rollout/ep_rew_mean"}), "rollout/ep_rew_mean");
  EXPECT_EQ(chosen_of({"episode_reward", "reward", "eval/episode_reward", "rollout/ep_rew_mean"}),
            "eval/episode_reward");
  EXPECT_EQ(chosen_of({"train_loss_local", "train_acc_batch", "train_loss_epoch"}), "train_loss_epoch");
  EXPECT_EQ(chosen_of({"total_loss", "mask_rcnn/accuracy"}), "total_loss");
  EXPECT_EQ(chosen_of({"G_loss", "D_loss", "D_real_acc", "FID", "IS", "KID", "R1"}), "FID");
}

TEST(Objective, MembersOfANumberedFamilyAreNone) {
  std::vector<std::string> names;
  for (int i = 0; i < 12; ++i) names.push_back("ll_history_000" + std::to_string(i));
  EXPECT_EQ(chosen_of(names), "none");
  names.emplace_back("val_loss");
  EXPECT_EQ(chosen_of(names), "val_loss");
  EXPECT_EQ(chosen_of({"recall@1", "recall@2", "recall@3", "recall@4", "recall@5", "recall@6", "recall@7", "recall@8"}),
            "recall@1");
}

TEST(Objective, UnknownNamesAreNeverGuessed) {
  EXPECT_EQ(chosen({{"lr", 3}, {"something", 3}, {"test_runtime", 3}}, 3), "none");
  EXPECT_EQ(chosen({}, 0), "none");
  EXPECT_EQ(choose_objective({}, 0, {}).objective.how, How::no_telling_name);
}

TEST(Objective, ASearchNamesItAndItsDirection) {
  const std::vector<MetricCoverage> metrics{{"value", 5}, {"val_acc", 5}};
  const SearchObjective search{.metric = "value", .direction = Direction::minimize};
  const ObjectiveChoice choice = choose_objective(metrics, 5, {}, search);
  EXPECT_EQ(choice.metric, Index{0});
  EXPECT_EQ(choice.direction, Direction::minimize);
  EXPECT_EQ(choice.objective.how, How::by_search);
  EXPECT_FALSE(choice.objective.guessed);
  EXPECT_FALSE(choice.direction_decided.guessed);
  EXPECT_EQ(choose_objective(metrics, 5, {.objective = "val_acc"}, search).metric, Index{1});
  EXPECT_EQ(choose_objective(metrics, 5, {}, {.metric = "gone"}).metric, Index{1});
}

TEST(Objective, DirectionIsSetOrByNameOrSaidToBeAGuess) {
  const std::vector<MetricCoverage> loss{{"val_loss", 1}}, odd{{"odd", 1}};
  EXPECT_EQ(choose_objective(loss, 1, {}).direction, Direction::minimize);
  EXPECT_EQ(choose_objective(loss, 1, {.directions = {{"val_loss", Direction::maximize}}}).direction,
            Direction::maximize);
  const ObjectiveChoice choice = choose_objective(odd, 1, {.objective = "odd"});
  EXPECT_EQ(choice.direction, Direction::maximize);
  EXPECT_TRUE(choice.direction_decided.guessed);
  EXPECT_EQ(choice.direction_decided.how, How::larger_is_better_taken);
  EXPECT_EQ(choice.objective.how, How::set_in_settings);
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
  EXPECT_EQ(decided.how, How::settings_and_name_patterns);
}

TEST(Roles, PlainSecondsAreTheTrainingTimeOfATable) {
  const auto role_of = [](std::vector<MetricCoverage> metrics) -> std::string {
    Decided decided;
    const auto roles = choose_roles(metrics, std::nullopt, {}, decided);
    const auto found = roles.find(Role::training_time);
    return found == roles.end() ? "none" : metrics[found->second].name;
  };
  const MetricCoverage seconds{.name = "seconds", .runs = 2, .is_single = true};
  EXPECT_EQ(role_of({{"acc", 2}, seconds}), "seconds");
  EXPECT_EQ(role_of({{"acc", 2}, {.name = "Total Seconds", .runs = 2, .is_single = true}}), "Total Seconds");
  EXPECT_EQ(role_of({seconds, {"train_time", 2}}), "train_time");
  EXPECT_EQ(role_of({{.name = "seconds", .runs = 2}}), "none");  // a course: of each epoch, perhaps
  EXPECT_EQ(role_of({{.name = "eval_seconds", .runs = 2, .is_single = true}}), "none");
  EXPECT_EQ(role_of({{.name = "seconds_per_step", .runs = 2, .is_single = true}}), "none");
}

}  // namespace
}  // namespace analysis
