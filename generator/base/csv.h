#pragma once
/// Rows of a delimited text, read block by block, so that memory does not depend on the size of the file.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text_issue.h"

namespace base {

inline constexpr std::size_t kMaxCsvLineBytes = 16u << 20;
inline constexpr std::size_t kMaxCsvColumns = 10'000;

struct CsvOptions {
  char delimiter = ',';
};

/// One row: views into the reader's buffer, valid until the next call. Quotes are removed and doubled quotes
/// undone. `line` is the line the row starts on.
struct CsvRow {
  std::uint32_t line = 0;
  bool complete = true;   ///< false for a last row without a line end (its last cell may be cut short)
  bool quoted = false;    ///< some cell was quoted
  std::vector<std::string_view> cells;
  std::vector<std::uint32_t> columns;  ///< character column (from 1) at which each cell starts
};

/// Pull parser. RFC 4180 with CRLF, LF or CR line ends; a byte order mark is skipped; blank lines are skipped.
/// Recovers from faults: issues are appended to issues() and reading goes on where a reader can trust the rest.
/// Codes: csv-open-quote (error, at the quote; rows before it are kept, reading ends), csv-bare-quote (warning;
/// the quote is kept as text), csv-nul (warning; zero bytes are skipped), csv-long-line (warning; the line is
/// skipped), csv-columns (warning; cells after kMaxCsvColumns are dropped), csv-utf16 (error).
class CsvReader {
 public:
  /// Fills the buffer with up to `size` bytes and returns how many; 0 at the end. May be called from next().
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;
  CsvReader(Source source, CsvOptions options);
  /// The next row, or nullptr at the end.
  const CsvRow* next();
  const std::vector<TextIssue>& issues() const { return issues_; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  bool fill();
  Source source_;
  CsvOptions options_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool at_end_ = false, started_ = false, stopped_ = false;
  std::uint32_t line_ = 1;
  std::uint64_t bytes_read_ = 0;
  CsvRow row_;
  std::string scratch_;
  std::vector<TextIssue> issues_;
};

/// A reader over a text held in memory; `text` must outlive it.
CsvReader csv_over(std::string_view text, CsvOptions options = {});

/// The delimiter (`,`, `;`, tab or `|`) that splits the first lines of `head` into the most equal cells; ',' if none.
char guess_delimiter(std::string_view head);

}  // namespace base
