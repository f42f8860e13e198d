#pragma once
/// Letters without case and accents, to compare words that people write in several ways.

#include <string>
#include <string_view>

namespace base {

/// Lower case, and without what stands above or below a letter: "Précision" and "PRÉCISION" are "precision", whether
/// the accent is a part of the letter or a character of its own. Latin letters (with "ß" as "ss", "æ" as "ae"), Greek
/// and Cyrillic ones (with "ё" as "е"), and the wide forms of ASCII; everything else stays as it is. Ill-formed bytes
/// are kept.
std::string fold_letters(std::string_view text);

}  // namespace base
