#pragma once
/// Names that someone who mistyped may have meant.

#include <span>
#include <string>
#include <string_view>

namespace ingest {

/// "did you mean "objective"?" with the nearest of `known` (at most a third of the letters apart, case aside; the first
/// of ties), else "known: a, b, c".
std::string near_name_hint(std::string_view name, std::span<const std::string_view> known);

}  // namespace ingest
