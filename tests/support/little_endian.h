#pragma once
/// Whole numbers as bytes, for tests of binary formats.

#include <cstddef>
#include <cstdint>
#include <string>

namespace support {

/// The `bytes` lowest bytes of a whole number, the lowest first.
inline std::string little_endian(std::uint64_t value, std::size_t bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
  return out;
}

}  // namespace support
