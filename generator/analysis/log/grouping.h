#pragma once
/// Runs → experiments: which runs are repeats of one configuration.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/config/config_key.h"
#include "model/findings/decided.h"
#include "model/index.h"

namespace analysis {

struct Group {
  std::string explicit_id;  ///< empty: found by configuration or by name
  std::vector<model::Index>
      runs;  ///< of a loop in the order of tries; else of seed (numbers first, by value), then key
};

/// More runs than this that look like repeats by name alone are taken to be different things after all.
inline constexpr std::size_t kMaxRepeatsByName = 32;

struct Grouping {
  std::vector<Group> groups;  ///< in the order of their first run by key
  model::Decided decided;
  std::vector<std::string> seed_keys;  ///< seed-like parameters that the runs have, sorted
};

/// Groups the runs of one project. In this order:
/// 1. runs that name an experiment belong to it;
/// 2. runs with a configuration: equal config_key (see config_key.h) makes repeats; parameters that names of folders
/// and
///    files say (name_parameters.h) are part of it. Of those that no seed tells apart, each commit of the code is one;
/// 3. runs without one (or with nothing but seed-like keys): the same parent folder, the same name but for counters and
///    time stamps (run_names.h) and the same set of metrics make repeats; otherwise each is an experiment of its own.
///    So it is where more than kMaxRepeatsByName would be repeats: a folder with a hundred numbered runs holds a sweep,
///    and a mean over it would mean nothing.
/// A copy (find_originals in run_copies.h) goes where the run goes that it is a copy of, unless it names an experiment.
/// `members` are indexes into `runs`, in order of key. O(runs × parameters).
Grouping group_runs(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                    const SeedKeys& seed_keys);

/// Parameters that are not seed-like and differ between runs of one experiment, in the order of the configs.
std::vector<std::string> find_varying(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                      const SeedKeys& seed_keys);

}  // namespace analysis
