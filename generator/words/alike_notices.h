#pragma once
/// Hundreds of notices that differ in their place alone, as one.

#include <cstddef>
#include <span>
#include <vector>

#include "model/notice.h"

namespace words {

inline constexpr std::size_t kMostAlikeShown = 5;

/// For lists that people read; data/notices.json and the pages of runs have each. Notes and warnings of one source with
/// the same code and text, if more than kMostAlikeShown: the first of them, which says how many other places there are,
/// with the count of all if some place has several. Errors stay, and so does the order.
std::vector<model::Notice> fold_alike(std::span<const model::Notice> notices);

}  // namespace words
