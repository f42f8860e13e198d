#include "base/text/path_parts.h"

#include <algorithm>
#include <cstddef>

namespace base {

std::vector<std::string_view> path_parts(std::string_view path, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find_first_of(separators, begin), path.size());
    if (end > begin) parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace base
