#pragma once
/// Puts series of another file of a run into its rows, by step or epoch.

#include <vector>

#include "model/run.h"

namespace ingest {

/// Adds `wanted` (series of `other`) to the run, and the times of its rows where the run has none; `times_added` says
/// whether. False, and nothing changed, if the two count neither the same steps nor the same epochs.
bool add_series(model::Run& other, std::vector<model::Series> wanted, model::Run& run, bool& times_added);

}  // namespace ingest
