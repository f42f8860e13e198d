#pragma once
/// What changed since a site that was built before.

#include <cstddef>
#include <span>

#include "model/findings/fwd.h"
#include "model/previous_site.h"
#include "model/run_digest.h"

namespace analysis {

/// Experiments are matched by the ids of their runs, since ids that are made ("EXP003") move on when runs are added:
/// one is the same as before if the runs they share are more than half of its runs of then or of now; of several, the
/// one that shares most, then the one of the same project and id. One that shares no run with any is the same if
/// project and id are, and the id was given rather than made. Each is matched once. A project without a namesake is the
/// one that most of its matched experiments came from. Tasks are matched by experiment and text.
///
/// New runs: those of known experiments that no experiment had. A new best: the best for accuracy is another experiment
/// than before, unless that one belongs to another project now. Flipped: the verdict against the parent is another one,
/// both being known, and the experiment or its parent has other runs or another value than before: what a verdict
/// becomes since others were tried is carried over. Regressions: new experiments that failed or are worse than their
/// parent (failed at all where they have none), clearly or by a p of their own at or below the level; and those that
/// flipped to that. Where a project's objective or its
/// direction is another one, its bests and verdicts are not compared (but new experiments still count). Closed: tasks
/// that were open before and are done now. Everything in the order of Findings. O(runs·log runs): a run id that more
/// than kMostNamesakes experiments share says nothing of any but the one of the same project and id.
///
/// REQUIRES: `experiment` of a run is empty where its experiment's id was made (before compute_findings fills it in).
model::SinceLast find_changes_since(const model::PreviousSite& before, const model::Findings& findings,
                                    std::span<const model::RunDigest> runs);

inline constexpr std::size_t kMostNamesakes = 8;

}  // namespace analysis
