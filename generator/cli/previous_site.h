#pragma once
/// The site that a build compares with.

#include <optional>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "model/notice.h"
#include "model/previous_site.h"

namespace cli {

/// What --since names, else the site that stands in the output folder.
base::Result<model::PreviousSite> read_previous_site(const Options& options);

/// The same for a build, which no previous site makes fail: nothing, and a notice if one was asked for or is damaged.
/// Codes: previous-site-missing (note), previous-site-damaged (warning).
std::optional<model::PreviousSite> find_previous_site(const Options& options, std::vector<model::Notice>& notices);

}  // namespace cli
