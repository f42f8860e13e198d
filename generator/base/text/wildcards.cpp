#include "base/text/wildcards.h"

#include <algorithm>
#include <cstddef>

#include "base/text/utf8.h"

namespace base {
namespace {

/// Glob with "*", by two positions and one way back: no recursion, O(size × stars).
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

std::vector<std::string> lowered_patterns(const std::vector<std::string>& patterns) {
  std::vector<std::string> out;
  for (const std::string& pattern : patterns) out.push_back(to_lower(pattern));
  return out;
}

bool any_matches(std::span<const std::string> patterns, std::string_view path) {
  if (patterns.empty()) return false;
  const std::string lower = to_lower(path);
  const std::size_t dot = lower.rfind('.');
  const std::string_view last =
      dot == std::string::npos ? std::string_view(lower) : std::string_view(lower).substr(dot + 1);
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(pattern, lower) || matches(pattern, last); });
}

}  // namespace base
