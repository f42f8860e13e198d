#pragma once
/// A search: many single runs over the same parameters. Its best trial, what is as good, what to repeat.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/findings/run_noise.h"
#include "model/index.h"

namespace model {

struct Search {
  std::size_t trials = 0;      ///< with a finite objective, measured alike
  Index best = 0;              ///< in Findings::experiments
  double typical = kMissing;   ///< median of the objective over them
  Index improved = 0;          ///< the trial that brought the last improvement, in the log's order
  std::size_t since = 0;       ///< trials after it
  RunNoise noise;              ///< by NoiseSource::close_pairs an upper bound
  std::vector<Index> as_good;  ///< trials that cannot be told from the best, it first, the better before others; empty:
                               ///< the noise is not known
  std::vector<Index> leaders;  ///< the best ten, the better before others
  std::vector<Index> repeat;   ///< the best and the two most different from it among the next seven, by the settings
  std::vector<std::string> differing;  ///< parameters in which the leaders differ, in the order of Project::parameters
};

}  // namespace model
