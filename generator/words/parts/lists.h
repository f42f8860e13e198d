#pragma once
/// Counts and lists inside a sentence.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace words {

/// "1 run", "3 runs", "1,204 runs".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items);

/// What stands for items that are not named: "1 more", "3 more".
struct RestWords {
  std::string_view one = "more", many = "more";
};
/// Names up to `most` items and counts the rest: "a, b, c and 2 more" of five and three.
std::string listed_with_rest(std::vector<std::string> items, std::size_t most, const RestWords& rest = {});
/// The same in no more than `most` parts, the count being one: "a, b and 3 more" of five and three.
/// REQUIRES: most > 0.
std::string listed_within(std::vector<std::string> items, std::size_t most, const RestWords& rest = {});
/// "a", "a or b", "a, b or c".
std::string alternatives(const std::vector<std::string>& items);

}  // namespace words
