#include "ingest/metrics/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "base/csv/csv.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/metrics/metric_columns.h"
#include "vocabulary/words/missing_words.h"

namespace ingest {
namespace {

using base::Position;
using base::Severity;
using vocabulary::Axis;

constexpr std::size_t kCsvHeadBytes = 64u << 10;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kRowsLookedAt = 20;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kShownNewColumns = 5;

/// A whole plain decimal number, which most cells are.
bool parse_plain(std::string_view cell, double& value) {
  const std::size_t sign = !cell.empty() && cell[0] == '-' ? 1 : 0;
  if (cell.size() <= sign || !((cell[sign] >= '0' && cell[sign] <= '9') || cell[sign] == '.')) return false;
  const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return failed == std::errc() && end == cell.data() + cell.size();
}

/// Comment lines at the start become blank lines, so that the lines after them keep their numbers. Returns how many.
std::size_t blank_comments(std::string& head) {
  std::size_t at = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0, comments = 0;
  if (at >= head.size() || head[at] != '#') return 0;
  std::string kept;
  while (at < head.size() && head[at] == '#') {
    ++comments;
    at = head.find('\n', at);
    if (at == std::string::npos) break;
    kept += '\n';
    ++at;
  }
  if (at != std::string::npos) kept.append(head, at, std::string::npos);
  head = std::move(kept);
  return comments;
}

/// The first bytes again, then the rest of the stream; remembers what failed.
class Replay {
 public:
  Replay(std::string head, std::unique_ptr<base::ByteStream> rest) : head_(std::move(head)), rest_(std::move(rest)) {}
  std::size_t read(char* buffer, std::size_t size) {
    if (at_ < head_.size()) {
      const std::size_t count = std::min(size, head_.size() - at_);
      std::memcpy(buffer, head_.data() + at_, count);
      at_ += count;
      return count;
    }
    if (error) return 0;
    const base::Result<std::size_t> count = rest_->read(buffer, size);
    if (count) return *count;
    error = count.error();
    return 0;
  }
  std::optional<base::Error> error;

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<base::ByteStream> rest_;
};

/// One past the last character of a row's last cell.
Position row_end(const base::CsvRow& row) {
  return row.where(row.cells.size());
}

class CsvPass {
 public:
  CsvPass(const ReadContext& context, const std::string& path)
      : context_(context), path_(path), table_(path, context.notice) {}

  void run(model::Run& out) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path_, "no metric of it is read");
    if (!stream) return;
    out.files.push_back(path_);
    std::string head;
    if (!read_head(*stream, head)) return;
    monitor_ = starts_like_episode_log(head);
    const std::size_t comments = blank_comments(head);
    if (comments > 0) say(Severity::note, "csv-comment", {1, 1}, "comment before the header; skipped");
    const bool tabs = extension_of(path_) == "tsv";
    const char delimiter = tabs ? '\t' : base::guess_delimiter(head);
    if (const auto issue = base::delimiter_issue(extension_of(path_), delimiter)) {
      context_.notice(notice_of(*issue, path_));
    }
    if (delimiter == ';') table_.allow_decimal_commas();
    Replay replay(std::move(head), std::move(stream));
    base::CsvReader reader([&replay](char* buffer, std::size_t size) { return replay.read(buffer, size); },
                           {.delimiter = delimiter});
    read_rows(reader);
    out.bytes_read += reader.bytes_read();
    for (const base::TextIssue& issue : reader.issues()) context_.notice(notice_of(issue, path_));
    if (replay.error) context_.notice(notice_of(*replay.error, path_, "the rows before it are kept"));
    if (names_.empty() && reader.issues().empty() && !replay.error) {
      say(Severity::warning, "csv-empty", {1, 1}, "file is empty; a header line and rows are expected");
    }
    finish(out);
  }

 private:
  void say(Severity severity, const char* code, Position at, std::string what, std::uint64_t count = 1) const {
    context_.notice(
        {.severity = severity, .code = code, .file = path_, .at = at, .what = std::move(what), .count = count});
  }

  bool read_head(base::ByteStream& stream, std::string& head) {
    head.resize(kCsvHeadBytes);
    std::size_t filled = 0;
    while (filled < head.size()) {
      const base::Result<std::size_t> count = stream.read(head.data() + filled, head.size() - filled);
      if (!count) {
        context_.notice(notice_of(count.error(), path_, "no metric of it is read"));
        return false;
      }
      if (*count == 0) break;
      filled += *count;
    }
    head.resize(filled);
    return true;
  }

  void read_rows(base::CsvReader& reader) {
    const base::CsvRow* row = reader.next();
    if (row == nullptr) return;
    read_header(*row);
    if (has_no_header_) read_row(*row);
    while ((row = reader.next()) != nullptr) {
      if (may_be_header(*row) && is_no_row(*row)) continue;
      if (!ended_) read_row(*row);
    }
    if (table_.rows() == 0 && reader.issues().empty()) {
      say(Severity::note, "csv-header-only", {1, 1}, "a header and no row: nothing was logged");
    }
  }

  void read_header(const base::CsvRow& row) {
    has_no_header_ = std::all_of(row.cells.begin(), row.cells.end(),
                                 [](std::string_view cell) { return base::parse_number(cell).has_value(); });
    if (has_no_header_) {
      const bool alone = row.cells.size() == 1;
      say(alone ? Severity::note : Severity::warning, "csv-no-header", {row.line, 1},
          std::string("no header line: the first line holds numbers alone; ") +
              (alone ? "the column is called after the file" : "columns are called by their number") +
              ", and rows are counted");
      table_.count_rows();
    }
    for (const std::string_view cell : row.cells) names_.push_back(base::repair_utf8(base::trim(cell)));
    for (std::string& name : column_names(row)) place_of_cell_.push_back(table_.add_column(std::move(name)));
    if (!has_no_header_) choose_axes();
  }

  /// What the columns of a header are called: a second one of a name gets "#2", a nameless one its number.
  std::vector<std::string> column_names(const base::CsvRow& row) const {
    std::vector<std::string> names;
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      std::string name = base::repair_utf8(base::trim(row.cells[i]));
      if (name.empty() || has_no_header_) name = "column " + std::to_string(i + 1);
      if (has_no_header_ && row.cells.size() == 1) name = printable(name_of(without_extension(path_)));
      const int times = ++seen[name];
      if (times > 1) {
        const std::string other = name + "#" + std::to_string(times);
        say(Severity::warning, "csv-duplicate-header", row.where(i),
            "column \"" + base::make_visible(name) + "\" given twice; this one is called \"" +
                base::make_visible(other) + "\"");
        name = other;
      }
      names.push_back(std::move(name));
    }
    return names;
  }

  /// The columns that the header in force offers as axes. One that has another name than the axis had before stands for
  /// it all the same.
  void choose_axes() {
    constexpr int kNever = 1000;
    int best[4] = {kNever, kNever, kNever, kNever};
    std::size_t cell[4] = {kNoColumn, kNoColumn, kNoColumn, kNoColumn};
    bool has_own[4] = {};
    for (std::size_t i = 0; i < place_of_cell_.size(); ++i) {
      if (place_of_cell_[i] == kNoColumn) continue;
      has_own[static_cast<std::size_t>(table_.axis_of_column(place_of_cell_[i]))] = true;
      const std::string& name = table_.name(place_of_cell_[i]);
      vocabulary::AxisName found = vocabulary::axis_of(name);
      if (monitor_ && name == "t") found = {Axis::wall_time, 0};
      const auto axis = static_cast<std::size_t>(found.axis);
      if (found.axis == Axis::none || found.rank >= best[axis]) continue;
      best[axis] = found.rank;
      cell[axis] = i;
    }
    for (const Axis axis : {Axis::step, Axis::epoch, Axis::wall_time}) {
      const auto index = static_cast<std::size_t>(axis);
      if (cell[index] == kNoColumn || has_own[index]) continue;
      std::size_t& place = place_of_cell_[cell[index]];
      if (!table_.has_axis(axis)) {
        table_.use_as_axis(place, axis);
        axis_column_[index] = place;
      } else if (table_.axis_of_column(place) == Axis::none) {
        place = axis_column_[index];
      }
    }
    const auto step = std::find(place_of_cell_.begin(), place_of_cell_.end(), axis_column_[index_of(Axis::step)]);
    const bool has_step = axis_column_[index_of(Axis::step)] != kNoColumn && step != place_of_cell_.end();
    step_cell_ = has_step ? static_cast<std::size_t>(step - place_of_cell_.begin()) : kNoColumn;
  }

  static std::size_t index_of(Axis axis) { return static_cast<std::size_t>(axis); }

  /// Rows begin with a number, so one look at their first character is nearly always enough.
  bool may_be_header(const base::CsvRow& row) const {
    if (has_no_header_) return false;
    for (const std::string_view cell : row.cells) {
      const std::string_view text = base::trim(cell);
      if (text.empty()) continue;
      const char first = text[0];
      return !((first >= '0' && first <= '9') || first == '-' || first == '.' || first == '+');
    }
    return false;
  }

  static bool is_word(std::string_view cell) {
    constexpr std::array<std::string_view, 8> kValues{"na", "n/a", "none", "null", "true", "false", "#n/a", "nan"};
    if (base::parse_number(cell)) return false;
    return std::find(kValues.begin(), kValues.end(), base::to_lower(cell)) == kValues.end();
  }

  /// A header, or the first line of something else: after it, cells belong to other columns, or to none.
  bool is_no_row(const base::CsvRow& row) {
    std::size_t words = 0, known = 0;  // cells
    bool at_axis = false, first = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string_view cell = base::trim(row.cells[i]);
      if (cell.empty()) continue;
      if (cell.size() > kLongestName || !is_word(cell)) return false;
      ++words;
      const bool is_known = table_.has_column(base::repair_utf8(cell));
      known += is_known;
      const bool on_axis = i < place_of_cell_.size() && place_of_cell_[i] != kNoColumn &&
                           table_.axis_of_column(place_of_cell_[i]) != Axis::none;
      at_axis = at_axis || ((first || on_axis) && is_known);
      first = false;
    }
    if (at_axis || (known > 0 && 2 * known >= words)) {
      take_header(row);
      return true;
    }
    if (known > 0 || words < 2 || words != row.cells.size() || !names_an_end(row)) return false;
    if (!ended_) {
      say(Severity::warning, "csv-second-table", {row.line, 1},
          "a header of other columns: another table begins, which is not read");
    }
    ended_ = true;
    return true;
  }

  /// Where numbers stood, words stand: in the cells of an axis, or in all.
  bool names_an_end(const base::CsvRow& row) const {
    if (table_.rows() == 0) return false;
    bool any_axis = false;
    for (std::size_t i = 0; i < place_of_cell_.size(); ++i) {
      if (place_of_cell_[i] == kNoColumn) continue;
      const Axis axis = table_.axis_of_column(place_of_cell_[i]);
      if (i < row.cells.size() && table_.holds_only_text(place_of_cell_[i])) return false;
      any_axis = any_axis || axis != Axis::none;
    }
    return any_axis;
  }

  void take_header(const base::CsvRow& row) {
    ended_ = false;
    table_.begin_launch();
    std::vector<std::size_t> places;
    for (std::string& name : column_names(row)) {
      const bool is_new = !table_.has_column(name);
      places.push_back(table_.column(name));
      if (is_new && places.back() != kNoColumn) new_columns_.push_back(std::move(name));
    }
    if (headers_again_++ == 0) header_again_at_ = {row.line, 1};
    if (places == place_of_cell_) return;
    headers_differ_ = true;
    place_of_cell_ = std::move(places);
    choose_axes();
  }

  void say_headers_again() const {
    if (headers_again_ == 0) return;
    std::string what = "the header again";
    if (headers_again_ > 1) what += " (" + std::to_string(headers_again_) + " times)";
    what += ": something was appended to an older file; ";
    what += headers_differ_ ? "from there on cells belong to the columns that it names" : "the line is skipped";
    for (std::size_t i = 0; i < new_columns_.size() && i < kShownNewColumns; ++i) {
      what += (i == 0 ? "; new: \"" : ", \"") + base::make_visible(base::shorten(new_columns_[i], 40)) + '"';
    }
    if (new_columns_.size() > kShownNewColumns) what += ", …";
    say(Severity::note, "csv-header-again", header_again_at_, std::move(what), headers_again_);
  }

  void read_row(const base::CsvRow& row) {
    const std::size_t expected = place_of_cell_.size();
    if (row.cells.size() == 1 && expected > 1 && base::trim(row.cells[0]).empty()) return;
    if (row.cells.size() < expected && !row.complete) {
      say(Severity::warning, "csv-cut-line", row_end(row),
          "last line is incomplete (" + std::to_string(row.cells.size()) + " cells, " + std::to_string(expected) +
              " expected); it is left out, since its last number may be cut");
      return;
    }
    if (row.cells.size() != expected) say_ragged(row, expected);
    if (!row.complete && !row.cells.empty()) {
      say(Severity::note, "csv-no-line-end", row_end(row),
          "no line end after the last row; its last number may be cut");
    }
    if (has_row_label(row)) return;
    table_.begin_row();
    const std::size_t cells = std::min(row.cells.size(), expected);
    for (std::size_t i = 0; i < cells; ++i) {
      const std::string_view cell = row.cells[i];
      const std::size_t column = place_of_cell_[i];
      if (cell.empty() || column == kNoColumn) continue;
      double value = 0;
      if (parse_plain(cell, value)) {
        table_.add(column, value, CellPlace(row, i));
      } else {
        table_.add_text(column, cell, CellPlace(row, i));
      }
    }
  }

  void say_ragged(const base::CsvRow& row, std::size_t expected) const {
    const bool is_short = row.cells.size() < expected;
    const bool only_blanks =
        !is_short && std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(expected), row.cells.end(),
                                 [](std::string_view cell) { return base::trim(cell).empty(); });
    if (only_blanks) return;
    say(Severity::warning, "csv-ragged", is_short ? row_end(row) : row.where(expected),
        std::to_string(row.cells.size()) + " cells, " + std::to_string(expected) + " expected; " +
            (is_short ? "those that are there are read" : "the extra ones are left out"));
  }

  /// A line such as "Average,…", whose step is a word: no row of training.
  bool has_row_label(const base::CsvRow& row) const {
    if (step_cell_ == kNoColumn || step_cell_ >= row.cells.size()) return false;
    const std::string_view cell = base::trim(row.cells[step_cell_]);
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (cell.empty() || !is_letter(cell[0]) || base::parse_number(cell)) return false;
    if (vocabulary::is_missing_word(cell)) return false;
    say(Severity::warning, "csv-row-label", row.where(step_cell_),
        "step is not a whole number: \"" + base::make_visible(base::shorten(base::repair_utf8(cell), 40)) +
            "\"; the row is left out");
    return true;
  }

  void finish(model::Run& out) {
    say_headers_again();
    const std::size_t before = out.series.size();
    table_.finish(out);
    if (has_no_header_ || names_.empty() || before >= out.series.size()) return;
    const std::string name = names_[0].empty() ? "column 1" : names_[0];
    const model::Series& first = out.series[before];
    if (!vocabulary::names_row_index(names_[0]) || first.name != name || first.values.size() != out.axes.rows) return;
    const double start = first.values[0];
    if (start != 0 && start != 1) return;
    for (std::size_t i = 0; i < first.values.size(); ++i) {
      if (first.values[i] != start + static_cast<double>(i)) return;
    }
    out.series.erase(out.series.begin() + static_cast<std::ptrdiff_t>(before));
    say(Severity::note, "csv-index", {1, 1}, "the first column counts rows, as data frames write them; it is left out");
  }

  const ReadContext& context_;
  std::string path_;
  MetricColumns table_;
  std::vector<std::string> names_;          // as in the header, trimmed
  std::vector<std::size_t> place_of_cell_;  // the column of each cell under the header in force
  std::size_t axis_column_[4] = {kNoColumn, kNoColumn, kNoColumn, kNoColumn};
  std::size_t step_cell_ = kNoColumn;
  std::vector<std::string> new_columns_;
  std::uint64_t headers_again_ = 0;
  Position header_again_at_;
  bool has_no_header_ = false, monitor_ = false, headers_differ_ = false, ended_ = false;
};

}  // namespace

bool starts_like_episode_log(std::string_view head) {
  if (!head.starts_with('#')) return false;
  const std::size_t first = head.find_first_not_of(" \t", 1);
  return first != std::string_view::npos && head[first] == '{';
}

void read_metrics_csv(const ReadContext& context, const std::string& path, model::Run& run) {
  CsvPass(context, path).run(run);
}

CsvStart look_at_csv(std::string_view head, bool tabs) {
  CsvStart start;
  std::string text(head);
  start.monitor = starts_like_episode_log(text);
  blank_comments(text);
  start.delimiter = tabs ? '\t' : base::guess_delimiter(text);
  base::CsvReader reader = base::csv_over(text, {.delimiter = start.delimiter});
  const base::CsvRow* row = reader.next();
  if (row == nullptr) return start;
  for (const std::string_view cell : row->cells) start.header.push_back(base::repair_utf8(base::trim(cell)));
  std::size_t rows = 0;
  for (; rows < kRowsLookedAt && !start.numeric_column && (row = reader.next()) != nullptr; ++rows) {
    for (std::size_t i = 0; i < row->cells.size() && i < start.header.size(); ++i) {
      if (vocabulary::axis_of(start.header[i]).axis != Axis::none) continue;
      std::string cell(base::trim(row->cells[i]));
      if (!cell.empty() && cell.back() == '%') cell.pop_back();
      if (start.delimiter == ';') std::replace(cell.begin(), cell.end(), ',', '.');
      if (base::parse_number(cell)) start.numeric_column = true;
    }
  }
  if (rows == 0 && start.header.size() > 1) start.numeric_column = true;
  return start;
}

}  // namespace ingest
