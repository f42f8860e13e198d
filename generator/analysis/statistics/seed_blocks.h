#pragma once
/// Seeds that run through many experiments and matter, taken out of their values.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace analysis {

/// So many experiments with the same seeds, so many of these, and a p below this make blocks.
inline constexpr std::size_t kBlockExperiments = 4, kBlockSeeds = 3;
inline constexpr double kBlockLevel = 0.01;

/// An experiment's repeats. `seeds` parallel to `values`; an empty text: not known.
struct SeededRepeats {
  std::vector<double> values;
  std::vector<std::string> seeds;
};

struct SeedBlocks {
  std::vector<std::size_t> members;         ///< positions of the experiments whose values were adjusted, rising
  std::vector<std::vector<double>> values;  ///< of all experiments, those of members adjusted
  double p = 0;                             ///< of the F test; NaN: there was nothing to test
};

/// The most experiments that ran with the same seeds (kBlockSeeds or more, each once; of ties the set with the earliest
/// experiment), if there are kBlockExperiments and the F test of additive effects of seeds over them is below
/// kBlockLevel, with something left beside them (repeats that are all shifted alike tell nothing of noise without the
/// seeds): then the effect b_s of each seed, the mean over members of its distance from their means, is taken off,
/// and what remains is stretched by √(k/(k − 1)) for the degrees that the b_s cost. Means stay, since the b_s sum to 0.
/// Members are to be compared with each other by the noise of the members' adjusted values; everything else by the
/// plain ones.
SeedBlocks block_seeds(std::span<const SeededRepeats> experiments);

}  // namespace analysis
