#pragma once
/// NumPy archives for tests, byte by byte as the formats' descriptions say.

#include <zlib.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/little_endian.h"

namespace support {

/// An array of 64-bit floating-point numbers; `shape` as Python writes it: "(2,)".
inline std::string npy(const std::string& shape, const std::vector<double>& values) {
  const std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
  std::string out = "\x93NUMPY" + std::string("\1\0", 2) + little_endian(header.size(), 2) + header;
  for (const double value : values) out += little_endian(std::bit_cast<std::uint64_t>(value), 8);
  return out;
}

enum class Packing { stored, deflated };

/// A zip archive of files: name and bytes.
inline std::string zip(const std::vector<std::pair<std::string, std::string>>& files, Packing packing) {
  std::string out, directory;
  for (const auto& [name, bytes] : files) {
    std::string packed = bytes;
    if (packing == Packing::deflated) {
      z_stream state{};
      deflateInit2(&state, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
      packed.resize(bytes.size() + 1000);
      state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      state.avail_in = static_cast<uInt>(bytes.size());
      state.next_out = reinterpret_cast<Bytef*>(packed.data());
      state.avail_out = static_cast<uInt>(packed.size());
      deflate(&state, Z_FINISH);
      packed.resize(state.total_out);
      deflateEnd(&state);
    }
    const std::string method = little_endian(packing == Packing::deflated ? 8 : 0, 2);
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
    const std::string sizes = little_endian(crc, 4) + little_endian(packed.size(), 4) + little_endian(bytes.size(), 4) +
                              little_endian(name.size(), 2);
    const std::string times(4, '\0');
    directory += "PK\1\2" + little_endian(20, 2) + little_endian(20, 2) + little_endian(0, 2) + method + times + sizes +
                 std::string(12, '\0') + little_endian(out.size(), 4) + name;
    out += "PK\3\4" + little_endian(20, 2) + little_endian(0, 2) + method + times + sizes + little_endian(0, 2) + name +
           packed;
  }
  const std::string count = little_endian(files.size(), 2);
  return out + directory + "PK\5\6" + little_endian(0, 4) + count + count + little_endian(directory.size(), 4) +
         little_endian(out.size(), 4) + little_endian(0, 2);
}

}  // namespace support
