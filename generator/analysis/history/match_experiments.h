#pragma once
/// Which experiment of the previous site each experiment is; the rule stands in since_last.h.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/previous_site.h"
#include "model/run_digest.h"

namespace analysis {

struct ExperimentMatches {
  std::vector<std::optional<model::Index>>
      before_of;                                    ///< parallel to Findings::experiments: in PreviousSite::experiments
  std::vector<std::optional<model::Index>> now_of;  ///< the other way round
  std::vector<std::optional<std::string>> project_before;  ///< parallel to Findings::projects: its name then
  std::map<std::string, std::vector<model::Index>, std::less<>> with_run;  ///< run id → experiments before that had it
};
ExperimentMatches match_experiments(const model::PreviousSite& before, const model::Findings& findings,
                                    std::span<const model::RunDigest> runs);

}  // namespace analysis
