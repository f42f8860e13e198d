#pragma once
/// Whether a list holds an item.

#include <algorithm>
#include <iterator>

namespace base {

/// O(items); `item` is whatever can be compared with those of `list`: an array, a vector, a span.
template <typename List, typename Item>
bool contains(const List& list, const Item& item) {
  return std::find(std::begin(list), std::end(list), item) != std::end(list);
}

}  // namespace base
