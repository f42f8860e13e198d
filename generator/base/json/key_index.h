#pragma once
/// Finds the keys of one object while it is being read, in constant time a key however many there are.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json/json.h"

namespace base {

class KeyIndex {
 public:
  /// The place of `key` among `members`, or members.size(). Every member was asked for here before it was appended,
  /// and members are only ever appended.
  std::size_t find(const Json::Object& members, std::string_view key);

 private:
  void grow(const Json::Object& members);
  std::vector<std::uint32_t> slots_;  // place + 1, open addressing; empty while a plain search is faster
  std::size_t indexed_ = 0;
};

}  // namespace base
