#pragma once
/// Which experiment the project's comparisons refer to.

#include <optional>
#include <span>
#include <string>

#include "model/findings/decided.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

struct BaselineChoice {
  std::optional<model::Index> baseline;  ///< in the span given
  model::Decided decided;
  bool not_found = false;  ///< settings name an id that no experiment has
};

/// The experiment that settings name (as written, else without regard to case); else the first in the log's order whose
/// objective has a mean, among those that are ranked; else the first with runs; else none. `set`: the id of settings,
/// or empty.
BaselineChoice choose_baseline(std::span<const model::Experiment> experiments, const std::string& set,
                               std::optional<model::Index> objective);

}  // namespace analysis
