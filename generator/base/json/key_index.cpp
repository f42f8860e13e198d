#include "base/json/key_index.h"

#include <algorithm>
#include <cstddef>

#include "base/binary/content_hash.h"

namespace base {
namespace {

constexpr std::size_t kPlainSearch = 16;

std::size_t search(const Json::Object& members, std::string_view key) {
  std::size_t i = 0;
  while (i < members.size() && members[i].first != key) ++i;
  return i;
}

}  // namespace

void KeyIndex::grow(const Json::Object& members) {
  slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
  indexed_ = 0;
  while (indexed_ < members.size()) find(members, members[indexed_].first);
}

std::size_t KeyIndex::find(const Json::Object& members, std::string_view key) {
  if (members.size() < kPlainSearch) return search(members, key);
  if (slots_.size() < 2 * (members.size() + 1)) grow(members);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = content_hash(key) & mask;
  while (slots_[at] != 0) {
    const std::size_t place = slots_[at] - 1;
    if (place < members.size() && members[place].first == key) return place;
    at = (at + 1) & mask;
  }
  slots_[at] = static_cast<std::uint32_t>(++indexed_);
  return members.size();
}

}  // namespace base
