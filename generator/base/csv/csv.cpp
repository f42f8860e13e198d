#include "base/csv/csv.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <limits>
#include <utility>

#include "base/text/utf16.h"
#include "base/text/utf8.h"

namespace base {
namespace {

constexpr std::size_t kFirstBlockBytes = 16u << 10;
constexpr std::size_t kLargestBlockBytes = 512u << 10;
constexpr std::size_t kLongCellBytes = 1u << 20;
constexpr std::size_t kLongCellLines = 100;
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// Line ends in `text`: LF, CRLF or CR.
std::size_t count_lines(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
  }
  return count;
}

Position place_within(std::string_view raw, Position start, std::size_t offset) {
  const std::string_view before = raw.substr(0, offset);
  const std::size_t last_end = before.find_last_of("\r\n");
  if (last_end == std::string_view::npos) {
    return {start.line, start.column + static_cast<std::uint32_t>(count_characters(before))};
  }
  return {start.line + static_cast<std::uint32_t>(count_lines(before)),
          static_cast<std::uint32_t>(count_characters(before.substr(last_end + 1)) + 1)};
}

}  // namespace

Position CsvRow::where(std::size_t cell) const {
  std::size_t offset = raw.size();
  if (cell < cells.size()) {
    offset = offsets.empty() ? static_cast<std::size_t>(cells[cell].data() - raw.data()) : offsets[cell];
  }
  return place_within(raw, {line, first_column}, offset);
}

CsvReader::CsvReader(Source source, CsvOptions options) : source_(std::move(source)), options_(options) {}

const CsvRow* CsvReader::next() {
  if (!started_) start();
  while (!stopped_) {
    row_.first_column = 1;
    skip_zero_bytes();
    const std::size_t end = find_line_end();
    if (end == kNone) {
      skip_long_line();
    } else if (begin_ == end_) {
      stopped_ = true;
    } else if (end == begin_) {
      begin_ = after_line_end(end);
      ++line_;
    } else if (is_plain(end)) {
      if (take_plain(end)) return &row_;
    } else if (take_careful() == Step::done) {
      return &row_;
    }
  }
  return nullptr;
}

/// Makes room by dropping what was consumed, and reads more; false at the end. The buffer doubles while the source
/// fills it, as only large files do, and for a row that takes more than half of it: starting such a row again stays
/// linear in its length.
bool CsvReader::fill() {
  if (at_end_) return false;
  const std::size_t kept = end_ - begin_;
  const bool was_full = end_ == buffer_.size();
  if (begin_ > 0 && kept > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, kept);
  for (Mark* mark : {&line_feed_, &carriage_return_, &quote_, &zero_, &non_ascii_}) {
    mark->found = mark->found && mark->at >= begin_;
    mark->at = mark->at >= begin_ ? mark->at - begin_ : 0;
  }
  begin_ = 0;
  end_ = kept;
  if (kept > buffer_.size() / 2 || (was_full && buffer_.size() < kLargestBlockBytes)) {
    buffer_.resize(std::max(kFirstBlockBytes, 2 * buffer_.size()));
  }
  const std::size_t got = source_(buffer_.data() + end_, buffer_.size() - end_);
  end_ += got;
  bytes_read_ += got;
  at_end_ = got == 0;
  return got > 0;
}

void CsvReader::start() {
  started_ = true;
  while (end_ < 4 && fill()) {
  }
  const std::string_view head(buffer_.data(), end_);
  if (is_utf16(head)) {
    log_.add(Severity::error, "csv-utf16", {1, 1}, "the text is UTF-16, not UTF-8; save it as UTF-8");
    stopped_ = true;
  } else if (head.starts_with("\xEF\xBB\xBF")) {
    begin_ = 3;
  }
}

std::size_t CsvReader::find(Mark& mark, char byte) {
  if (mark.found && mark.at >= begin_) return mark.at;
  const std::size_t from = mark.found ? begin_ : std::max(mark.at, begin_);
  const void* hit = from < end_ ? std::memchr(buffer_.data() + from, byte, end_ - from) : nullptr;
  mark.found = hit != nullptr;
  mark.at = hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - buffer_.data()) : end_;
  return mark.at;
}

std::size_t CsvReader::find_non_ascii_byte() {
  Mark& mark = non_ascii_;
  if (mark.found && mark.at >= begin_) return mark.at;
  const std::size_t from = mark.found ? begin_ : std::max(mark.at, begin_);
  const std::size_t hit = find_non_ascii(std::string_view(buffer_.data(), end_), from);
  mark.found = hit != std::string_view::npos;
  mark.at = mark.found ? hit : end_;
  return mark.at;
}

/// The end of the line that starts at begin_; end_ if the file ends first; kNone if the line is too long.
std::size_t CsvReader::find_line_end() {
  while (true) {
    const std::size_t end = std::min(find(line_feed_, '\n'), find(carriage_return_, '\r'));
    const bool undecided = end + 1 == end_ && buffer_[end] == '\r';
    if (end - begin_ > kMaxCsvLineBytes) return kNone;
    if (at_end_ || (end < end_ && !undecided)) return end;
    fill();
  }
}

std::size_t CsvReader::after_line_end(std::size_t end) const {
  if (end == end_) return end;
  return end + (buffer_[end] == '\r' && end + 1 < end_ && buffer_[end + 1] == '\n' ? 2 : 1);
}

void CsvReader::skip_zero_bytes() {
  std::uint64_t count = 0;
  while (begin_ < end_ || fill()) {
    const std::size_t from = begin_;
    while (begin_ < end_ && buffer_[begin_] == 0) ++begin_;
    count += begin_ - from;
    if (begin_ < end_) break;
  }
  if (count == 0) return;
  log_.add(Severity::warning, "csv-nul", {line_, 1},
           std::to_string(count) + " zero bytes, as a crash leaves; they are left out");
  row_.first_column = static_cast<std::uint32_t>(std::min<std::uint64_t>(count + 1, UINT32_MAX));
}

void CsvReader::skip_long_line() {
  log_.add(Severity::warning, "csv-long-line", {line_, 1},
           "line too long: more than " + std::to_string(kMaxCsvLineBytes >> 20) + " MiB; it is left out");
  while (true) {
    const std::size_t end = std::min(find(line_feed_, '\n'), find(carriage_return_, '\r'));
    if (end < end_) {
      begin_ = end;
      find_line_end();  // decides between CR and CRLF
      begin_ = after_line_end(begin_);
      ++line_;
      return;
    }
    begin_ = end_;
    if (!fill()) return;
  }
}

bool CsvReader::is_plain(std::size_t end) {
  if (find(quote_, '"') < end || find(zero_, '\0') < end) return false;
  if (find_non_ascii_byte() >= end) return true;
  return is_valid_utf8(std::string_view(buffer_.data() + begin_, end - begin_));
}

bool CsvReader::take_plain(std::size_t end) {
  row_.cells.clear();
  row_.offsets.clear();
  row_.quoted = false;
  const char* at = buffer_.data() + begin_;
  const char* const last = buffer_.data() + end;
  while (true) {
    const auto left = static_cast<std::size_t>(last - at);
    const auto* hit = static_cast<const char*>(std::memchr(at, options_.delimiter, left));
    row_.cells.emplace_back(at, hit ? static_cast<std::size_t>(hit - at) : left);
    if (!hit) break;
    at = hit + 1;
    if (row_.cells.size() == kMaxCsvColumns) {
      report({.at = static_cast<std::size_t>(at - buffer_.data()), .count = 1}, "csv-columns",
             "too many columns: cells after the first " + std::to_string(kMaxCsvColumns) + " are left out");
      break;
    }
  }
  finish_row(end);
  return true;
}

/// A row with quotes, zero bytes or ill-formed text. When the buffer ends first, more is read and the row starts again.
CsvReader::Step CsvReader::take_careful() {
  while (true) {
    scratch_.clear();
    pieces_.clear();
    row_.offsets.clear();
    row_.quoted = false;
    bare_quote_ = after_quote_ = long_cell_ = {};
    std::size_t at = begin_;
    Step step = Step::done;
    while (true) {
      if (pieces_.size() <= kMaxCsvColumns) row_.offsets.push_back(static_cast<std::uint32_t>(at - begin_));
      step = read_cell(at);
      if (pieces_.size() > kMaxCsvColumns + 1) pieces_.pop_back();
      if (step != Step::done || at == end_ || buffer_[at] != options_.delimiter) break;
      ++at;
    }
    if (step == Step::done) {
      finish_careful(at);
      return step;
    }
    if (step == Step::stop) return step;
    fill();
  }
}

CsvReader::Step CsvReader::read_cell(std::size_t& at) {
  if (at == end_ && !at_end_) return Step::need_more;
  const bool quoted = at < end_ && buffer_[at] == '"';
  const Step step = quoted ? read_quoted(at) : read_bare(at);
  if (step == Step::done && at + 1 == end_ && buffer_[at] == '\r' && !at_end_) return Step::need_more;
  return step;
}

bool CsvReader::is_cell_end(std::size_t at) const {
  const char c = buffer_[at];
  return c == options_.delimiter || c == '\n' || c == '\r';
}

CsvReader::Step CsvReader::read_bare(std::size_t& at) {
  const std::size_t from = at;
  for (; at < end_ && !is_cell_end(at); ++at) {
    if (buffer_[at] == '"' && bare_quote_.count++ == 0) bare_quote_.at = at;
  }
  pieces_.push_back({.offset = from, .size = at - from});
  if (at < end_ || at_end_) return Step::done;
  if (at - begin_ > kMaxCsvLineBytes) {
    skip_long_line();
    return Step::stop;
  }
  return Step::need_more;
}

CsvReader::Step CsvReader::read_quoted(std::size_t& at) {
  const std::size_t open = at++;
  std::size_t from = at;
  Piece piece{.in_scratch = true, .offset = scratch_.size()};
  while (true) {
    const auto* hit = static_cast<const char*>(at < end_ ? std::memchr(buffer_.data() + at, '"', end_ - at) : nullptr);
    if (hit) at = static_cast<std::size_t>(hit - buffer_.data());
    const bool undecided = !hit || at + 1 == end_;
    if (undecided && !at_end_ && end_ - begin_ <= kMaxCsvLineBytes) return Step::need_more;
    if (!hit) {
      stop_at_open_quote(open);
      return Step::stop;
    }
    if (at + 1 == end_ || buffer_[at + 1] != '"') break;
    scratch_.append(buffer_, from, at + 1 - from);
    from = at += 2;
  }
  row_.quoted = true;
  const std::size_t size = at - open - 1;
  if (size > kLongCellBytes || count_lines({buffer_.data() + open + 1, size}) > kLongCellLines) {
    if (long_cell_.count++ == 0) long_cell_.at = open;
  }
  ++at;
  if (scratch_.size() == piece.offset && (at == end_ || is_cell_end(at))) {
    pieces_.push_back({.offset = from, .size = at - 1 - from});
    return Step::done;
  }
  scratch_.append(buffer_, from, at - 1 - from);
  const std::size_t rest = at;
  while (at < end_ && !is_cell_end(at)) ++at;
  if (at == end_ && !at_end_ && end_ - begin_ <= kMaxCsvLineBytes) return Step::need_more;
  if (at > rest && after_quote_.count++ == 0) after_quote_.at = rest;
  scratch_.append(buffer_, rest, at - rest);
  piece.size = scratch_.size() - piece.offset;
  pieces_.push_back(piece);
  return Step::done;
}

bool CsvReader::stop_at_open_quote(std::size_t at) {
  log_.add(Severity::error, "csv-open-quote", place(at),
           at_end_ ? "the quote is never closed; the rows before it are kept"
                   : "the quote is not closed within " + std::to_string(kMaxCsvLineBytes >> 20) +
                         " MiB; the rows before it are kept");
  stopped_ = true;
  return false;
}

std::string_view CsvReader::text_of(const Piece& piece) const {
  return std::string_view((piece.in_scratch ? scratch_ : buffer_).data() + piece.offset, piece.size);
}

/// Takes zero bytes and ill-formed UTF-8 out of a cell.
void CsvReader::clean(Piece& piece, std::uint64_t& zero_bytes, std::uint64_t& ill_formed) {
  std::string text(text_of(piece));
  const std::size_t before = text.size();
  std::erase(text, '\0');
  zero_bytes += before - text.size();
  if (!is_valid_utf8(text)) {
    ++ill_formed;
    text = repair_utf8(text);
  } else if (text.size() == before) {
    return;
  }
  piece = {.in_scratch = true, .offset = scratch_.size(), .size = text.size()};
  scratch_ += text;
}

void CsvReader::finish_careful(std::size_t end) {
  const std::string_view raw(buffer_.data() + begin_, end - begin_);
  Fault zero{.at = begin_ + std::min(raw.find('\0'), raw.size())};
  Fault ill_formed{.at = begin_ + std::min(find_invalid_utf8(raw), raw.size())};
  if (zero.at < end || ill_formed.at < end) {
    for (Piece& piece : pieces_) clean(piece, zero.count, ill_formed.count);
  }
  report(bare_quote_, "csv-bare-quote", "a quote inside a bare cell; it is kept as text");
  report(after_quote_, "csv-after-quote", "text after a closing quote; it is kept");
  report(long_cell_, "csv-long-cell", "a quoted cell of more than 100 lines or 1 MiB; is this quote meant?");
  report(zero, "csv-nul", "zero bytes inside a row; they are left out");
  report(ill_formed, "csv-utf8", "invalid UTF-8, read as U+FFFD; save the file as UTF-8");
  if (pieces_.size() > kMaxCsvColumns) {
    report({.at = begin_ + row_.offsets[kMaxCsvColumns], .count = 1}, "csv-columns",
           "too many columns: cells after the first " + std::to_string(kMaxCsvColumns) + " are left out");
    pieces_.resize(kMaxCsvColumns);
    row_.offsets.resize(kMaxCsvColumns);
  }
  row_.cells.clear();
  for (const Piece& piece : pieces_) row_.cells.push_back(text_of(piece));
  finish_row(end);
}

void CsvReader::finish_row(std::size_t end) {
  row_.raw = std::string_view(buffer_.data() + begin_, end - begin_);
  row_.line = line_;
  row_.complete = end < end_;
  line_ += 1 + (row_.quoted ? static_cast<std::uint32_t>(count_lines(row_.raw)) : 0);
  begin_ = after_line_end(end);
}

Position CsvReader::place(std::size_t at) const {
  return place_within(std::string_view(buffer_.data() + begin_, end_ - begin_), {line_, row_.first_column},
                      at - begin_);
}

void CsvReader::report(const Fault& fault, const char* code, const std::string& what) {
  if (fault.count == 0) return;
  const std::string others = fault.count > 1 ? " (" + std::to_string(fault.count) + " in this row)" : "";
  log_.add(Severity::warning, code, place(fault.at), what + others);
}

CsvReader csv_over(std::string_view text, CsvOptions options) {
  const auto source = [text](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min(size, text.size());
    std::memcpy(buffer, text.data(), count);
    text.remove_prefix(count);
    return count;
  };
  return CsvReader(source, options);
}

char guess_delimiter(std::string_view head) {
  static constexpr std::size_t kLines = 10;
  char best = ',';
  std::pair<std::size_t, std::size_t> best_score;  // lines like the first one, cells
  for (const char delimiter : {',', ';', '\t', '|'}) {
    CsvReader reader = csv_over(head, {.delimiter = delimiter});
    std::pair<std::size_t, std::size_t> score;
    std::size_t lines = 0;
    for (const CsvRow* row = reader.next(); row && lines < kLines; row = reader.next(), ++lines) {
      if (lines > 0 && !row->complete) break;  // the head may end inside it
      if (lines == 0) score.second = row->cells.size();
      score.first += row->cells.size() == score.second;
    }
    if (score.second > 1 && score > best_score) {
      best = delimiter;
      best_score = score;
    }
  }
  return best;
}

std::optional<TextIssue> delimiter_issue(std::string_view extension, char delimiter) {
  if (extension != "csv" || delimiter == ',') return std::nullopt;
  const std::string by = delimiter == '\t' ? "tabs" : delimiter == ';' ? "semicolons" : std::string(1, delimiter);
  return TextIssue{
      Severity::note, "csv-delimiter", {1, 1}, "called .csv, but its cells are parted by " + by + "; read so"};
}

}  // namespace base
