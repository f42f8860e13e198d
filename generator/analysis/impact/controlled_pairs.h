#pragma once
/// Experiments that differ in one parameter alone, and what their differences say together. Rules: impacts.h.

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/impact/parameter_values.h"
#include "analysis/log/hardware.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// What pairs are compared by. `objective` and `time` of each experiment: null where it has none.
struct PairContext {
  const model::Project& project;
  std::span<const model::Experiment> experiments;
  const HardwareInventory& hardware;
  std::vector<const model::Estimate*> objective, time;
  std::optional<model::Index> time_metric;
};

PairContext make_pair_context(const model::Project& project, std::span<const model::Experiment> experiments,
                              const HardwareInventory& hardware);

/// All pairs, by (from, to, before, after).
std::vector<model::ControlledPair> find_pairs(const PairContext& context, const ParameterValues& values);

/// What a mean of differences is tested for.
struct MeanTest {
  double smallest = 0;                                            ///< difference of interest
  double most_degrees = std::numeric_limits<double>::infinity();  ///< of freedom: what the whole log has
};

/// Mean of differences as impacts.h says; those that are not finite do not count. None: all NaN.
model::Difference mean_difference(std::span<const model::Difference> differences, const MeanTest& test = {});

/// One for each two values that have a pair; p_adjusted is left out. `pairs` as find_pairs orders them.
std::vector<model::ValueEffect> find_effects(const PairContext& context, std::span<const model::ControlledPair> pairs);

/// At most kMaxPairs / 2 of them, by (from, to); `better_pair` and `worse_pair` point into `pairs`.
std::vector<model::Interaction> find_interactions(const PairContext& context,
                                                  std::span<const model::ControlledPair> pairs,
                                                  const std::string& parameter);

/// At most kMaxPairs of `pairs`, in order, those of interactions among them; interactions point into what is returned.
std::vector<model::ControlledPair> keep_pairs(std::vector<model::ControlledPair> pairs,
                                              std::vector<model::Interaction>& interactions);

}  // namespace analysis
