#pragma once
/// The site that a build compares with.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/notice.h"
#include "model/previous_site.h"

namespace cli {

/// Where it may be.
struct PreviousSitePlaces {
  std::string since;   ///< what --since names; empty: `output`
  std::string output;  ///< the folder in which a site may stand already
};
base::Result<model::PreviousSite> read_previous_site(const PreviousSitePlaces& places);

/// The same for a build, which no previous site makes fail: nothing, and a notice if one was asked for or is damaged.
/// Codes: previous-site-missing (note), previous-site-damaged (warning).
std::optional<model::PreviousSite> find_previous_site(const PreviousSitePlaces& places,
                                                      std::vector<model::Notice>& notices);

}  // namespace cli
