#pragma once
/// Kinds of characters that several rules ask for.

#include "base/text/ascii.h"

namespace ingest {

constexpr bool is_letter_or_digit(char c) {
  return base::is_letter(c) || base::is_digit(c);
}

}  // namespace ingest
