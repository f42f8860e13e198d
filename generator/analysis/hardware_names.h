#pragma once
/// What people would call a machine and the software on it, from the leaves of an environment.

#include <string>

#include "model/findings/fwd.h"

namespace analysis {

/// "8 × Tesla P100-PCIE-16GB" where an accelerator is named (with its number, where that is said and above one), else
/// the processor; empty: neither is named.
std::string machine_name(const model::Hardware& kind);

/// "torch 1.13.0, scikit-learn 1.2.1": the training libraries that are named with a version, also in lists such as
/// "numpy==1.18.1", at most three in the order they are written; else "Python 3.8.5"; empty: none is named.
std::string framework_name(const model::Hardware& kind);

}  // namespace analysis
