#pragma once
/// Runs that hold others: the parent of a search, of folds, of a sweep. It is no rival of what it holds.

#include <string>
#include <vector>

#include "model/notice.h"
#include "model/run_digest.h"

namespace analysis {

/// Takes out of `runs` those that other runs name as their parent (RunIdentity::parent_run, of the same source), if a
/// run below logged or summed up a metric, and the parent has no curve of its own: no series of several values, but for
/// the best so far ("best_…"). Their parameters are added to the runs below, at any depth, where these lack them, but
/// for what a search found ("best_C"). A circle of parents is left as it is. O(runs × parameters × depth).
/// Notices: nested-runs (note) for each parent taken out: how many runs it holds, and what they have of it.
std::vector<model::Notice> fold_nested_runs(std::vector<model::RunDigest>& runs,
                                            const std::vector<std::string>& source_labels);

}  // namespace analysis
