#pragma once
/// One experiment against another one.

#include <vector>

#include "analysis/findings.h"
#include "analysis/hardware.h"

namespace analysis {

/// True for metrics that mean nothing across machines: roles of time and memory.
bool depends_on_machine(const MetricInfo& metric);

/// Every metric that both have, by `difference` (estimate.h) of at_best, new minus old; with it the changed parameters
/// and the difference of the objective. Times and memory are `comparable` only if all runs of both were made on the
/// same hardware, as far as is known (same_machine). Verdict: failed if all runs of `after` failed, otherwise none. A
/// metric that one side lacks (n and non_finite 0) is left out.
Comparison compare(const Project& project, const Experiment& before, Index before_index, const Experiment& after,
                   const HardwareInventory& hardware);

/// Whether machine-dependent metrics of the two can be compared.
bool on_same_machine(const Experiment& a, const Experiment& b, const HardwareInventory& hardware);

}  // namespace analysis
