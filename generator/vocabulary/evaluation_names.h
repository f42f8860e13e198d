#pragma once
/// Parameters whose names say what is measured rather than how a model is trained.

#include <string_view>

namespace vocabulary {

/// True for the data, the environment and the definition of the metric: by the last part of a dotted name ("dataset",
/// "env_id", "eval_split", "metric", "num_classes", …), or by "name", "path", "id" and the like below one of those
/// ("dataset.name", "data.name", "dataset_settings.name"). Training-only settings of the data (augmentation, workers,
/// batch size) are none. O(length).
bool names_evaluation(std::string_view parameter);

}  // namespace vocabulary
