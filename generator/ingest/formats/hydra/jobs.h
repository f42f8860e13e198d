#pragma once
/// Jobs of Hydra in which no logger kept a run.

#include <cstddef>
#include <functional>
#include <vector>

#include "ingest/ingest.h"

namespace ingest {

/// Of `jobs` (source, folder and experiment known), those at or below which no unit from `first` on stands: with files
/// other than logs they become units, runs without metrics; the others are counted (hydra-empty-jobs: note).
void add_hydra_jobs(const std::vector<Unit>& jobs, const base::FileReader& files, std::vector<Unit>& units,
                    std::size_t first, const std::function<void(model::Notice)>& say);

}  // namespace ingest
