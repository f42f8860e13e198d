#include "base/binary/zip_archive.h"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/binary/crc32c.h"

namespace base {
namespace {

constexpr std::size_t kMaxMembers = 1'000;
constexpr std::size_t kEndBytes = 22, kDirectoryBytes = 46, kHeaderBytes = 30, kMaxCommentBytes = 65'535;
constexpr std::uint16_t kStored = 0, kDeflated = 8;
constexpr std::uint32_t kElsewhere = 0xFFFFFFFF;  // the number stands in an extra field, for archives beyond 4 GiB

Error damaged_zip(const std::string& what) {
  return {Error::Kind::invalid, "", "damaged zip archive: " + what};
}

/// Little-endian. REQUIRES: at + bytes <= text.size().
std::uint32_t number_at(std::string_view text, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(text[at + i]);
  return value;
}

std::uint16_t short_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint16_t>(number_at(text, at, 2));
}

/// Where the record at the end begins.
std::size_t find_end(std::string_view archive) {
  if (archive.size() < kEndBytes) return std::string_view::npos;
  const std::size_t last = archive.size() - kEndBytes;
  const std::size_t first = last > kMaxCommentBytes ? last - kMaxCommentBytes : 0;
  const std::size_t found = archive.substr(first, last - first + 4).rfind(std::string_view("PK\5\6", 4));
  return found == std::string_view::npos ? found : first + found;
}

/// Nothing if the data is damaged or does not give exactly `size` bytes.
std::optional<std::string> inflated(std::string_view packed, std::size_t size) {
  z_stream state{};
  if (::inflateInit2(&state, -MAX_WBITS) != Z_OK) return std::nullopt;
  std::string out(size + 1, '\0');  // one more, to see what is longer than it says
  // zlib reads through this pointer only; its type predates const.
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  state.avail_in = static_cast<uInt>(packed.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  const int status = ::inflate(&state, Z_FINISH);
  const std::size_t made = out.size() - state.avail_out;
  ::inflateEnd(&state);
  if (status != Z_STREAM_END || made != size) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace

Result<std::vector<ZipMember>> list_zip(std::string_view archive) {
  const std::size_t end = find_end(archive);
  if (end == std::string_view::npos) return damaged_zip("it ends before its directory");
  const std::size_t count = short_at(archive, end + 10);
  std::size_t at = number_at(archive, end + 16, 4);
  if (at == kElsewhere) return Error{Error::Kind::unsupported, "", "a zip archive of 4 GiB or more"};
  std::vector<ZipMember> members;
  for (std::size_t i = 0; i < std::min(count, kMaxMembers); ++i) {
    if (at > archive.size() || archive.size() - at < kDirectoryBytes || archive.substr(at, 4) != "PK\1\2") {
      return damaged_zip("its directory is cut");
    }
    const std::size_t name_bytes = short_at(archive, at + 28);
    const std::size_t more_bytes = std::size_t{short_at(archive, at + 30)} + short_at(archive, at + 32);
    if (archive.size() - at - kDirectoryBytes < name_bytes) return damaged_zip("its directory is cut");
    members.push_back({.name = std::string(archive.substr(at + kDirectoryBytes, name_bytes)),
                       .method = short_at(archive, at + 10),
                       .crc = number_at(archive, at + 16, 4),
                       .packed_bytes = number_at(archive, at + 20, 4),
                       .size_bytes = number_at(archive, at + 24, 4),
                       .header_at = number_at(archive, at + 42, 4)});
    if ((short_at(archive, at + 8) & 1u) != 0) members.back().method = UINT16_MAX;  // encrypted
    at += kDirectoryBytes + name_bytes + more_bytes;
  }
  return members;
}

Result<std::string> unpack_zip_member(std::string_view archive, const ZipMember& member, std::size_t limit) {
  if (member.method != kStored && member.method != kDeflated) {
    return Error{Error::Kind::unsupported, "",
                 "a member of a zip archive that is encrypted or packed in an unusual way"};
  }
  if (member.size_bytes > limit) {
    return Error{Error::Kind::limit, "", "larger than the limit of " + std::to_string(limit) + " bytes when unpacked"};
  }
  const std::size_t at = member.header_at;
  if (at > archive.size() || archive.size() - at < kHeaderBytes || archive.substr(at, 4) != "PK\3\4") {
    return damaged_zip("a member is not where its directory says");
  }
  // The sizes here may be missing; those of the directory count.
  const std::size_t begin = at + kHeaderBytes + short_at(archive, at + 26) + short_at(archive, at + 28);
  if (begin > archive.size() || archive.size() - begin < member.packed_bytes) return damaged_zip("a member is cut");
  const std::string_view packed = archive.substr(begin, member.packed_bytes);
  std::optional<std::string> bytes;
  if (member.method == kDeflated) bytes = inflated(packed, member.size_bytes);
  if (member.method == kStored && packed.size() == member.size_bytes) bytes.emplace(packed);
  if (!bytes || crc32(*bytes) != member.crc) return damaged_zip("a member does not unpack to what it was");
  return std::move(*bytes);
}

}  // namespace base
