#pragma once
/// Results of models in the order of their rank.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/index.h"
#include "model/run.h"

namespace model {

/// The best of those that are cheap by one measure: small, fast, lean.
struct CheapLeader {
  Index metric = 0;       ///< in Project::metrics: the cost, or what is the better the more it is (throughput)
  bool at_least = false;  ///< throughput: at least `limit`; else at most
  double limit = kMissing;
  std::size_t within = 0;  ///< so many of the ranked keep to it
  Index experiment = 0;    ///< in Findings::experiments
};

struct Leaderboard {
  std::vector<std::string> named_by;  ///< parameters that name the rows; empty: their own names do
  std::vector<Index>
      ranked;  ///< in Findings::experiments: those with a finite objective, the best first; empty without one
  std::vector<std::uint32_t> ranks;  ///< parallel: 1, 2, 2, 4, …
  std::size_t too_close = 0;         ///< the first so many, the leader among them, cannot be told from it by chance
                                     ///< of the evaluation examples alone; 0: not known
  double examples_error = kMissing;  ///< differences from the leader below this may be chance of the evaluation's
                                     ///< examples (95 %), as a share; NaN: not known
  std::vector<CheapLeader> cheap;    ///< other than the leader, the measure that most have first
  std::vector<Index> costs;          ///< in Project::metrics: a size, a throughput and a time that most have
};

}  // namespace model
