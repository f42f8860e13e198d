#pragma once
/// What differs between two configurations.

#include <vector>

#include "model/config.h"
#include "model/findings/fwd.h"

namespace analysis {

/// Leaves by path: set on both sides with different values (also of another type: 1 and "1" differ, 0.001 and 1e-3 do
/// not), only in `after` (added), only in `before` (removed). A list of scalars is one leaf. A leaf that became a
/// subtree is removed and the leaves of the subtree are added. A side without any parameter says nothing: no changes.
/// In the order of `after`, then the removed ones in that of `before`.
std::vector<model::ParameterChange> find_changes(const model::Config& before, const model::Config& after);

}  // namespace analysis
