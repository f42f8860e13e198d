#pragma once
/// Kinds of characters, by their bytes alone: the same under every locale. Bytes from 0x80 on belong to characters
/// beyond ASCII in UTF-8.

namespace base {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
/// A letter, or a byte of a character beyond ASCII.
constexpr bool is_letter_or_beyond_ascii(char c) {
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace base
