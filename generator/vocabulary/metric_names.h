#pragma once
/// What a metric's name says: split, measure, direction, unit, role, and how fit it is to be an objective. Names are
/// read as words: "valid/accuracy", "eval_accuracy", "valAccuracy" and "验证准确率" all say validation accuracy. The
/// patterns stand in metric_patterns.cpp, words of other languages in words/foreign_words.h. How far values lie apart
/// ("std_test_score", "acc_stderr") has no direction.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/findings/metric_info.h"

namespace vocabulary {

enum class Split : std::uint8_t {
  none,  ///< not said; trainers that say nothing mean the training data
  train,
  validation,  ///< val, valid, validation, eval, dev; also what stands under "metrics/"
  test,        ///< never used for choosing an epoch
};

/// Fitness as an objective, best first. Times, memory and counters are `never`.
enum class ObjectiveClass : std::uint8_t {
  validation_detection,  ///< mAP, mean IoU, Dice, also without a split; before accuracy, which is of classes or pixels
  validation_accuracy,   ///< here and below: "best_acc" without a split, too
  validation_score,      ///< F1, AUC, … to be maximised; AP, BLEU, … also without a split
  validation_error,      ///< error rate, RMSE, perplexity, … to be minimised; WER, FID, … also without a split
  validation_loss,
  reward,  ///< reward or return of an evaluation or test episodes, then of training
  test_detection,
  test_accuracy,
  test_score,
  test_error,
  test_loss,
  other_accuracy,  ///< without a split: of training if anything is said elsewhere
  other_score,     ///< a score or error without a split
  train_accuracy,
  train_loss,
  batch_value,  ///< accuracy, loss and the like of one batch of training data
  anything,     ///< direction known, nothing else
  never,
};

/// Of validation data, rewards apart.
bool is_validation(ObjectiveClass objective);
/// Of test data, rewards apart.
bool is_test(ObjectiveClass objective);

struct MetricName {
  Split split = Split::none;
  std::string measure;  ///< "accuracy", "top-1 accuracy", "F1"; empty: no pattern fits
  std::string label;    ///< "Validation accuracy"; the name itself where words of it would be lost
  std::string pattern;  ///< the words that fitted, for disclosure; empty: none
  model::Direction direction = model::Direction::unknown;
  model::ValueKind kind =
      model::ValueKind::plain;  ///< fraction: a share, or a percentage; only values tell (see value_kind)
  std::optional<model::Role> role;
  ObjectiveClass objective = ObjectiveClass::never;
  unsigned extra_words = 0;  ///< words that neither split nor measure used: "val_box_loss" has one
  /// Of one episode or one batch: the best of many is the luckiest.
  bool single = false;
  bool share_like = false;  ///< bounded by 0 and 1 where it is no percentage, whatever `kind` shows it as
  double in_base_unit = 1;  ///< what a value is multiplied with to be in the unit of `kind`: 60 for minutes
  unsigned rank = 0;        ///< of the measure among its family, 0 first: precision comes after F1, AP50 after AP
  std::string extra;        ///< those words, joined by blanks
};

/// O(length). Any name is fine, the empty one too. `unsplit`: of a name that says no split of data.
MetricName describe_metric(std::string_view name, Split unsplit = Split::none);

/// Where the words of something measured stand in a name.
enum class MeasureAt : std::uint8_t { nowhere, inside, end };

/// Of any pattern but those of Family::logged, in any place; `end` goes before `inside`. "dice_coefficient" and
/// "val_acc" end in a measure, "acc_threshold" has one inside. O(length × patterns).
MeasureAt find_measure(std::string_view name);

/// "seconds", "total_seconds", "wall_seconds": a time of which nothing says what it was spent on.
bool says_only_seconds(std::string_view name);

/// Which data a word of a name speaks of: "val", "dev", "test", "training", …
Split split_of(std::string_view word);

/// Orders candidates for the objective: by class, then fewer extra words and lower rank (their sum), then name. A total
/// order on names.
bool better_objective(const MetricName& a, std::string_view name_a, const MetricName& b, std::string_view name_b);

/// Sums of 32 bits may exceed one, or a hundred, by a little.
inline constexpr double kLargestShare = 1 + 1e-6, kLargestPercentage = 100 + 1e-4;
/// A percentage of a model that learned anything; no share is that far above one.
inline constexpr double kSurelyPercent = 2;

/// The kind once values are known: a share whose largest finite value is above 2 is a percentage (up to 100); above 1
/// or above 100, or with a smallest one below -1 (a difference of percentages), it is a plain number, since nothing
/// tells. NaN (no finite value): as named.
model::ValueKind value_kind(model::ValueKind named, double maximum, double minimum = 0);

}  // namespace vocabulary
