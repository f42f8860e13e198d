#pragma once
/// A loop of experiments, whose log has a row a try, each kept or discarded: its champions, what the decisions say, and
/// how much of what was gained may be luck.

#include <cstddef>
#include <optional>
#include <vector>

#include "model/findings/run_noise.h"
#include "model/index.h"

namespace model {

/// How many tries speak for a direction of the objective: each row is held against the champion before it, the last
/// kept row with a finite value above it.
struct DecisionEvidence {
  std::size_t kept = 0;             ///< kept rows that have such a champion and another value than it
  std::size_t kept_lower = 0;       ///< of them, those with a lower value than the champion
  std::size_t discarded = 0;        ///< likewise discarded rows
  std::size_t discarded_lower = 0;  ///< of them, those with a lower value
};

/// Experiments by what became of them; one that failed counts as failed whatever was decided.
struct LoopOutcomes {
  std::size_t kept = 0, discarded = 0, failed = 0, open = 0;
  std::size_t all() const { return kept + discarded + failed + open; }
};

/// A kept try against the champion before it. Means, better is above 0.
struct LoopStep {
  Index champion = 0;
  double gain = 0;
  double needed = kMissing;  ///< from here on a gain is clear after as many runs; NaN: the noise is not known
  bool clear = false;
};

/// What came after the last clear step (after the first champion where none is clear), beside what chance alone would
/// have brought: the same number of tries, none of them any better than the champion.
struct LoopSince {
  std::optional<Index> clear;     ///< the champion of the last clear step
  std::size_t tries = 0;          ///< that did not fail
  std::size_t kept = 0;           ///< of them
  double gain = 0;                ///< of the best champion since; 0 where none is better
  double chance_kept = kMissing;  ///< expected
  double chance_kept_sd = kMissing;
  double chance_gain = kMissing;  ///< expected; NaN: the noise is not known
};

/// How far the champions can be told from each other: analysis/loop/race.h has the rules. Gains are better above 0.
struct LoopRace {
  RunNoise noise;
  double needed = kMissing;     ///< from here on a gain is clear after one run each; NaN: the noise is not known
  std::vector<LoopStep> steps;  ///< of the champions but the first, in their order
  double gain = kMissing;       ///< of the best champion over the first
  std::size_t rivals = 0;       ///< tries that are no worse than three deviations behind the best champion, it included
  double luck = kMissing;       ///< expected, of that gain; NaN: the noise is not known
  double low = kMissing, high = kMissing;  ///< 95 % interval of gain minus luck
  double confirmed = kMissing;             ///< mean of the best champion's runs after the one that made it champion
  LoopSince since;
  std::vector<Index> discarded_though_better;  ///< than the champion of their time; in the order of tries
  std::vector<Index> kept_though_worse;        ///< likewise
  std::vector<Index> near_misses;    ///< discarded, no better than the best champion and at most one deviation
                                     ///< behind it; the nearest first
  std::vector<Index> measure_again;  ///< what more runs would tell the most of, the first first
};

struct Loop {
  std::vector<Index> champions;  ///< in Findings::experiments: those kept with a finite value of the objective, in the
                                 ///< order of tries: each is where the next tries started from
  DecisionEvidence evidence;     ///< of the objective
  LoopOutcomes outcomes;
  std::optional<Index> best;  ///< the champion with the best mean, the first of equal ones; nothing: there is no
                              ///< champion, or no direction
  LoopRace race;              ///< empty where `best` is
};

}  // namespace model
