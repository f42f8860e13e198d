#pragma once
/// One experiment against another one.

#include <vector>

#include "analysis/log/hardware.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

/// True for metrics that mean nothing across machines: roles of time and memory.
bool depends_on_machine(const model::MetricInfo& metric);

/// Every metric that both have, by `difference_with` (pooled_deviation.h) of at_best and Project::pooled, new minus
/// old; with it the changed parameters, those of them that define the evaluation, and the difference of the objective.
/// Nothing is comparable where the evaluation changed; times and memory only if all runs of both were made on the same
/// hardware, as far as is known (same_machine). The verdict is left to decide_verdicts. A metric that one side lacks (n
/// and non_finite 0) is left out.
model::Comparison compare(const model::Project& project, const model::Experiment& before, model::Index before_index,
                          const model::Experiment& after, const HardwareInventory& hardware);

/// Whether machine-dependent metrics of the two can be compared.
bool on_same_machine(const model::Experiment& a, const model::Experiment& b, const HardwareInventory& hardware);

}  // namespace analysis
