#pragma once
/// The quick way from digits to a double, for the numbers that logs are full of.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace base {

/// mantissa · 10^exponent, where both factors are exact doubles, so that the one rounding is the right one; nothing
/// otherwise. `digits` is the number of decimal digits read into `mantissa` (which may have wrapped beyond 19).
inline std::optional<double> exact_decimal(std::uint64_t mantissa, std::size_t digits, int exponent) {
  constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr std::size_t kExactDigits = 15;
  if (digits > kExactDigits || exponent < -22 || exponent > 22) return std::nullopt;
  const double whole = static_cast<double>(mantissa);
  if (exponent < 0) return whole / kPowersOfTen[static_cast<std::size_t>(-exponent)];
  return whole * kPowersOfTen[static_cast<std::size_t>(exponent)];
}

}  // namespace base
