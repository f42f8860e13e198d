#pragma once
/// What kind of project it is, which decides how it is told.

#include <cstdint>

namespace model {

enum class Kind : std::uint8_t {
  log,          ///< experiments one after another: dates, parents, decisions
  loop,         ///< one run a try, each kept or discarded (see loop.h)
  search,       ///< many single runs over the same parameters
  leaderboard,  ///< results of models, one run each, without a story
  suite,        ///< algorithms × environments, models × data sets: each measured on several tasks
};

/// Whether an experiment was changed from an earlier one, where notes do not say so, and the first may be the baseline.
constexpr bool tells_changes(Kind kind) {
  return kind == Kind::log || kind == Kind::loop;
}

}  // namespace model
