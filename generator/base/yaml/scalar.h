#pragma once
/// Types of YAML scalars that stand without quotes.

#include <string_view>

#include "base/json/json.h"

namespace base {

/// null ~ empty (Null, NULL): null. true, false (True, TRUE): boolean. Decimal, 0x and 0o whole numbers, decimals with
/// or without exponent, .inf, .nan: number, with its text as written (NaN, Infinity and -Infinity for the last two).
/// Everything else is a string; so are digits with an exponent beyond the range of a double, since these are
/// hexadecimal ids ("12e34567890123456789012345678901").
Json read_plain_scalar(std::string_view text);

/// Whether it is a number that no double holds: "1e400" and "1.5e999", but not ".inf", and not a checksum that happens
/// to be digits around an e ("1234e567").
bool is_beyond_numbers(std::string_view text);

}  // namespace base
