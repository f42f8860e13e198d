#pragma once
/// Findings as text for a terminal: the log, the best configurations, one comparison.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace cli {

/// One line an experiment: id, date, title, objective (mean ± standard deviation, number of runs), change against its
/// parent, decision. Each project begins with a line that names its objective.
std::string log_text(const model::Findings& findings, std::size_t width);

/// For each project and purpose: the experiment, its objective, the rule that chose it, its parameters.
std::string best_text(const model::Findings& findings);

/// The experiments called `from` and `to`, of one project. Error::Kind::invalid: an id is not known (near ids are
/// listed), or the two are never in one project.
base::Result<std::pair<model::Index, model::Index>> find_pair(const model::Findings& findings, std::string_view from,
                                                              std::string_view to);
/// Changed parameters and the metrics of both; REQUIRES: both are of one project, `comparison.other` is the older one.
std::string diff_text(const model::Findings& findings, const model::Comparison& comparison, model::Index to,
                      std::size_t width);

}  // namespace cli
