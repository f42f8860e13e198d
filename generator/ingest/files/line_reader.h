#pragma once
/// Lines of a stream, block by block.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/files/files.h"

namespace ingest {

inline constexpr std::size_t kMaxLineBytes = 16u << 20;

struct TextLine {
  std::uint32_t number = 0;  ///< from 1
  std::string_view text;     ///< without its LF or CRLF; valid until the next call
  bool complete = true;      ///< false for a last line without a line end
  bool too_long = false;     ///< longer than kMaxLineBytes: `text` is empty, the line was skipped
};

class LineReader {
 public:
  explicit LineReader(std::unique_ptr<base::ByteStream> stream);
  /// The next line, or nothing at the end or after a failure (see error()).
  std::optional<TextLine> next();
  const std::optional<base::Error>& error() const { return error_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  bool fill();
  TextLine take(std::size_t size, std::size_t end_size, bool complete);
  void skip_to_line_end();

  std::unique_ptr<base::ByteStream> stream_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint32_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
  std::optional<base::Error> error_;
};

}  // namespace ingest
