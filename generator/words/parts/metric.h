#pragma once
/// Metrics in sentences.

#include <string>
#include <string_view>

#include "model/estimate.h"
#include "model/findings/fwd.h"

namespace words {

/// The objective of a project, or nullptr.
const model::MetricInfo* objective_of(const model::Project& project);
/// The objective's estimate of an experiment, or nullptr.
const model::Estimate* objective_estimate(const model::Findings& findings, const model::Experiment& experiment);
/// "Validation accuracy, best epoch": the label, else the name, with what stands for a run (MetricInfo::taken): ", best
/// epoch" or ", best value" where one of several is chosen, ", mean of the last tenth", ", last value"; in a sentence
/// " (best epoch)", " over the last tenth", " at the end".
std::string metric_label(const model::MetricInfo& metric);
/// A metric inside a sentence: "validation accuracy", but "val/acc" and "mAP50" as they are.
std::string metric_in_sentence(const model::MetricInfo& metric);

/// What the label and the name in a sentence are where last values are shown instead of the best: "Validation accuracy,
/// last", "validation accuracy (last)". REQUIRES: best_along.
std::string last_label(const model::MetricInfo& metric);
std::string last_in_sentence(const model::MetricInfo& metric);

/// The same at the start of a sentence: the label with a capital letter, unless it is the name as logged.
std::string metric_at_start(const model::MetricInfo& metric);

}  // namespace words
