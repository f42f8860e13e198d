#include "vocabulary/metric_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/metric_info.h"

namespace vocabulary {
namespace {

using model::Direction;
using model::Role;
using model::ValueKind;

TEST(MetricNames, OneMeaningHasManySpellings) {
  for (const char* name : {"val_acc", "valid/accuracy", "eval_accuracy", "eval/accuracy", "validation/accuracy",
                           "valAccuracy", "dev-acc", "Val Acc", "val_acc_epoch", "val_categorical_accuracy"}) {
    const MetricName described = describe_metric(name);
    EXPECT_EQ(described.label, "Validation accuracy") << name;
    EXPECT_EQ(described.role, Role::validation_accuracy) << name;
    EXPECT_EQ(described.direction, Direction::maximize) << name;
    EXPECT_EQ(described.objective, ObjectiveClass::validation_accuracy) << name;
  }
  for (const char* name : {"val_loss", "valid_loss", "eval_loss", "val/loss"}) {
    EXPECT_EQ(describe_metric(name).label, "Validation loss") << name;
    EXPECT_EQ(describe_metric(name).direction, Direction::minimize) << name;
  }
}

TEST(MetricNames, CommonMeasuresHaveLabelsAndDirections) {
  const auto expect = [](const char* name, const char* label, Direction direction) {
    EXPECT_EQ(describe_metric(name).label, label) << name;
    EXPECT_EQ(describe_metric(name).direction, direction) << name;
  };
  expect("metrics/mAP50-95(B)", "Validation mAP 50–95", Direction::maximize);
  expect("metrics/mAP50-95", "Validation mAP 50–95", Direction::maximize);
  expect("val/f1", "Validation F1", Direction::maximize);
  expect("acc@1", "Top-1 accuracy", Direction::maximize);
  expect("val_top1", "Validation top-1 accuracy", Direction::maximize);
  expect("eval_rmse", "Validation RMSE", Direction::minimize);
  expect("val_perplexity", "Validation perplexity", Direction::minimize);
  expect("train_loss", "Training loss", Direction::minimize);
  expect("test_acc", "Test accuracy", Direction::maximize);
  expect("rollout/ep_rew_mean", "Mean episode reward", Direction::maximize);
  expect("fid", "FID", Direction::minimize);
  expect("val/psnr", "Validation PSNR", Direction::maximize);
  expect("r2", "R²", Direction::maximize);
  expect("something else", "something else", Direction::unknown);
}

TEST(MetricNames, CostsHaveUnitsAndRoles) {
  const auto expect = [](const char* name, const char* label, ValueKind kind, Role role) {
    EXPECT_EQ(describe_metric(name).label, label) << name;
    EXPECT_EQ(describe_metric(name).kind, kind) << name;
    EXPECT_EQ(describe_metric(name).role, role) << name;
    EXPECT_EQ(describe_metric(name).extra_words, 0u) << name;
    EXPECT_EQ(describe_metric(name).objective, ObjectiveClass::never) << name;
  };
  expect("training_time_s", "Training time", ValueKind::seconds, Role::training_time);
  expect("peak_memory_bytes", "Peak memory", ValueKind::bytes, Role::memory);
  expect("inference_time_ms", "Inference time", ValueKind::milliseconds, Role::inference_time);
  expect("gpu_mem_mb", "GPU memory (MB)", ValueKind::plain, Role::memory);
  expect("train_runtime", "Training time", ValueKind::seconds, Role::training_time);
  EXPECT_GT(describe_metric("train/time_mean").extra_words, 0u);  // a batch's time plays no role
}

TEST(MetricNames, TestMetricsPlayNoRoleAndAreKnownAsSuch) {
  for (const char* name : {"test_acc", "test/loss", "test_acc1", "test_f1", "test_mIoU", "test/wer"}) {
    EXPECT_TRUE(is_test(describe_metric(name).objective)) << name;
    EXPECT_FALSE(is_validation(describe_metric(name).objective)) << name;
    EXPECT_EQ(describe_metric(name).role, std::nullopt) << name;
  }
  EXPECT_EQ(describe_metric("test_runtime").objective, ObjectiveClass::never);
  EXPECT_EQ(describe_metric("AverageTestEpRet").objective, ObjectiveClass::reward);
}

TEST(MetricNames, ManyMeasuresHaveDirections) {
  for (const char* name :
       {"val_acc1", "top1_acc", "accuracy/top1", "eval_top1", "bleu", "AP", "AP50", "APs", "mAP_50", "val_iou",
        "val_dice_coef", "elbo", "R2", "best_acc", "eval_rougeL", "segm/AP", "mIoU", "eval_matthews_correlation"}) {
    EXPECT_EQ(describe_metric(name).direction, Direction::maximize) << name;
  }
  for (const char* name : {"NLL", "wer", "val_perplexity", "loss_iou", "loss_dice", "val/map_loss", "top1_err",
                           "learn/Logloss", "val_cross_entropy", "eval_loss"}) {
    EXPECT_EQ(describe_metric(name).direction, Direction::minimize) << name;
  }
}

TEST(MetricNames, ObjectivesComeInTheDocumentedOrder) {
  const std::vector<std::string> expected{
      "mAP",         "val_acc",  "val_top5", "val_rmse", "val_loss",  "val/box_loss", "eval/mean_reward",
      "ep_rew_mean", "test_acc", "test_f1",  "test_mse", "test_loss", "accuracy",     "f1",
      "train_acc",   "loss",     "lr"};
  std::vector<std::string> names(expected.rbegin(), expected.rend());
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return better_objective(describe_metric(a), a, describe_metric(b), b);
  });
  EXPECT_EQ(names, expected);
}

TEST(MetricNames, SharesAboveOneArePercentages) {
  EXPECT_EQ(value_kind(ValueKind::fraction, 0.97), ValueKind::fraction);
  EXPECT_EQ(value_kind(ValueKind::fraction, 76.4), ValueKind::percent);
  EXPECT_EQ(value_kind(ValueKind::fraction, 1234), ValueKind::plain);
  EXPECT_EQ(value_kind(ValueKind::fraction, 1.0000001), ValueKind::fraction);  // a sum of 32 bits
  EXPECT_EQ(value_kind(ValueKind::fraction, 1.5), ValueKind::plain);           // nothing tells
  EXPECT_EQ(value_kind(ValueKind::fraction, 0, -10.2), ValueKind::plain);      // a difference of percentages
  EXPECT_EQ(value_kind(ValueKind::fraction, 0.97, -1), ValueKind::fraction);   // -1 of one that failed
  EXPECT_EQ(value_kind(ValueKind::seconds, 1234), ValueKind::seconds);
}

TEST(MetricNames, OddNamesAreOnlyNames) {
  EXPECT_EQ(describe_metric("").label, "");
  EXPECT_EQ(describe_metric("///").label, "///");
  EXPECT_EQ(describe_metric("<b>loss</b>").label, "<b>loss</b>");
}

TEST(MetricNames, WhereAMeasureStands) {
  for (const char* name :
       {"val_acc", "dice_coefficient", "Jaccard", "train/mAP50-95", "silhouette", "samples_per_sec"}) {
    EXPECT_EQ(find_measure(name), MeasureAt::end) << name;
  }
  for (const char* name : {"acc_threshold", "loss_weight", "mAP@0.5 (test)", "energy_kwh"}) {
    EXPECT_EQ(find_measure(name), MeasureAt::inside) << name;
  }
  for (const char* name : {"lr", "time", "dropout", "lossless", "", "\xff"}) {
    EXPECT_EQ(find_measure(name), MeasureAt::nowhere) << name;
  }
}

TEST(MetricNames, WhatIsMeasuredWithoutADirectionIsNoObjective) {
  for (const char* name : {"val_motp", "max_drawdown", "gap"}) {
    const MetricName said = describe_metric(name);
    EXPECT_EQ(said.direction, Direction::unknown) << name;
    EXPECT_EQ(said.objective, ObjectiveClass::never) << name;
    EXPECT_EQ(said.label, name);
  }
}

TEST(MetricNames, DirectionsOfManyFields) {
  for (const char* name : {"pass@1",
                           "pass@10",
                           "mmlu",
                           "gsm8k",
                           "COMET",
                           "spice",
                           "SI-SDR",
                           "si_snr",
                           "pesq",
                           "stoi",
                           "mos",
                           "PQ",
                           "mota",
                           "idf1",
                           "hota",
                           "IS",
                           "AR@100",
                           "recall@10",
                           "hits@1",
                           "mAP@0.5",
                           "explained_variance",
                           "ndcg@10",
                           "AUPRC",
                           "bleu-1",
                           "accuracy_top-5",
                           "balanced_acc",
                           "tpr",
                           "npv",
                           "silhouette",
                           "ari",
                           "nmi",
                           "sharpe",
                           "codebleu",
                           "EM",
                           "f1_macro",
                           "dice_score",
                           "mIoU",
                           "kendall_tau",
                           "ccc",
                           "R2",
                           "inception_score",
                           "c_index",
                           "tm_score",
                           "Hits@10",
                           "rank-1",
                           "HR@10",
                           "test_score",
                           "mean_test_score",
                           "roc_auc_score",
                           "success_rate",
                           "avg_f1",
                           "clip_score",
                           "log_likelihood",
                           "elo",
                           "delta1",
                           "neg_mean_squared_error",
                           "neg_mean_poisson_deviance",
                           "MulticlassAccuracy",
                           "SacreBLEUScore",
                           "neg_log_loss",
                           "val_neg_root_mean_squared_error"}) {
    EXPECT_EQ(describe_metric(name).direction, Direction::maximize) << name;
  }
  for (const char* name : {"KID",
                           "FVD",
                           "hd95",
                           "hausdorff",
                           "asd",
                           "ece",
                           "brier",
                           "brier_score",
                           "calibration_error",
                           "der",
                           "ter",
                           "ade",
                           "fde",
                           "chamfer",
                           "epe",
                           "rel_l2",
                           "fpr",
                           "fnr",
                           "hter",
                           "mpjpe",
                           "nrmse",
                           "smape",
                           "log_cosh",
                           "crps",
                           "energy",
                           "wasserstein",
                           "mcd",
                           "rmsle",
                           "medae",
                           "huber",
                           "bits_per_byte",
                           "nll",
                           "ppl",
                           "WER",
                           "max_error",
                           "quantile_loss",
                           "AbsRel",
                           "val_time",
                           "regret",
                           "edit_distance",
                           "fid_score",
                           "wer_score",
                           "ece_score",
                           "rmse_score",
                           "mae_score",
                           "error_score",
                           "log_loss_score",
                           "logloss",
                           "negative_log_likelihood",
                           "neg_log_likelihood",
                           "min_ade",
                           "minFDE",
                           "davies_bouldin_score",
                           "word_error_rate",
                           "val_reconstruction_error",
                           "mean_absolute_error",
                           "val_err",
                           "interval_score",
                           "docking_score"}) {
    EXPECT_EQ(describe_metric(name).direction, Direction::minimize) << name;
  }
}

TEST(MetricNames, WordsThatAreNotUnderstoodLeaveTheDirectionOpen) {
  for (const char* name : {"anomaly_score",
                           "val_toxicity_score",
                           "log_score",
                           "kl_score",
                           "z_score",
                           "confidence_score",
                           "parse_error",
                           "attack_success_rate",
                           "motp",
                           "max_drawdown",
                           "D_real_acc",
                           "D_loss",
                           "loss_G",
                           "policy_loss",
                           "R1",
                           "acceptance_rate",
                           "accuracy_std",
                           "std_test_score",
                           "reward_std",
                           "val_acc_gap",
                           "negative_accuracy",
                           "best_acc_epoch",
                           "iou_threshold",
                           "loss_scale",
                           "num_errors",
                           "EpRetMax",
                           "is_pretrained",
                           "per_device_batch_size"}) {
    EXPECT_EQ(describe_metric(name).direction, Direction::unknown) << name;
    EXPECT_EQ(describe_metric(name).objective, ObjectiveClass::never) << name;
  }
}

TEST(MetricNames, TimesHaveTheUnitsOfTheirNames) {
  const auto expect = [](const char* name, ValueKind kind, double in_base_unit) {
    EXPECT_EQ(describe_metric(name).kind, kind) << name;
    EXPECT_EQ(describe_metric(name).in_base_unit, in_base_unit) << name;
  };
  expect("total_training_minutes", ValueKind::seconds, 60);
  expect("running time in mins", ValueKind::seconds, 60);
  expect("train_time_h", ValueKind::seconds, 3600);
  expect("time (h)", ValueKind::seconds, 3600);
  expect("elapsed_hours", ValueKind::seconds, 3600);
  expect("eta_min", ValueKind::seconds, 60);
  expect("epoch_time_ms", ValueKind::milliseconds, 1);
  expect("time/iter (ms)", ValueKind::milliseconds, 1);
  expect("timing(s)/gen", ValueKind::seconds, 1);
  expect("inference_time_us", ValueKind::seconds, 1e-6);
  expect("inference_time_min", ValueKind::seconds, 1);  // the least of many
  expect("val_acc_min", ValueKind::fraction, 1);
  EXPECT_EQ(describe_metric("total_training_minutes").role, Role::training_time);
  EXPECT_EQ(describe_metric("total_training_minutes").extra_words, 0u);
  EXPECT_EQ(describe_metric("train_time_min").label, "Training time");
  EXPECT_EQ(describe_metric("eta_min").role, std::nullopt);
}

TEST(MetricNames, ANameMaySayPercent) {
  EXPECT_EQ(describe_metric("Val Acc (%)").kind, ValueKind::percent);
  EXPECT_EQ(describe_metric("Val Acc (%)").label, "Validation accuracy");
  EXPECT_FALSE(describe_metric("Val Acc (%)").share_like);
  EXPECT_EQ(describe_metric("test_f1_percent").kind, ValueKind::percent);
  EXPECT_EQ(describe_metric("mean_absolute_percentage_error").kind, ValueKind::plain);
  EXPECT_EQ(describe_metric("gpu_memory_percent").kind, ValueKind::plain);
}

TEST(MetricNames, MeansOfManyComeBeforeSingleValues) {
  const auto before = [](const char* a, const char* b) {
    EXPECT_TRUE(better_objective(describe_metric(a), a, describe_metric(b), b)) << a << " before " << b;
    EXPECT_FALSE(better_objective(describe_metric(b), b, describe_metric(a), a)) << a << " before " << b;
  };
  before("rollout/ep_rew_mean", "episode_reward");
  before("env_runners/episode_return_mean", "reward");
  before("eval/mean_reward", "rollout/ep_rew_mean");
  before("eval/episode_reward", "rollout/ep_rew_mean");
  before("train_loss_epoch", "train_acc_step");
  before("total_loss", "mask_rcnn/accuracy");
  before("train_loss", "train_loss_local");
  before("val_loss_epoch", "val_loss_step");
  before("val/acc/mean", "val/acc/class_17");
  before("FID", "KID");
  before("val_loss", "val_ece");
  EXPECT_TRUE(describe_metric("charts/episodic_return").single);
  EXPECT_FALSE(describe_metric("charts/avg_episodic_return").single);
  EXPECT_FALSE(describe_metric("val/5_step_rmse").single);
  EXPECT_FALSE(describe_metric("val_local_acc").single);
}

}  // namespace
}  // namespace vocabulary
