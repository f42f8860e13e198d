#pragma once
/// Boils one run down (the map stage).

#include <vector>

#include "model/run_digest.h"

namespace analysis {

struct Digested {
  model::RunDigest digest;               ///< `curves` and `notes` are filled in by the caller
  std::vector<model::Curve> curves;      ///< one per series, same order
};

/// O(values). `settings` names the configured objectives; without one, up to 8 metrics whose names look like an
/// objective (validation accuracy or loss, reward, …; see metric_names.h) become candidates for best_points.
Digested digest_run(const model::Run& run, const model::Settings& settings);

}  // namespace analysis
