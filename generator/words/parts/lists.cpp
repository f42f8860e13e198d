#include "words/parts/lists.h"

#include <cstddef>
#include <utility>

#include "words/parts/number_format.h"

namespace words {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return format_count(count) + " " + std::string(count == 1 ? one : many);
}

std::string runs_clause(std::size_t runs) {
  return runs == 1 ? " in one run" : " over " + counted(runs, "run", "runs");
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace words
