#pragma once
/// The best configurations of a project.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/findings/comparison.h"
#include "model/index.h"
#include "model/run.h"
#include "model/settings.h"

namespace model {

/// Rows of "baseline against best".
struct RoleRow {
  Role role = Role::validation_accuracy;
  std::optional<Index> metric;  ///< in Project::metrics; nothing: no metric plays this role
  Estimate baseline, best;
  Difference difference;  ///< best minus baseline
  Comparability comparability = Comparability::comparable;
};

/// What a configuration is best for.
enum class Purpose : std::uint8_t { accuracy, speed, memory, inference };

struct BestConfiguration {
  Purpose purpose = Purpose::accuracy;
  Index experiment = 0;
  std::size_t left_out = 0;     ///< of accuracy: experiments of the project that cannot be ranked
  bool same_hardware = false;   ///< of a cost: those made on other hardware than the best for accuracy are left out
  double tolerance = kMissing;  ///< relative to the best for accuracy; NaN for accuracy
  bool of_range = false;        ///< relative to what lies between the worst and the best: see find_best
  double allowed = kMissing;    ///< what it comes to, in the unit of the objective
  std::optional<Index> cost;    ///< in Project::metrics: what was to be small; nothing for accuracy
  /// Experiments that some tolerance would choose, and their equals, in the order of preference (find_best's): the
  /// first whose objective is within the tolerance is the choice. Empty: no two experiments have a cost to compare.
  std::vector<Index> candidates;
  std::vector<double> losses;  ///< parallel: what each loses of the objective against the best for accuracy, at most
                               ///< with a chance of 80 %, as far as the noise is known; 0 or more
};

/// Objective against one cost (a role of time or memory): who is not beaten in both.
struct ParetoFront {
  Role cost = Role::training_time;
  Index metric = 0;                   ///< of the cost, in Project::metrics
  std::vector<Index> experiments;     ///< on the front, cheapest first
  std::vector<Index> dominated;       ///< in the log's order
  std::vector<Index> not_comparable;  ///< made on other hardware than the best for accuracy
};

}  // namespace model
