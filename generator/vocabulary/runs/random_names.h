#pragma once
/// Names that a tool drew at random: they tell runs apart and say nothing of them.

#include <string_view>

namespace vocabulary {

/// True for a UUID, eight hexadecimal digits or more (seven, if letters and digits are mixed), and for sixteen letters
/// and digits or more that take turns; of a shorter one ("3k2j9x1a") at least three turns between letters and digits.
/// "resnet50", "20240101" and "deadbeef" are none. O(length).
bool is_random_id(std::string_view text);

/// "wandering-sky-12", "capricious-shrew-461", "vivid-sweep-3": an adjective, a noun of nature, an animal or "sweep", a
/// number, as loggers of runs draw them. `drawn`: the logger is known to draw names, so that any two words of small
/// letters will do ("prime-totem-4").
bool is_random_phrase(std::string_view text, bool drawn = false);

/// Whether the name of an output says which run wrote it: it holds a time stamp, or its last word is a random id.
bool is_marked_as_one(std::string_view name);

}  // namespace vocabulary
