#include "ingest/files/line_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace ingest {
namespace {

constexpr std::size_t kBlock = 256u << 10;

}  // namespace

LineReader::LineReader(std::unique_ptr<base::ByteStream> stream) : stream_(std::move(stream)) {}

bool LineReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kBlock) buffer_.resize(std::max(buffer_.size() * 2, end_ + kBlock));
  const base::Result<std::size_t> count = stream_->read(buffer_.data() + end_, buffer_.size() - end_);
  if (!count) error_ = count.error();
  if (!count || *count == 0) {
    at_end_ = true;
    return false;
  }
  end_ += *count;
  bytes_read_ += *count;
  return true;
}

TextLine LineReader::take(std::size_t size, std::size_t end_size, bool complete) {
  TextLine line{.number = ++number_, .text = std::string_view(buffer_).substr(begin_, size), .complete = complete};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  begin_ += size + end_size;
  return line;
}

void LineReader::skip_to_line_end() {
  for (;;) {
    const void* found = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
    if (found != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
      return;
    }
    begin_ = end_;
    if (!fill()) return;
  }
}

std::optional<TextLine> LineReader::next() {
  std::size_t searched = 0;
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* found = std::memchr(start + searched, '\n', end_ - begin_ - searched);
    if (found != nullptr) {
      const auto size = static_cast<std::size_t>(static_cast<const char*>(found) - start);
      if (size <= kMaxLineBytes) return take(size, 1, true);
      begin_ += size + 1;
      return TextLine{.number = ++number_, .too_long = true};
    }
    searched = end_ - begin_;
    if (searched > kMaxLineBytes) {
      skip_to_line_end();
      return TextLine{.number = ++number_, .too_long = true};
    }
    if (fill()) continue;
    if (error_ || begin_ == end_) return std::nullopt;
    return take(end_ - begin_, 0, false);
  }
}

}  // namespace ingest
