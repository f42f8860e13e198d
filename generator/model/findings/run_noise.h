#pragma once
/// How much one run of the objective varies when nothing is changed, and where that is known from.

#include <cmath>
#include <cstdint>

#include "model/run.h"

namespace model {

enum class NoiseSource : std::uint8_t {
  unknown,      ///< nothing was measured twice
  same_again,   ///< what was measured twice gave the same in every digit, which one seed always does: not known
  set,          ///< settings say it
  repeats,      ///< experiments with repeats
  close_pairs,  ///< experiments with nearly the same settings: an upper bound
};

struct RunNoise {
  NoiseSource source = NoiseSource::unknown;
  double sd = kMissing;           ///< of one run; NaN: not known; 0 for the same again
  double degrees_of_freedom = 0;  ///< that sd rests on; infinite where it is set
  std::uint32_t experiments = 0;  ///< with repeats, or pairs: how many it is taken from

  bool is_known() const { return std::isfinite(sd) && sd > 0; }
};

}  // namespace model
