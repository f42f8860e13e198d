#pragma once
/// Positions in the vectors of Findings and in the span of RunDigests they were computed from.

#include <cstddef>

namespace model {

using Index = std::size_t;

}  // namespace model
