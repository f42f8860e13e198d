#pragma once
/// The words by which metrics are recognised: one ordered list, whose order is the order of matching.

#include <cstdint>
#include <span>
#include <string_view>

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
  other,   ///< measured, but never an objective
  logged,  ///< what loggers note as they go, never an objective; as a column of a table it may well have been set
};

struct MetricPattern {
  std::string_view words;  ///< consecutive words of the name, see words_of in metric_names.h
  Family family;
  model::Direction direction;
  model::ValueKind kind;
  std::string_view measure;  ///< empty: no label of its own
  unsigned rank = 0;         ///< among measures of one family: 0 main, 1 to 3 later ("precision" is 3)
};

/// Costs and counters stand before measures that their names contain, longer before shorter.
std::span<const MetricPattern> metric_patterns();

}  // namespace vocabulary
