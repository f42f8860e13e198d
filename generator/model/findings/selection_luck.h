#pragma once
/// How much of the best experiment's lead may be luck.

#include <cstddef>
#include <vector>

#include "model/index.h"
#include "model/run.h"

namespace model {

/// How much of the winner's lead may be luck.
struct SelectionLuck {
  std::size_t tried = 0;                 ///< experiments that find_measured has
  std::vector<Index> indistinguishable;  ///< the best first: those that cannot be told from it, best mean first
  std::size_t untested = 0;              ///< others that could not be tested against the best
  double expected_luck = kMissing;       ///< lead over the mean that the best of `tried` equal ones would have by
                                         ///< chance, in the objective's unit
};

}  // namespace model
