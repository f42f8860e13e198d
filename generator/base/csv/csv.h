#pragma once
/// Rows of a delimited text, read block by block, so that memory does not depend on the size of the file.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/issue_log.h"
#include "base/text/text_issue.h"

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
  bool complete = true;  ///< false for a last row without a line end (its last cell may be cut short)
  bool quoted = false;   ///< some cell was quoted
  std::vector<std::string_view> cells;

  /// The place at which a cell starts; cell == cells.size(): just after the last one. O(length of the row).
  Position where(std::size_t cell) const;
  /// where(cell).column
  std::uint32_t column_of(std::size_t cell) const { return where(cell).column; }

  std::string_view raw;                ///< the row as it stands in the file, without its line end
  std::uint32_t first_column = 1;      ///< of `raw`
  std::vector<std::uint32_t> offsets;  ///< of the cells in `raw`, where the cells are not views into it; else empty
};

/// Pull parser. RFC 4180 with CRLF, LF or CR line ends; a byte order mark is skipped; blank lines are skipped.
/// Recovers from faults: issues are appended to issues() and reading goes on where a reader can trust the rest.
/// Codes: csv-open-quote (error, at the quote; rows before it are kept, reading ends), csv-bare-quote (warning;
/// the quote is kept as text), csv-after-quote (warning; text after a closing quote is kept), csv-long-cell (warning: a
/// quoted cell of more than 100 lines or 1 MiB, as an unintended quote makes), csv-nul (warning; zero bytes are
/// skipped), csv-utf8 (warning; read as U+FFFD), csv-long-line (warning; the line is skipped), csv-columns (warning;
/// cells after kMaxCsvColumns are dropped), csv-utf16 (error). A row tells its first fault of a kind and their number;
/// of each code the first 100 issues are listed and the rest counted (see issue_log.h).
class CsvReader {
 public:
  /// Fills the buffer with up to `size` bytes and returns how many; 0 at the end. May be called from next().
  using Source = std::function<std::size_t(char* buffer, std::size_t size)>;
  CsvReader(Source source, CsvOptions options);
  /// The next row, or nullptr at the end.
  const CsvRow* next();
  const std::vector<TextIssue>& issues() const { return log_.issues(); }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  enum class Step { done, need_more, stop };
  /// The next place of a byte of interest: `at` if `found`, else it is known not to stand before `at`.
  struct Mark {
    std::size_t at = 0;
    bool found = false;
  };
  struct Piece {
    bool in_scratch = false;
    std::size_t offset = 0, size = 0;
  };
  struct Fault {
    std::size_t at = 0;
    std::uint64_t count = 0;
  };

  bool fill();
  void start();
  std::size_t find(Mark& mark, char byte);
  std::size_t find_non_ascii_byte();
  std::size_t find_line_end();
  std::size_t after_line_end(std::size_t end) const;
  void skip_zero_bytes();
  void skip_long_line();
  bool is_plain(std::size_t end);
  bool take_plain(std::size_t end);
  Step take_careful();
  Step read_cell(std::size_t& at);
  Step read_quoted(std::size_t& at);
  Step read_bare(std::size_t& at);
  bool is_cell_end(std::size_t at) const;
  void finish_careful(std::size_t end);
  void clean(Piece& piece, std::uint64_t& zero_bytes, std::uint64_t& ill_formed);
  std::string_view text_of(const Piece& piece) const;
  void finish_row(std::size_t end);
  void report(const Fault& fault, const char* code, const std::string& what);
  Position place(std::size_t at) const;
  bool stop_at_open_quote(std::size_t at);

  Source source_;
  CsvOptions options_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool at_end_ = false, started_ = false, stopped_ = false;
  Mark line_feed_, carriage_return_, quote_, zero_, non_ascii_;
  std::uint32_t line_ = 1;
  std::uint64_t bytes_read_ = 0;
  CsvRow row_;
  std::string scratch_;
  std::vector<Piece> pieces_;
  Fault bare_quote_, after_quote_, long_cell_;
  IssueLog log_;
};

/// A reader over a text held in memory; `text` must outlive it.
CsvReader csv_over(std::string_view text, CsvOptions options = {});

/// The delimiter (`,`, `;`, tab or `|`) that splits the first lines of `head` into the most equal cells; ',' if none.
char guess_delimiter(std::string_view head);

/// Where cells are parted by something else than the ending of the file's name says ("csv": a comma): csv-delimiter
/// (note).
std::optional<TextIssue> delimiter_issue(std::string_view extension, char delimiter);

}  // namespace base
