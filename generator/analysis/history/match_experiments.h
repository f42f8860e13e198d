#pragma once
/// Which experiment of an earlier site each experiment is; the rule stands in since_last.h.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/findings.h"

namespace analysis {

struct ExperimentMatches {
  std::vector<std::optional<Index>> before_of;  ///< parallel to Findings::experiments: in PreviousSite::experiments
  std::vector<std::optional<Index>> now_of;     ///< the other way round
  std::vector<std::optional<std::string>> project_before;           ///< parallel to Findings::projects: its name then
  std::map<std::string, std::vector<Index>, std::less<>> with_run;  ///< run id → experiments before that had it
};
ExperimentMatches match_experiments(const model::PreviousSite& before, const Findings& findings,
                                    std::span<const model::RunDigest> runs);

}  // namespace analysis
