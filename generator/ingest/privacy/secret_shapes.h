#pragma once
/// Secrets that are known by their shape.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ingest/privacy/find.h"

namespace ingest {

/// One bit for each pair of characters: set if a shape may begin with it. A text has many pairs, and nearly none of
/// these.
extern const std::array<std::uint64_t, 1024> kSecretBeginnings;

/// Whether a secret may begin at text[at], by two characters. O(1).
inline bool may_begin_secret(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  const std::size_t bit =
      static_cast<std::size_t>(static_cast<unsigned char>(text[at])) * 256 + static_cast<unsigned char>(text[at + 1]);
  return ((kSecretBeginnings[bit / 64] >> (bit % 64)) & 1) != 0;
}

/// The secret whose shape begins at text[at]:
/// - keys of clouds and services by their prefix (AKIA…, ghp_…, glpat-…, hf_…, sk-…, xoxb-…, AIza…, npm_…; the list is
///   in the source), JSON Web Tokens, bot tokens, hooks of chats;
/// - PEM private keys, to their END line or the end of the text;
/// - user name and password, or the one part, before "@" in an address ("scheme://user:password@host"); the find then
///   begins behind "://".
/// O(size of the find).
std::optional<Find> secret_shape_at(std::string_view text, std::size_t at);

}  // namespace ingest
