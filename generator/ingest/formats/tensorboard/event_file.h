#pragma once
/// Event files: records of a length, a checksum of it, that many bytes and their checksum. Read block by block, so
/// that memory is that of the largest record.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/files/files.h"

namespace ingest {

/// Larger records (a model's graph, say) are stepped over and counted.
inline constexpr std::uint64_t kMaxEventBytes = 64u << 20;

/// The first bytes of a file are a record's length with its checksum, and an event, which begins with its time.
bool starts_like_events(std::string_view head);
/// Nothing stands in the file but its version record, or nothing at all. `head`: its first 64 bytes, or more.
bool is_empty_event_file(std::string_view head, std::uint64_t size_bytes);

class EventRecords {
 public:
  /// Why reading ended. cut: the file ends inside a record. damaged: a checksum is wrong; nothing after it is trusted.
  enum class End : std::uint8_t { not_yet, whole, cut, damaged, failed };

  explicit EventRecords(std::unique_ptr<base::ByteStream> stream) : stream_(std::move(stream)) {}
  /// The next record, valid until the next call; nothing at the end (see end()).
  std::optional<std::string_view> next();
  End end() const { return end_; }
  const std::optional<base::Error>& error() const { return error_; }
  std::uint64_t bytes_read() const { return bytes_read_; }
  std::uint64_t place() const { return place_; }  ///< in bytes, of the record that reading ended in
  std::uint64_t stepped_over() const { return stepped_over_; }

 private:
  bool need(std::size_t size);
  bool skip(std::uint64_t size);
  std::string_view take(std::size_t size);

  std::unique_ptr<base::ByteStream> stream_;
  std::string buffer_;
  std::size_t begin_ = 0, filled_ = 0;
  std::uint64_t bytes_read_ = 0, place_ = 0, stepped_over_ = 0;
  bool at_end_ = false;
  End end_ = End::not_yet;
  std::optional<base::Error> error_;
};

}  // namespace ingest
