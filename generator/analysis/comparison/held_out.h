#pragma once
/// The best point of a curve, chosen by others: what choosing by the same values does not flatter.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "model/curve.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// So many runs have to count.
inline constexpr std::size_t kHeldOutRuns = 3;

/// The curves of a run, in the order of RunDigest::series and in the units of its digest; empty where they cannot be
/// read.
using ReadCurves = std::function<std::vector<model::Curve>(model::Index run)>;

/// Sets Experiment::held_out where the objective is judged at its best along a curve: the estimate over each run's
/// value at the place where the mean of the other runs is best (the earliest of ties), among places where all have a
/// finite value. Experiments of fewer than kHeldOutRuns that count, without a common place, or with curves that were
/// thinned have none. `series_of`: which of a run's curves is the objective; nothing: none.
void find_held_out(const model::Project& project, const ReadCurves& curves,
                   const std::function<std::optional<model::Index>(model::Index run)>& series_of,
                   std::span<model::Experiment> experiments);

}  // namespace analysis
