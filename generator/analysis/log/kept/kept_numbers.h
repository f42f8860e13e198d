#pragma once
/// The numbers that a log kept by hand states of an experiment.

#include <vector>

#include "analysis/log/kept/kept_log.h"

namespace analysis {

/// The finite numbers of the summary of `logged`, a digest of format "markdown-log", but deviations ("<name>.sd"). A
/// time is as exact as the text beside it: "1.5 hours" (the metric without its "_s").
std::vector<LoggedNumber> logged_numbers(const model::RunDigest& logged);

}  // namespace analysis
