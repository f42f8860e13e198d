#pragma once
/// Patterns in which "*" stands for any text; case does not count.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// In small letters, as any_matches() wants them.
std::vector<std::string> lowered_patterns(const std::vector<std::string>& patterns);

/// Whether one of `patterns` is `path`, or the part behind its last dot. O(patterns × length × stars).
bool any_matches(std::span<const std::string> patterns, std::string_view path);

}  // namespace base
