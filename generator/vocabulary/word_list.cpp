#include "vocabulary/word_list.h"

#include <algorithm>
#include <cstddef>

namespace vocabulary {
namespace {

template <class Test>
bool any_name(std::string_view list, Test test) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (test(list.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool has_words(std::string_view spaced, std::string_view words) {
  for (std::size_t at = spaced.find(words, 1); at != std::string_view::npos; at = spaced.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if (end < spaced.size() && spaced[at - 1] == ' ' && spaced[end] == ' ') return true;
  }
  return false;
}

}  // namespace

bool has_any_words(std::string_view spaced, std::string_view list) {
  return any_name(list, [&](std::string_view words) { return !words.empty() && has_words(spaced, words); });
}

bool is_on_list(std::string_view name, std::string_view list) {
  return any_name(list, [&](std::string_view one) { return one == name; });
}

bool any_on_list(const std::vector<std::string>& words, std::string_view list) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return is_on_list(word, list); });
}

}  // namespace vocabulary
