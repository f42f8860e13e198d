#include "ingest/formats/tensorboard/event_file.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "base/binary/crc32c.h"
#include "base/binary/protobuf_wire.h"

namespace ingest {
namespace {

constexpr std::size_t kFirstBlock = 16u << 10;  // most event files are small
constexpr std::size_t kLargestBlock = 256u << 10;
constexpr std::size_t kHeader = 12, kFooter = 4;

bool is_sum_of(std::string_view stored, std::string_view bytes) {
  return base::read_little_endian(stored) == base::masked_crc32c(bytes);
}

/// The length in a record's header, or nothing where its checksum is wrong.
std::optional<std::uint64_t> read_length(std::string_view header) {
  if (!is_sum_of(header.substr(8, 4), header.substr(0, 8))) return std::nullopt;
  return base::read_little_endian(header.substr(0, 8));
}

}  // namespace

bool starts_like_events(std::string_view head) {
  if (head.size() < kHeader + 10) return false;
  const std::optional<std::uint64_t> length = read_length(head);
  return length && *length >= 10 && *length <= 4096 && head[kHeader] == '\x09';
}

bool is_empty_event_file(std::string_view head, std::uint64_t size_bytes) {
  if (size_bytes == 0) return true;
  if (!starts_like_events(head)) return false;
  const std::uint64_t length = base::read_little_endian(head.substr(0, 8));
  const bool is_version =
      head.substr(kHeader, static_cast<std::size_t>(length)).find("brain.Event:") != std::string::npos;
  return is_version && size_bytes <= kHeader + length + kFooter;
}

/// Makes `size` bytes stand at begin_; false at the end of the file or after a failure. The buffer doubles while the
/// file fills it, and is never cleared again.
bool EventRecords::need(std::size_t size) {
  if (filled_ - begin_ >= size) return true;
  const bool was_full = filled_ == buffer_.size();
  filled_ -= begin_;
  if (filled_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, filled_);
  begin_ = 0;
  if (was_full && buffer_.size() < kLargestBlock) buffer_.resize(std::max(kFirstBlock, 2 * buffer_.size()));
  if (buffer_.size() < size) buffer_.resize(size);
  while (filled_ < size && !at_end_) {
    const std::size_t room = std::min(buffer_.size() - filled_, kLargestBlock);
    const base::Result<std::size_t> count = stream_->read(buffer_.data() + filled_, room);
    if (!count) error_ = count.error();
    at_end_ = !count || *count == 0;
    if (at_end_) break;
    filled_ += *count;
    bytes_read_ += *count;
  }
  return filled_ >= size;
}

bool EventRecords::skip(std::uint64_t size) {
  while (size > 0) {
    if (!need(1)) return false;
    const std::uint64_t here = std::min<std::uint64_t>(size, filled_ - begin_);
    begin_ += static_cast<std::size_t>(here);
    size -= here;
  }
  return true;
}

std::string_view EventRecords::take(std::size_t size) {
  const std::string_view taken = std::string_view(buffer_).substr(begin_, size);
  begin_ += size;
  return taken;
}

std::optional<std::string_view> EventRecords::next() {
  const auto stop = [&](End end) {
    end_ = error_ ? End::failed : end;
    return std::nullopt;
  };
  while (end_ == End::not_yet) {
    place_ = bytes_read_ - (filled_ - begin_);
    if (!need(1)) return stop(End::whole);
    if (!need(kHeader)) return stop(End::cut);
    const std::optional<std::uint64_t> length = read_length(take(kHeader));
    if (!length) return stop(End::damaged);
    if (*length > kMaxEventBytes) {
      if (!skip(*length) || !skip(kFooter)) return stop(End::cut);
      ++stepped_over_;
      continue;
    }
    const auto size = static_cast<std::size_t>(*length);
    if (!need(size + kFooter)) return stop(End::cut);
    const std::string_view record = take(size);
    if (!is_sum_of(take(kFooter), record)) return stop(End::damaged);
    return record;
  }
  return std::nullopt;
}

}  // namespace ingest
