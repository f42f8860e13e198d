#include "base/text/fold.h"

#include <cstddef>

#include "base/text/utf8.h"

namespace base {
namespace {

/// The letters of U+00C0 to U+017F without accents; a blank is a letter that stays, "1" to "5" are those of two
/// letters.
constexpr std::string_view kLatin =
    "aaaaaa1ceeeeiiii"  // U+00C0: Æ is 1
    "dnooooo ouuuuyt2"  // U+00D0: × stays, Þ is t, ß is 2
    "aaaaaa1ceeeeiiii"
    "dnooooo ouuuuyty"
    "aaaaaaccccccccdd"  // U+0100
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii33jjkkklllllll"  // U+0130: Ĳ is 3
    "lllnnnnnnnnnoooo"  // U+0140
    "oo44rrrrrrssssss"  // U+0150: Œ is 4
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";

void append_latin(char32_t letter, std::string& out) {
  const char plain = kLatin[letter - 0xC0];
  switch (plain) {
    case ' ':
      return append_utf8(out, letter);
    case '1':
      out += "ae";
      return;
    case '2':
      out += "ss";
      return;
    case '3':
      out += "ij";
      return;
    case '4':
      out += "oe";
      return;
    default:
      out += plain;
  }
}

bool is_combining_mark(char32_t c) {
  return c >= 0x300 && c <= 0x36F;
}

char32_t lowered_beyond_latin(char32_t c) {
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;  // Greek
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;  // Cyrillic
  if (c == 0x401 || c == 0x451) return 0x435;     // Ё, ё
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0xFF21 && c <= 0xFF3A) return c - 0xFF21 + U'a';  // wide capitals
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + U'!';  // other wide forms
  return c;
}

}  // namespace

std::string fold_letters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
      ++at;
      continue;
    }
    const Utf8Step step = step_utf8(text, at);
    if (!step.valid) {
      out.append(text.substr(at, step.length));
    } else if (step.character >= 0xC0 && step.character <= 0x17F) {
      append_latin(step.character, out);
    } else if (!is_combining_mark(step.character)) {
      append_utf8(out, lowered_beyond_latin(step.character));
    }
    at += step.length;
  }
  return out;
}

}  // namespace base
