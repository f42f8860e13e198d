#include "base/text/utf16.h"

#include <cstddef>

#include "base/text/utf8.h"

namespace base {
namespace {

constexpr std::string_view kLittleEndian = "\xff\xfe", kBigEndian = "\xfe\xff";
constexpr char32_t kReplacementCharacter = 0xfffd;

bool is_high(char32_t unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}
bool is_low(char32_t unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}

}  // namespace

bool is_utf16(std::string_view head) {
  if (head.starts_with(std::string_view("\xff\xfe\0\0", 4))) return false;  // UTF-32
  if (head.starts_with(kLittleEndian) || head.starts_with(kBigEndian)) return true;
  if (head.size() < 4) return false;
  return (head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) ||
         (head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0);
}

std::string from_utf16(std::string_view bytes) {
  const bool big_endian = bytes.starts_with(kBigEndian) || bytes.starts_with('\0');
  if (bytes.starts_with(kLittleEndian) || bytes.starts_with(kBigEndian)) bytes.remove_prefix(2);
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t character = at + 1 < bytes.size() ? unit(at) : kReplacementCharacter;
    if (is_high(character) && at + 3 < bytes.size() && is_low(unit(at + 2))) {
      character = 0x10000 + ((character - 0xd800) << 10) + (unit(at + 2) - 0xdc00);
      at += 2;
    } else if (is_high(character) || is_low(character)) {
      character = kReplacementCharacter;
    }
    append_utf8(out, character);
  }
  return out;
}

}  // namespace base
