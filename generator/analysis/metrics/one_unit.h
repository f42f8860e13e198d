#pragma once
/// One unit a metric over the runs of a project.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// A metric that is a share (0 to 1) in some runs and a percentage (up to 100) in others.
struct MixedUnits {
  std::string metric;
  std::vector<model::Index> shares, percentages;  ///< runs, in order
  std::vector<model::Index> undecided;            ///< runs of which nobody can tell
};

/// Brings values to one unit, in the digests themselves (extremes, ends, tails, best points, numbers of the summary,
/// not their text) and, by SeriesDigest::curve_scale, where curves are drawn:
///
///   times       whose names say minutes, hours, days, µs or ns become seconds
///   shares      of a metric that is bounded by 0 and 1 (MetricName::share_like) and whose largest finite value is at
///               most 1 in some runs and above 1 and at most 100 in others: those of the fewer runs (of equally many:
///               the percentages) are multiplied or divided by 100
///
/// Rows of one table have one unit if some have between 1 and 10 %; otherwise those of at most 1 are shares if they are
/// among the percentages, and nobody can tell of the others.
///
/// A run that has at most 1, but a metric of the same measure above 2, may have a percentage below 1 or a share beside
/// a percentage: nobody can tell. It counts as one that has not
/// logged the metric. O(members × metrics).
std::vector<MixedUnits> bring_to_one_unit(std::vector<model::RunDigest>& runs, std::span<const model::Index> members);

}  // namespace analysis
