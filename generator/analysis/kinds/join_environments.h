#pragma once
/// Runs in several environments that are one suite.

#include "analysis/compute_findings.h"

namespace analysis {

/// Readers of reinforcement learning call a project after the environment of its runs. Where at least two projects are
/// called so, and their runs together span a table of what is compared and environments (suite_axes.h), they become one
/// project: their runs then name none (or that of their source, where there are others), and have a parameter "env"
/// unless one says what they were measured on. Nothing is joined that settings name or somebody keeps a log of, or
/// where the settings ask for another kind, or for each evaluation on its own. O(runs × parameters).
void join_environments(const AnalysisInput& input);

}  // namespace analysis
