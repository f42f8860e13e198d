#pragma once
/// Thousands of paths that differ in one part, as one line.

#include <cstddef>
#include <string>
#include <vector>

namespace cli {

/// What stands at one place, or at many alike.
struct PlaceLine {
  std::string place;  ///< a path; after folding with "first … last" for its last part, "{first … last}" for another
  std::string kind;   ///< only places of one kind fold
  std::string reason;  ///< after folding: what is common, then "…"
  std::size_t runs = 0;
};

/// At least four lines (two, if there are more than twenty) whose paths differ in one of their last three parts become
/// one, at the place of the first of them; "first" and "last" are by natural order. REQUIRES: lines of one source.
std::vector<PlaceLine> fold_places(std::vector<PlaceLine> lines);

}  // namespace cli
