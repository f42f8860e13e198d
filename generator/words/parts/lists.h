#pragma once
/// Counts and lists inside a sentence.

#include <cassert>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace words {

/// "1 run", "3 runs", "1,204 runs".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// " in one run", " over 3 runs".
std::string runs_clause(std::size_t runs);
/// "a", "a and b", "a, b and c"; `last` joins the last one. Of texts or phrases.
template <class Text>
Text listed(const std::vector<Text>& items, const char* last = " and ") {
  Text out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last : ", ";
    out += items[i];
  }
  return out;
}

/// What stands for items that are not named: "1 more", "3 more".
struct RestWords {
  std::string_view one = "more", many = "more";
};

/// Names up to `most` items and counts the rest: "a, b, c and 2 more" of five and three.
template <class Text>
Text listed_with_rest(std::vector<Text> items, std::size_t most, const RestWords& rest = {}) {
  if (items.size() > most) {
    const std::size_t more = items.size() - most;
    items.resize(most);
    items.push_back(counted(more, rest.one, rest.many));
  }
  return listed(items);
}

/// The same in no more than `most` parts, the count being one: "a, b and 3 more" of five and three.
/// REQUIRES: most > 0.
template <class Text>
Text listed_within(std::vector<Text> items, std::size_t most, const RestWords& rest = {}) {
  assert(most > 0);
  const std::size_t shown = items.size() > most ? most - 1 : most;
  return listed_with_rest(std::move(items), shown, rest);
}

/// "learning rate" → "Learning rate": ASCII letters alone.
std::string capitalised(std::string text);

}  // namespace words
