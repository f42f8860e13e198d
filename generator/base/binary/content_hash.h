#pragma once
/// Content hashes (XXH3 by libxxhash): names of assets, change detection, addresses. Not for secrets.

#include <cstdint>
#include <string>
#include <string_view>

namespace base {

std::uint64_t content_hash(std::string_view bytes);
/// 16 lower-case hex digits, most significant first.
std::string hex_text(std::uint64_t value);

/// A page address for an id: [a-z0-9-], at most 60 bytes; where that is not the id itself, it ends in "-" and 8 hex
/// digits of the hash of the id, so that different ids give different addresses also under case folding and
/// Unicode normalisation. An id that ends like that itself gets a hash too. Never empty, never a reserved device name.
std::string make_slug(std::string_view id);

}  // namespace base
