#pragma once
/// Which experiment each one was changed from.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/findings/decided.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/settings.h"

namespace analysis {

struct ParentChoice {
  std::optional<model::Index> parent;  ///< in the span given
  model::Decided decided;
  std::string unknown;  ///< the id that notes give and no experiment has
  std::string circle;   ///< the id that notes give and that would make the experiment its own ancestor
};

/// choices[i] for experiments[i] of one project, which stand in the log's order. said[i]: what its notes call its
/// parent; empty: nothing; "none" or "-": that it has none. Ids are compared as written, then without regard to case.
///
/// Without a word in the notes: the earlier experiment that differs in the fewest parameters (find_changes; removed and
/// added ones count), if both set at least one parameter, whatever its value; ties: the better mean of the objective
/// (NaN last), then the later one. Earlier experiments that were evaluated alike (Experiment::measured_on)
/// come before all others, since only they can be compared. An experiment without parameters gets no parent by guess,
/// and is none. No experiment is its own ancestor. O(n² × parameters) at worst (config_distances.h).
std::vector<ParentChoice> choose_parents(std::span<const model::Experiment> experiments,
                                         std::span<const std::string> said, std::optional<model::Index> objective,
                                         model::Direction direction);

}  // namespace analysis
