#pragma once
/// Files in a zip archive, as a view of its bytes: found by the directory at its end, stored or deflated.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

struct ZipMember {
  std::string name;  ///< bytes as they stand in the directory
  std::uint16_t method = 0;
  std::uint32_t crc = 0, packed_bytes = 0, size_bytes = 0, header_at = 0;
};

/// The members in the order of the directory, at most 1,000. Error::Kind::invalid if the end is missing (a file that
/// was cut) or the directory is damaged, Error::Kind::unsupported for archives of 4 GiB and more.
Result<std::vector<ZipMember>> list_zip(std::string_view archive);

/// The bytes of one member. Error::Kind::limit if it is larger than `limit`, Error::Kind::unsupported if it is
/// encrypted or packed in another way than by deflate, Error::Kind::invalid if it is damaged: cut, of another size than
/// the directory says, or with another checksum.
Result<std::string> unpack_zip_member(std::string_view archive, const ZipMember& member, std::size_t limit);

}  // namespace base
