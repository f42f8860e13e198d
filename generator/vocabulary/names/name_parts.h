#pragma once
/// What names have in common, and what tells them apart.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vocabulary {

/// `name` without counters, seeds, folds, moments and random ids (run_names.h), and the separators that would be left
/// over: "resnet18_seed0" gives "resnet18". Empty if nothing else is in it; `name` itself if none of these is.
/// O(length).
std::string name_without_repeat(std::string_view name);

/// What `names` of repeats are called together: the name without what tells repeats apart, if that is the same for all;
/// else the parts that all begin with and those that all end in ("a_x_b", "a_yy_b": "a_b"), of words that differ in the
/// number at their end alone the letters ("train", "train2": "train"). Empty where they share no word and no setting.
/// O(total length).
std::string common_name(std::span<const std::string> names);

/// `names` without the parts that all begin with and those that all end in, parallel to them; at least one part is
/// left, and a number keeps the word before it. As they are, if there is only one, or nothing in common. O(total
/// length).
std::vector<std::string> without_shared_parts(std::span<const std::string> names);

/// What to show of `names`, parallel to them. Where one is longer than `limit` characters, all lose what they share
/// (without_shared_parts). What is then still longer loses the ends of its longest parts, or its middle, or all but the
/// place where it differs from the others ("…"). Different names stay different: those that would not get " (2)",
/// " (3)", … O(total length × (limit + log names)).
std::vector<std::string> telling_parts(std::span<const std::string> names, std::size_t limit);

}  // namespace vocabulary
