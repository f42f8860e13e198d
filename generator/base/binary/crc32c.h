#pragma once
/// Checksums of record logs. No error cases; the checksum of nothing is 0.

#include <cstdint>
#include <string_view>

namespace base {

/// CRC-32C (Castagnoli): 0xE3069283 for "123456789".
std::uint32_t crc32c(std::string_view bytes);
/// crc32c turned by 15 bits plus a constant, as record logs store it, so that a checksum over data that holds
/// checksums stays useful: 0xC78AB0E5 for "123456789".
std::uint32_t masked_crc32c(std::string_view bytes);

/// CRC-32 (IEEE 802.3, the one of zip and gzip), by zlib: 0xCBF43926 for "123456789".
std::uint32_t crc32(std::string_view bytes);

}  // namespace base
