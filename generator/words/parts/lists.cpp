#include "words/parts/lists.h"

#include <cassert>
#include <cstddef>
#include <utility>

#include "words/parts/number_format.h"

namespace words {
namespace {

std::string joined(const std::vector<std::string>& items, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last : ", ";
    out += items[i];
  }
  return out;
}

}  // namespace

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return format_count(count) + " " + std::string(count == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& items) {
  return joined(items, " and ");
}

std::string listed_with_rest(std::vector<std::string> items, std::size_t most, const RestWords& rest) {
  if (items.size() > most) {
    const std::size_t more = items.size() - most;
    items.resize(most);
    items.push_back(counted(more, rest.one, rest.many));
  }
  return listed(items);
}

std::string listed_within(std::vector<std::string> items, std::size_t most, const RestWords& rest) {
  assert(most > 0);
  const std::size_t shown = items.size() > most ? most - 1 : most;
  return listed_with_rest(std::move(items), shown, rest);
}

std::string alternatives(const std::vector<std::string>& items) {
  return joined(items, " or ");
}

}  // namespace words
