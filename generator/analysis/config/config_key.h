#pragma once
/// Which parameters only tell repeats apart, and what a configuration is without them.

#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "model/config.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// What counts as seed-like beside what is so by its name.
struct SeedKeys {
  std::vector<std::string> named;  ///< by the settings: exact paths, last parts of paths, or "*.key"; after an
                                   ///< exclamation mark, what is none whatever its name and values are
  std::set<std::string> found;     ///< by the values: exact paths; see find_run_places and find_repeat_counters
  /// Paths whose names may tell repeats apart, of all that were asked about; nothing: each name is looked at.
  std::optional<std::unordered_set<std::string>> telling = std::nullopt;
};

/// `named`, and the places and counters that the values in the runs of `members` tell.
SeedKeys find_seed_keys(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                        std::vector<std::string> named);

/// True for what changes from repeat to repeat without being under test: by its name (see vocabulary/seed_names.h), or
/// since it is among `keys`.
bool is_seed_like(const model::Parameter& parameter, const SeedKeys& keys);

/// The same text for the same settings: leaves that are not seed-like, by path; numbers by value (0.001 and 1e-3 are
/// the same; whole numbers above 2^53 by their digits). Empty: nothing is left that could tell configurations apart.
std::string config_key(std::span<const model::Parameter> parameters, const SeedKeys& keys);

/// The value's part of that text.
std::string value_key(const model::ParameterValue& value);

}  // namespace analysis
