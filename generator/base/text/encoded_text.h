#pragma once
/// Texts that are bytes in disguise: what was pickled or packed and written where a text belongs.

#include <cstddef>
#include <string_view>

namespace base {

/// True for at least 64 characters of base64 (a `data:` address or "base64:" may stand before), for as many of which
/// most are `\x80` and the like, and for texts with many control characters. Paths, hashes in hex and sentences are
/// none. Looks at the first 4096 characters.
bool is_encoded(std::string_view text);

/// How many bytes such a text stands for, roughly.
std::size_t encoded_bytes(std::string_view text);

}  // namespace base
