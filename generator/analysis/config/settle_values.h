#pragma once
/// One setting, written in one way: before configurations are compared.

#include <span>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Changes `config.parameters` of the runs in `members`, not their trees. By path, over all of these runs:
/// - texts that are plain numbers ("64", "1e-4") become numbers, where another run has a number there, or where all are
///   plain numbers and one is written with an exponent;
/// - texts that say true or false become truth values, where another run has one there or the writing differs
///   ("True", "true"); so do 0 and 1, where every other value is a truth value;
/// - the number of a fold or a repeat within a text ("data/fold_3/train.csv") becomes "*", where texts that differ in
///   nothing else are given: it is a block, see vocabulary/seed_names.h.
/// O(runs × parameters).
void settle_values(std::vector<model::RunDigest>& runs, std::span<const model::Index> members);

}  // namespace analysis
