#pragma once
/// What the charts with a point an experiment share.

#include <string>
#include <vector>

#include "analysis/findings.h"

namespace render {

/// The estimate of a metric, or nullptr when it is not there or not finite.
const model::Estimate* finite_estimate(const analysis::Experiment& experiment, analysis::Index metric);

/// "EXP004: 96.9 % ± 0.3, keep".
std::string point_label(const analysis::Experiment& experiment, const model::Estimate& estimate,
                        const analysis::MetricInfo& metric);

/// " Without a finite value: EXP005, EXP009 and 3 more." or nothing.
std::string without_value_sentence(const analysis::Findings& findings, const std::vector<analysis::Index>& experiments);

/// " Measured on something else, so left out: 3 experiments."; empty for none.
std::string measured_otherwise_sentence(const analysis::Findings& findings, const analysis::Project& project);

}  // namespace render
