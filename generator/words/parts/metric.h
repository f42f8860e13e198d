#pragma once
/// Metrics in sentences.

#include <string>
#include <string_view>

#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace words {

/// The objective of a project, or nullptr.
const model::MetricInfo* objective_of(const model::Project& project);
/// "Validation accuracy": the label, else the name.
std::string metric_label(const model::MetricInfo& metric);
/// A metric inside a sentence: "validation accuracy", but "val/acc" and "mAP50" as they are.
std::string metric_in_sentence(const model::MetricInfo& metric);

}  // namespace words
