#include "base/binary/content_hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace base {
namespace {

constexpr std::size_t kMaxSlugBytes = 60;
constexpr std::size_t kHashDigits = 8;

bool is_slug_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Names that Windows keeps for devices, whatever extension follows.
bool is_reserved(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kDevices = {"con", "prn", "aux", "nul"};
  if (std::find(kDevices.begin(), kDevices.end(), name) != kDevices.end()) return true;
  return name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt")) && name[3] >= '0' && name[3] <= '9';
}

/// Ends like a slug with a hash, so that it could be taken for that of another id.
bool looks_hashed(std::string_view name) {
  if (name.size() <= kHashDigits || name[name.size() - kHashDigits - 1] != '-') return false;
  return name.find_first_not_of("0123456789abcdef", name.size() - kHashDigits) == std::string_view::npos;
}

/// ASCII letters lowered; anything else becomes one '-' a run, none at the ends.
std::string plain_part(std::string_view id) {
  std::string out;
  for (const char raw : id) {
    const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
    if (is_slug_character(c)) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  return out;
}

}  // namespace

std::uint64_t content_hash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::string hex_text(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = kDigits[value & 0xF];
  return out;
}

std::string make_slug(std::string_view id) {
  std::string slug = plain_part(id.substr(0, 4 * kMaxSlugBytes));
  if (slug == id && !slug.empty() && slug.back() != '-' && slug.size() <= kMaxSlugBytes && !is_reserved(slug) &&
      !looks_hashed(slug)) {
    return slug;
  }
  slug.resize(std::min(slug.size(), kMaxSlugBytes - kHashDigits - 1));
  while (slug.ends_with('-')) slug.pop_back();
  if (slug.empty()) slug = "id";
  return slug + '-' + hex_text(content_hash(id)).substr(0, kHashDigits);
}

}  // namespace base
