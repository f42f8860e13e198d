#pragma once
/// Values that were withheld somewhere, to be withheld wherever else they stand.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/privacy/find.h"

namespace ingest {

/// Finds any of a set of values in texts.
class KnownValues {
 public:
  KnownValues() = default;
  /// `values[i].second`: the name of a person or machine, which counts between other characters than letters and digits
  /// alone, as short secrets do. REQUIRES: sorted, none shorter than kShortest.
  explicit KnownValues(std::vector<std::pair<std::string, bool>> values);

  bool empty() const { return values_.empty(); }
  /// The longest of them that begins at text[at]. O(1) for nearly all places, else O(log values × length).
  std::optional<Find> find_at(std::string_view text, std::size_t at) const;
  /// Whether one may begin at text[at]. O(1).
  bool may_begin_at(std::string_view text, std::size_t at) const {
    return text.size() - at >= kShortest && beginnings_[slot_of(text, at)];
  }

  static constexpr std::size_t kShortest = 6;

 private:
  struct Value {
    std::string text;
    bool between_others = false;
    std::ptrdiff_t shorter = -1;  ///< the longest other value that this one begins with
  };
  static constexpr unsigned kSlotBits = 16;
  static std::size_t slot_of(std::string_view text, std::size_t at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, kShortest);
    return static_cast<std::size_t>((bytes * 0x9E3779B97F4A7C15u) >> (64 - kSlotBits));
  }

  std::vector<Value> values_;
  std::vector<bool> beginnings_;
};

/// Gathers them while a workspace is read, from any thread.
class WithheldValues {
 public:
  /// Keeps `value` if it is worth looking for; see is_worth_looking_for(). At most kMostValues are kept.
  void add(std::string_view value, bool personal);
  /// Those gathered so far; does not depend on the order they came in.
  KnownValues known() const;

 private:
  static constexpr std::size_t kMostValues = 100'000, kLongest = 1'024;
  mutable std::mutex mutex_;
  std::map<std::string, bool, std::less<>> values_;
};

}  // namespace ingest
