#pragma once
/// What the leaves of an environment are about, and what people would call a machine and the software on it.

#include <cstdint>
#include <string>
#include <string_view>

#include "model/findings/fwd.h"

namespace vocabulary {

enum class EnvironmentPart : std::uint8_t {
  software,
  hardware,
  passing,  ///< says nothing of how fast a machine is: its name, its user, its load, the time, the state of a
            ///< repository
};

/// What a leaf of an environment is about, by the words of its path.
EnvironmentPart environment_part(std::string_view path);

/// "8 × Tesla P100-PCIE-16GB" where an accelerator is named (with its number, where that is said and above one), else
/// the processor; empty: neither is named.
std::string machine_name(const model::Hardware& kind);

/// "torch 1.13.0, scikit-learn 1.2.1": the training libraries that are named with a version, also in lists such as
/// "numpy==1.18.1", at most three in the order they are written; else "Python 3.8.5"; empty: none is named.
std::string framework_name(const model::Hardware& kind);

}  // namespace vocabulary
