#pragma once
/// Numbers to text and back, the same on every machine: no locale, no streams.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Appends the shortest decimal that reads back equal ("0.1", "1e-05", "3"); "nan", "inf", "-inf" otherwise.
void append_number(std::string& out, double value);
std::string number_text(double value);
/// Fixed point with exactly `decimals` digits (0 to 17), rounded half to even of the exact value; never "-0".
std::string fixed_text(double value, int decimals);

/// The whole of `text`, blanks around it allowed, as a number: decimal or exponent form, also "+1", ".5", "5.",
/// and nan, NaN, NA, inf, infinity (any case, signed). Nothing if any other character stands in it: half a number
/// is no number. Beyond the range of a double: the infinity or the zero it rounds to.
std::optional<double> parse_number(std::string_view text);
/// The whole of `text` as a decimal integer that fits; nothing otherwise.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace base
