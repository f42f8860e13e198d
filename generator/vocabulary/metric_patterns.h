#pragma once
/// The words by which metrics are recognised. The lists stand in metrics/, one file a field.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/findings/fwd.h"
#include "model/settings.h"

namespace vocabulary {

enum class Family : std::uint8_t {
  detection,       ///< main scores of detection and segmentation: mAP, mean IoU, Dice
  accuracy,        ///< the accuracy of the report's roles
  minor_accuracy,  ///< top-5 and the like: never plays a role
  loss,
  score,       ///< larger is better
  error,       ///< smaller is better
  task_score,  ///< a score that nobody computes on training data: AP, BLEU
  task_error,  ///< likewise, smaller is better: word error rate, FID
  reward,
  training_time,
  memory,
  inference_time,
  weak,    ///< its direction is known, but it is an objective only where there is nothing else
  other,   ///< measured, but never an objective
  logged,  ///< what loggers note as they go, never an objective; as a column of a table it may well have been set
};

/// Detection, accuracy, scores and errors; neither losses nor rewards.
bool is_score_or_error(Family family);

/// Where the words of a pattern must stand to say what they say.
enum class Where : std::uint8_t {
  anywhere,
  /// "is", "per", "ter": words of many names. Beside them only numbers, splits and words that say nothing of their own.
  alone,
  /// "score", "error": what is meant is said by the words beside them. If any of these is not known, so is the
  /// direction: an anomaly score or a docking score may be better small.
  among_known,
};

/// How a metric's numbers are bounded, beyond its ValueKind.
enum class Bounds : std::uint8_t {
  none,
  share,  ///< from 0 to 1, which some write as a percentage: F1, AUC, mean IoU
};

struct MetricPattern {
  std::string_view words;  ///< consecutive words of the name, see words_of in name_words.h
  Family family;
  model::Direction direction;
  model::ValueKind kind;
  std::string_view measure;  ///< empty: no label of its own
  unsigned rank = 0;         ///< among measures of one family: 0 main, 1 to 3 later ("precision" is 3)
  Where where = Where::anywhere;
  Bounds bounds = Bounds::none;
};

/// All of them, in the order of the lists.
std::span<const MetricPattern> metric_patterns();

struct PatternMatch {
  const MetricPattern* pattern = nullptr;  ///< null: none fits
  std::size_t at = 0, count = 0;           ///< the words of the name that fitted
};

/// The pattern that says most of a name: of the first list in this order that has one: costs and what is logged beside;
/// measures by their fields; words that many measures share ("loss", "score"). Within a list the longest, then the
/// first. Where "loss" stands in a name, no score or error fits ("loss_iou" is a loss). O(words).
PatternMatch find_pattern(const std::vector<std::string>& words);

/// Every pattern whose words stand in `words`, but those of Family::logged; in no order that means anything.
std::vector<PatternMatch> find_all_patterns(const std::vector<std::string>& words);

}  // namespace vocabulary
