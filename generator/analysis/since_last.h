#pragma once
/// What changed since a site that was built before.

#include "analysis/findings.h"

namespace analysis {

/// Experiments are matched by project and id, runs by id within their experiment, tasks by experiment and text. A new
/// best: the best for accuracy has another id than before. Flipped: the verdict against the parent is another one, both
/// being known. Regressions: new experiments whose verdict against the parent, or against the baseline where they have
/// no parent, is regressed or failed; and those that flipped to one of these. Closed: tasks that were open before and
/// are done now. Everything in the order of Findings.
SinceLast find_changes_since(const model::PreviousSite& before, const Findings& findings,
                             std::span<const model::RunDigest> runs);

}  // namespace analysis
