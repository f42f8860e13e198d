#pragma once
/// Paths as text, part by part.

#include <string_view>
#include <vector>

namespace base {

/// "a", "b" and "c" of "a/b//c/": what stands between `separators`, without empty parts. Views into `path`.
std::vector<std::string_view> path_parts(std::string_view path, std::string_view separators = "/");

}  // namespace base
