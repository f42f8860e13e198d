#pragma once
/// A project whose runs were measured on different things becomes several: one ranking each.

#include <cstddef>
#include <vector>

#include "analysis/log/project_members.h"

namespace analysis {

/// More than this many would be no rankings any more.
inline constexpr std::size_t kMostDivisions = 50;

/// Divides projects by the parameters that define what is measured (evaluation.h) and are not seed-like, where runs
/// have different values of them; runs without such a parameter go together. Where `split_evaluations` is not set, only
/// projects that nobody keeps a log of are divided: no run or note names its experiment. Nothing is divided where that
/// would leave every run alone, or make more than kMostDivisions; nor where runs span a table of what is compared and
/// what it is measured on (suite_axes.h; `suite` says so), unless the settings want it divided or told as another kind,
/// or somebody keeps a log of it. The parts are called after their values: "name · cifar10", of paths the last
/// component where that is enough, else the parts that differ. By name, in natural order. O(runs × parameters).
std::vector<ProjectMembers> divide_projects(const AnalysisInput& input, std::vector<ProjectMembers> projects);

}  // namespace analysis
