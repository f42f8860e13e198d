#pragma once
/// What the charts with a point an experiment share.

#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace render {

/// The estimate of a metric, or nullptr when it is not there or not finite.
const model::Estimate* finite_estimate(const model::Experiment& experiment, model::Index metric);

/// "EXP004: 96.9 % ± 0.3, keep".
std::string point_label(const model::Experiment& experiment, const model::Estimate& estimate,
                        const model::MetricInfo& metric);

/// " Without a finite value: EXP005, EXP009 and 3 more." or nothing.
std::string without_value_sentence(const model::Findings& findings, const std::vector<model::Index>& experiments);

/// " Measured on something else, so left out: 3 experiments."; empty for none.
std::string measured_otherwise_sentence(const model::Findings& findings, const model::Project& project);

}  // namespace render
