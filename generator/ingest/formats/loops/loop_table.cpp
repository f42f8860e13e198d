#include "ingest/formats/loops/loop_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/csv/csv.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using vocabulary::LoopColumn;
using vocabulary::StatusWord;
using vocabulary::TryStatus;

constexpr std::size_t kMaxLoopColumns = 500;
constexpr std::size_t kMostContinuations = 200;
constexpr std::size_t kEnoughToTell = 200;
constexpr std::size_t kMostUnknownWords = 20;
constexpr std::size_t kMaxTagCharacters = 40;
constexpr std::size_t kMaxCommentBytes = 1'000;
constexpr std::size_t kMaxJoinedBytes = 16u << 10;

struct LoopLine {
  std::uint32_t line = 0;
  bool complete = true;
  std::vector<std::string> cells;  // trimmed
};

/// A cell that is quoted as a whole, with nothing but doubled quotes in it.
std::string unquoted(std::string_view cell) {
  if (cell.size() < 2 || !cell.starts_with('"') || !cell.ends_with('"')) return std::string(cell);
  std::string out;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    if (cell[i] == '"' && (i + 2 >= cell.size() || cell[++i] != '"')) return std::string(cell);
    out += cell[i];
  }
  return out;
}

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

/// "3,5" is 3.5 where semicolons part the cells.
void read_decimal_comma(std::string& cell) {
  const std::size_t comma = cell.find(',');
  if (comma == std::string::npos || cell.find_first_not_of("0123456789,-+%eE") != std::string::npos) return;
  if (cell.find(',', comma + 1) == std::string::npos) cell[comma] = '.';
}

/// Lines of a text as cells; comments are told to `comment`.
class LoopLines {
 public:
  LoopLines(std::string_view text, bool tabs) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
    delimiter_ = find_delimiter(tabs);
  }

  std::vector<LoopLine> read(std::size_t limit, std::vector<std::string>& comments) {
    std::vector<LoopLine> lines;
    std::uint32_t number = 0;
    // Quotes of CSV may span lines; between tabs they mean nothing.
    if (delimiter_ != '\t') return read_quoted(limit, comments);
    for (std::string_view rest = text_; !rest.empty() && lines.size() < limit;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      const bool complete = end < rest.size();
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++number;
      while (line.ends_with('\r')) line.remove_suffix(1);
      if (base::trim(line).empty()) continue;
      if (line.starts_with('#') && (lines.empty() || line.find('\t') == std::string_view::npos)) {
        if (comments.size() < kMostContinuations) comments.emplace_back(line.substr(0, kMaxCommentBytes));
        continue;
      }
      LoopLine& out = lines.emplace_back(LoopLine{.line = number, .complete = complete, .cells = {}});
      while (out.cells.size() < kMaxLoopColumns) {
        const std::size_t tab = line.find('\t');
        out.cells.push_back(unquoted(base::trim(line.substr(0, tab))));
        if (tab == std::string_view::npos) break;
        line.remove_prefix(tab + 1);
      }
    }
    return lines;
  }

  char delimiter() const { return delimiter_; }

 private:
  /// The one that parts the first line that is no comment into the most cells.
  char find_delimiter(bool tabs) const {
    std::string_view rest = text_;
    while (rest.starts_with('#') || rest.starts_with('\n') || rest.starts_with('\r')) {
      rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    }
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (tabs && count_of(line, '\t') > 0) return '\t';
    char best = ',';
    for (const char c : {'\t', ';', '|'}) {
      if (count_of(line, c) > count_of(line, best)) best = c;
    }
    return best;
  }

  std::vector<LoopLine> read_quoted(std::size_t limit, std::vector<std::string>& comments) const {
    std::vector<LoopLine> lines;
    base::CsvReader reader = base::csv_over(text_, {.delimiter = delimiter_});
    while (const base::CsvRow* row = lines.size() < limit ? reader.next() : nullptr) {
      if (row->cells.empty()) continue;
      if (row->cells[0].starts_with('#') && row->cells.size() == 1) {
        if (comments.size() < kMostContinuations) comments.emplace_back(row->raw);
        continue;
      }
      LoopLine& out = lines.emplace_back(LoopLine{.line = row->line, .complete = row->complete, .cells = {}});
      const std::size_t count = std::min(row->cells.size(), kMaxLoopColumns);
      for (std::size_t i = 0; i < count; ++i) out.cells.emplace_back(base::trim(row->cells[i]));
      if (delimiter_ == '|' && out.cells.size() > 1) {  // "| a | b |"
        if (out.cells.front().empty()) out.cells.erase(out.cells.begin());
        if (!out.cells.empty() && out.cells.back().empty()) out.cells.pop_back();
      }
      // Nothing, or the line below a header in Markdown.
      const auto rule = [](const std::string& cell) { return cell.find_first_not_of("-: ") == std::string::npos; };
      if (delimiter_ == ';') std::for_each(out.cells.begin(), out.cells.end(), read_decimal_comma);
      if (std::all_of(out.cells.begin(), out.cells.end(), rule)) lines.pop_back();
    }
    return lines;
  }

  std::string_view text_;
  char delimiter_ = '\t';
};

/// As JSON writes it where `written` is no such number.
model::ParameterValue loop_number(double number, std::string_view written) {
  const std::string_view digits = written.starts_with('-') ? written.substr(1) : written;
  const bool plain = !digits.empty() && digits[0] >= '0' && digits[0] <= '9' && !digits.ends_with('.') &&
                     (digits.size() == 1 || digits[0] != '0' || digits[1] == '.' || digits[1] == 'e') &&
                     digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
  return {.kind = model::ParameterValue::Kind::number,
          .text = plain ? std::string(written) : base::number_text(number),
          .number = number};
}

/// A number with the signs that people put around it: "~0.12", "+6.4", "73.3%", "151K", "1.5x". `marked`: there were
/// any.
std::optional<model::ParameterValue> read_loop_number(std::string_view cell, bool& marked) {
  cell = base::trim(cell);
  std::string_view text = cell;
  for (const std::string_view sign : {"~", "\xe2\x89\x88", "+"}) {
    if (text.starts_with(sign)) text = base::trim(text.substr(sign.size()));
  }
  double factor = 1;
  if (text.ends_with('%') || text.ends_with('x')) {
    text = base::trim(text.substr(0, text.size() - 1));
  } else if (text.size() > 1 && (text.ends_with('K') || text.ends_with('M') || text.ends_with('k'))) {
    factor = text.ends_with('M') ? 1e6 : 1e3;
    text.remove_suffix(1);
  }
  if (text.empty()) return std::nullopt;
  const std::optional<double> number = base::parse_number(text);
  if (!number) return std::nullopt;
  marked = marked || text.size() != cell.size();
  return loop_number(*number * factor, factor == 1 ? text : std::string_view());
}

double share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Most cells that are filled; the few others are slips.
bool is_most(std::size_t part, std::size_t whole) {
  return whole > 0 && share_of(part, whole) >= 0.8;
}

struct LoopShape {
  bool is_loop = false, has_header = false, is_flag = false, empty = false;
  std::size_t status = 0;  // column
};

StatusWord status_in(const std::string& cell, bool flag) {
  return flag ? vocabulary::read_kept_flag(cell) : vocabulary::read_try_status(cell);
}

bool is_status_name(std::string_view name) {
  const LoopColumn role = vocabulary::role_of_loop_column(name);
  return role == LoopColumn::status || role == LoopColumn::kept_flag;
}

bool is_numeric(const std::string& cell) {
  bool marked = false;
  return read_loop_number(cell, marked).has_value();
}

/// Which column is that of the decision, if the lines are a log at all. The first line is the header, if there is one.
class ShapeFinder {
 public:
  explicit ShapeFinder(const std::vector<LoopLine>& lines) : lines_(lines), first_(lines.front().cells) {}

  LoopShape find() const {
    LoopShape best;
    double best_share = 0;
    const bool numbers_first = std::any_of(first_.begin(), first_.end(), is_numeric);
    for (std::size_t column = 0; column < first_.size(); ++column) {
      const LoopColumn role = vocabulary::role_of_loop_column(first_[column]);
      const bool named = !numbers_first && is_status_name(first_[column]);
      LoopShape shape{.has_header = named || !is_status_cell(first_[column]), .status = column};
      for (const bool flag : {false, true}) {
        if (flag && (role != LoopColumn::kept_flag || numbers_first)) continue;
        shape.is_flag = flag;
        const double share = share_of_words(shape, named);
        if (share <= best_share) continue;
        best = shape;
        best.is_loop = true;
        best_share = share;
        if (named) best_share = 2;  // no other column is more of a status
      }
    }
    if (best.is_loop && best.has_header && !says_enough(best)) best.is_loop = false;
    if (!best.is_loop && lines_.size() == 1) return find_empty();
    return best;
  }

 private:
  static bool is_status_cell(const std::string& cell) {
    const TryStatus status = vocabulary::read_try_status(cell).status;
    return status != TryStatus::none && status != TryStatus::unknown;
  }

  /// The share of words among filled cells, or 0 where the column is none of a status.
  double share_of_words(const LoopShape& shape, bool named) const {
    std::size_t filled = 0, words = 0, telling = 0;
    for (std::size_t i = shape.has_header ? 1 : 0; i < lines_.size(); ++i) {
      if (lines_[i].cells.size() <= shape.status || (shape.has_header && lines_[i].cells == first_)) continue;
      const StatusWord said = status_in(lines_[i].cells[shape.status], shape.is_flag);
      if (said.status == TryStatus::none) continue;
      // Rows of other tables and torn lines say nothing of this column.
      const bool odd_line = lines_[i].cells.size() > first_.size() || !lines_[i].complete;
      if (said.status == TryStatus::unknown && odd_line) continue;
      ++filled;
      words += said.status != TryStatus::unknown;
      telling += said.tells_loop && (named || !said.baseline);
      if (filled == kEnoughToTell && 2 * words < filled) return 0;
    }
    return telling > 0 && is_most(words, filled) ? share_of(words, filled) : 0;
  }

  /// A column of "keep" in a table of settings is a decision in a table of runs, which others read better.
  bool says_enough(const LoopShape& shape) const {
    std::size_t settings = 0;
    bool commit = false, title = false, other = false;
    for (std::size_t i = 0; i < first_.size(); ++i) {
      const LoopColumn role = vocabulary::role_of_loop_column(first_[i]);
      commit = commit || role == LoopColumn::commit;
      title = title || role == LoopColumn::title;
      other = other || (i != shape.status && role != LoopColumn::other);
      settings +=
          role == LoopColumn::other && vocabulary::role_of_column(first_[i]) == vocabulary::ColumnRole::parameter;
    }
    if (commit) return true;
    if (shape.is_flag && !title) return false;
    return settings >= 2 ? title && settings < 3 : other;
  }

  /// A header alone, of a session that has not begun.
  LoopShape find_empty() const {
    LoopShape shape{.has_header = true, .empty = true};
    bool commit = false, status = false, prose = false;
    for (const std::string& name : first_) {
      const LoopColumn role = vocabulary::role_of_loop_column(name);
      commit = commit || role == LoopColumn::commit || base::to_lower(name) == "iteration";
      status = status || role == LoopColumn::status;
      prose = prose || role == LoopColumn::title;
    }
    shape.is_loop = commit && status && prose && first_.size() >= 4;
    return shape;
  }

  const std::vector<LoopLine>& lines_;
  const std::vector<std::string>& first_;
};

/// Words around the header's names do not count: "status " and "**status**" are "status".
std::vector<std::string> header_names(const std::vector<std::string>& cells) {
  std::vector<std::string> names;
  std::map<std::string, int> seen;
  for (const std::string& cell : cells) {
    std::string name(base::trim(cell));
    while (name.starts_with('*') || name.starts_with('#')) name.erase(0, 1);
    while (name.ends_with('*')) name.pop_back();
    if (name.empty()) name = "column " + std::to_string(names.size() + 1);
    const int times = ++seen[name];
    if (times > 1) name += "#" + std::to_string(times);
    names.push_back(std::move(name));
  }
  return names;
}

/// The rows of a log, told apart from what else stands between them, under the header that holds for them.
struct LoopRows {
  struct Row {
    LoopLine line;
    StatusWord status;
    std::vector<std::string> continued;
  };
  std::vector<std::string> names;
  std::size_t status = 0;
  bool is_flag = false;
  std::vector<Row> rows;
};

class RowSorter {
 public:
  RowSorter(std::vector<LoopLine> lines, const LoopShape& shape, char delimiter)
      : shape_(shape), joint_(delimiter == '\t' ? " " : std::string(1, delimiter) + " ") {
    rows_.status = shape.status;
    rows_.is_flag = shape.is_flag;
    std::vector<std::string> numbered(lines.front().cells.size());
    rows_.names = header_names(shape.has_header ? lines.front().cells : numbered);
    map_.resize(rows_.names.size());
    for (std::size_t i = 0; i < map_.size(); ++i) map_[i] = i;
    header_ = lines.front().cells;
    for (std::size_t i = shape.has_header ? 1 : 0; i < lines.size(); ++i) take(std::move(lines[i]));
    if (!pending_.cells.empty()) ++left_out_;
  }

  LoopRows take_rows() {
    // Rows above a header that adds columns have none of them.
    for (LoopRows::Row& row : rows_.rows) row.line.cells.resize(rows_.names.size());
    return std::move(rows_);
  }
  std::size_t left_out() const { return left_out_; }
  std::uint32_t first_left_out() const { return first_left_out_; }

 private:
  void leave_out(std::uint32_t line) {
    if (left_out_++ == 0) first_left_out_ = line;
  }

  void take(LoopLine line) {
    if (shape_.has_header && line.cells == header_) return;
    if (is_header(line)) return map_anew(line);
    if (is_row(line)) {
      if (!pending_.cells.empty()) leave_out(pending_.line);
      pending_.cells.clear();
      return accept(std::move(line));
    }
    if (!pending_.cells.empty()) return complete(line);
    const bool short_line = line.cells.size() <= rows_.status;
    if (line.cells.size() == 1 && map_.size() > 2) return continue_prose(line);
    if (short_line && line.complete) {
      pending_ = std::move(line);
      joined_ = 0;
      return;
    }
    if (!short_line && line.complete && line.cells.size() == map_.size() && has_number(line))
      return accept(std::move(line));
    leave_out(line.line);
  }

  /// Another header line: other columns follow.
  bool is_header(const LoopLine& line) const {
    if (!shape_.has_header || line.cells.size() < 3) return false;
    bool status = false;
    std::size_t known = 0;
    for (const std::string& cell : line.cells) {
      if (is_numeric(cell)) return false;
      const auto same = std::find(rows_.names.begin(), rows_.names.end(), cell);
      status = status || (is_status_name(cell) && same != rows_.names.end());
      known += same != rows_.names.end();
    }
    return status && 2 * known >= line.cells.size();
  }

  /// Cells go to the columns of their names; new names are appended.
  void map_anew(const LoopLine& line) {
    map_.clear();
    for (const std::string& name : header_names(line.cells)) {
      const auto same = std::find(rows_.names.begin(), rows_.names.end(), name);
      map_.push_back(static_cast<std::size_t>(same - rows_.names.begin()));
      if (same == rows_.names.end() && rows_.names.size() < kMaxLoopColumns) rows_.names.push_back(name);
    }
    header_ = line.cells;
  }

  std::size_t status_cell() const {
    const auto found = std::find(map_.begin(), map_.end(), rows_.status);
    return static_cast<std::size_t>(found - map_.begin());
  }

  bool is_row(const LoopLine& line) const {
    const std::size_t at = status_cell();
    if (line.cells.size() <= at) return false;
    const StatusWord said = status_in(line.cells[at], rows_.is_flag);
    if (said.status == TryStatus::unknown) return false;
    if (said.status == TryStatus::none) return line.cells.size() == map_.size() && has_number(line);
    return true;
  }

  static bool has_number(const LoopLine& line) { return std::any_of(line.cells.begin(), line.cells.end(), is_numeric); }

  void accept(LoopLine line) {
    const StatusWord said = status_in(line.cells[status_cell()], rows_.is_flag);
    const std::size_t columns = map_.size();
    for (std::size_t i = columns; i < line.cells.size(); ++i) {
      std::string& last = line.cells[columns - 1];
      if (!line.cells[i].empty()) last.append(last.empty() ? "" : joint_).append(line.cells[i]);
    }
    std::vector<std::string> cells(rows_.names.size());
    for (std::size_t i = 0; i < std::min(columns, line.cells.size()); ++i) {
      if (map_[i] < cells.size()) cells[map_[i]] = std::move(line.cells[i]);
    }
    line.cells = std::move(cells);
    rows_.rows.push_back({.line = std::move(line), .status = said, .continued = {}});
  }

  void complete(LoopLine& line) {
    std::string& last = pending_.cells.back();
    if (++joined_ > kMostContinuations || last.size() > kMaxJoinedBytes) {
      leave_out(pending_.line);
      pending_.cells.clear();
      return;
    }
    last.append(" ").append(line.cells.front());
    pending_.cells.insert(pending_.cells.end(), line.cells.begin() + 1, line.cells.end());
    pending_.complete = line.complete;
    if (pending_.cells.size() <= status_cell()) return;
    if (is_row(pending_)) {
      accept(std::move(pending_));
    } else {
      leave_out(pending_.line);
    }
    pending_ = {};
  }

  void continue_prose(const LoopLine& line) {
    if (rows_.rows.empty()) return leave_out(line.line);
    std::vector<std::string>& more = rows_.rows.back().continued;
    if (more.size() < kMostContinuations) more.push_back(line.cells.front().substr(0, kMaxJoinedBytes));
  }

  LoopShape shape_;
  std::string joint_;  // of cells that belong together after all
  LoopRows rows_;
  std::vector<std::size_t> map_;  // of a cell to its column
  std::vector<std::string> header_;
  LoopLine pending_;
  std::size_t joined_ = 0, left_out_ = 0;
  std::uint32_t first_left_out_ = 0;
};

/// What a column is for, by its name and what stands in it.
struct Column {
  LoopColumn role = LoopColumn::other;
  bool numeric = false, gate = false, setting = false, varies = false;
};

std::vector<Column> judge_columns(const LoopRows& rows, bool has_header) {
  std::vector<Column> columns(rows.names.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Column& column = columns[i];
    if (has_header) column.role = vocabulary::role_of_loop_column(rows.names[i]);
    std::size_t filled = 0, numbers = 0, checks = 0, commits = 0, times = 0;
    std::string first;
    for (const LoopRows::Row& row : rows.rows) {
      const std::string& cell = row.line.cells[i];
      if (cell.empty() || cell == "-") continue;
      const std::string lower = base::to_lower(std::string_view(cell).substr(0, 20));
      const bool failed = row.status.status == TryStatus::failed || row.status.no_value;
      checks += vocabulary::is_on_list(lower, "pass,fail,passed,failed,true,false,yes,no,ok");
      commits += vocabulary::is_commit(cell) || lower == "head";
      if (failed) continue;
      ++filled;
      numbers += is_numeric(cell) || cell.find('=') != std::string::npos;
      times += parse_timestamp(cell).has_value();
      if (first.empty()) first = cell;
      column.varies = column.varies || cell != first;
    }
    column.numeric = is_most(numbers, filled);
    column.gate = !column.numeric && checks > 0 && 2 * checks >= filled;
    if (!has_header && i != rows.status && is_most(commits, filled)) column.role = LoopColumn::commit;
    if (!has_header && is_most(times, filled) && !column.numeric) column.role = LoopColumn::started;
    column.setting = has_header && column.role == LoopColumn::other &&
                     vocabulary::role_of_column(rows.names[i]) == vocabulary::ColumnRole::parameter;
  }
  columns[rows.status].role = LoopColumn::status;
  return columns;
}

/// The column of the objective: the first that was measured and is no cost, rather one of validation than of training.
std::optional<std::size_t> find_objective(const LoopRows& rows, const std::vector<Column>& columns, bool has_header) {
  std::optional<std::size_t> measured, validation, speed, cost;
  const auto take = [](std::optional<std::size_t>& place, std::size_t i) {
    if (!place) place = i;
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    if (!column.numeric || column.setting) continue;
    if (!has_header && column.role == LoopColumn::other && column.varies) take(measured, i);
    if (!has_header) continue;
    if (column.role == LoopColumn::other || column.role == LoopColumn::gate) {
      const vocabulary::Split split = vocabulary::describe_metric(rows.names[i]).split;
      if (split != vocabulary::Split::train) take(measured, i);
      if (split == vocabulary::Split::validation) take(validation, i);
      if (split == vocabulary::Split::train) take(cost, i);
    }
    if (column.role == LoopColumn::speed) take(speed, i);
    if (column.role == LoopColumn::cost && column.varies) take(cost, i);
  }
  if (measured) return measured;
  if (validation) return validation;
  return speed ? speed : cost;
}

/// "note" and "description" say nothing that a reader would miss.
std::string labelled(const std::string& name, const std::string& text) {
  const std::string lower = base::to_lower(name);
  if (vocabulary::is_on_list(lower, "note,notes,comment,comments,description,observation,observations,details"))
    return text;
  std::string label = name;
  std::replace(label.begin(), label.end(), '_', ' ');
  if (label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label + ": " + text;
}

class EntryMaker {
 public:
  EntryMaker(const LoopRows& rows, std::vector<Column> columns, bool has_header)
      : rows_(rows), columns_(std::move(columns)), has_header_(has_header) {
    find_title();
  }

  LoopEntry make(const LoopRows::Row& row) {
    LoopEntry entry;
    entry.line = row.line.line;
    entry.status = row.status;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& cell = row.line.cells[i];
      if (i != rows_.status && !cell.empty() && cell != "-") take(i, cell, entry);
    }
    for (const std::string& more : row.continued) {
      if (entry.description.size() < kMaxJoinedBytes) entry.description.append(" ").append(more);
    }
    return entry;
  }

  bool marked() const { return marked_; }

 private:
  /// The column that says what was tried: by its name, else that of notes, else the longest text.
  void find_title() {
    std::vector<std::size_t> lengths(columns_.size(), 0);
    for (const LoopRows::Row& row : rows_.rows) {
      for (std::size_t i = 0; i < columns_.size(); ++i) lengths[i] += row.line.cells[i].size();
    }
    std::size_t longest = 0;
    const auto look = [&](auto fits) {
      for (std::size_t i = 0; i < columns_.size() && !title_; ++i) {
        if (lengths[i] > 0 && fits(i)) title_ = i;
      }
    };
    for (const std::string_view name : {"title", "description", "idea"}) {
      look([&](std::size_t i) {
        return columns_[i].role == LoopColumn::title && base::to_lower(rows_.names[i]) == name;
      });
    }
    look([&](std::size_t i) { return columns_[i].role == LoopColumn::title && !columns_[i].numeric; });
    look([&](std::size_t i) {
      return columns_[i].role == LoopColumn::observation &&
             vocabulary::is_on_list(base::to_lower(rows_.names[i]), "notes,note,comment,comments");
    });
    look([&](std::size_t i) { return columns_[i].role == LoopColumn::observation; });
    if (title_) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool text = columns_[i].role == LoopColumn::other && !columns_[i].numeric && i != rows_.status;
      if (!text || lengths[i] <= longest) continue;
      longest = lengths[i];
      title_ = i;
    }
  }

  void take(std::size_t i, const std::string& cell, LoopEntry& entry) {
    const std::string& name = rows_.names[i];
    if (i == title_) return void(entry.description = cell);
    switch (columns_[i].role) {
      case LoopColumn::commit:
        return void(entry.commit = cell);
      case LoopColumn::parent:
        return void(entry.parent = cell);
      case LoopColumn::id:
        if (entry.id.empty()) entry.id = cell;
        return;
      case LoopColumn::reason:
        if (base::to_lower(cell) != "none") entry.reason = cell;
        return;
      case LoopColumn::issue:
        if (base::to_lower(cell) != "none") entry.issues.push_back(cell);
        return;
      case LoopColumn::next_step:
        if (base::to_lower(cell) != "none") entry.next_steps.push_back(cell);
        return;
      case LoopColumn::observation:
      case LoopColumn::title:
        return void(entry.observations.push_back(labelled(name, cell)));
      case LoopColumn::machine:
        return void(entry.environment.push_back(
            {.path = name, .value = {.kind = model::ParameterValue::Kind::text, .text = cell}}));
      case LoopColumn::started:
        if (parse_timestamp(cell)) entry.started_at = cell;
        return;
      case LoopColumn::finished:
        if (parse_timestamp(cell)) entry.finished_at = cell;
        return;
      case LoopColumn::seed:
        return void(entry.seed = cell);
      case LoopColumn::grouping:
        if (columns_[i].numeric) return take_value(i, cell, entry);
        return take_tag(name, cell, entry);
      case LoopColumn::status:
      case LoopColumn::kept_flag:
      case LoopColumn::derived:
      case LoopColumn::session:
      case LoopColumn::metric_name:
      case LoopColumn::metric_direction:
        return;
      case LoopColumn::gate:
      case LoopColumn::other:
      case LoopColumn::cost:
      case LoopColumn::speed:
        break;
    }
    if (columns_[i].gate)
      return void(entry.tags.push_back(name + ": " + base::shorten(base::to_lower(cell), kMaxTagCharacters)));
    if (columns_[i].setting) return take_setting(name, cell, entry);
    if (columns_[i].numeric) return take_value(i, cell, entry);
    if (columns_[i].role != LoopColumn::other) return;  // a word where numbers are due
    if (base::count_characters(base::repair_utf8(cell)) <= kMaxTagCharacters) return take_tag(name, cell, entry);
    entry.observations.push_back(has_header_ ? labelled(name, cell) : cell);
  }

  void take_tag(const std::string& name, const std::string& cell, LoopEntry& entry) const {
    const std::string text = base::shorten(base::repair_utf8(cell), kMaxTagCharacters);
    const bool plain = !has_header_ || vocabulary::is_on_list(base::to_lower(name), "tag,tags,kind,type,category");
    entry.tags.push_back(plain ? text : name + ": " + text);
  }

  void take_setting(const std::string& name, const std::string& cell, LoopEntry& entry) {
    bool marked = false;
    const std::optional<model::ParameterValue> number = read_loop_number(cell, marked);
    if (entry.config.is_null()) entry.config = Json::object();
    const bool as_written = number && !marked;
    entry.config.set(name, as_written ? Json::number_as_written(number->number, number->text) : Json::string(cell));
  }

  void take_value(std::size_t i, const std::string& cell, LoopEntry& entry) {
    if (std::optional<model::ParameterValue> number = read_loop_number(cell, marked_)) {
      entry.values.push_back({.path = rows_.names[i], .value = std::move(*number)});
      return;
    }
    take_named_values(cell, entry);
  }

  /// "win_rate=58.4%,sharpe=0.183"
  void take_named_values(std::string_view cell, LoopEntry& entry) {
    std::size_t count = 0;
    while (!cell.empty() && ++count < kMostContinuations) {
      const std::size_t end = std::min(cell.find_first_of(",;"), cell.size());
      const std::string_view part = cell.substr(0, end);
      cell.remove_prefix(std::min(end + 1, cell.size()));
      const std::size_t equals = part.find('=');
      if (equals == std::string_view::npos || equals == 0) continue;
      if (auto number = read_loop_number(part.substr(equals + 1), marked_)) {
        entry.values.push_back({.path = std::string(base::trim(part.substr(0, equals))), .value = std::move(*number)});
      }
    }
  }

  const LoopRows& rows_;
  std::vector<Column> columns_;
  bool has_header_;
  std::optional<std::size_t> title_;
  bool marked_ = false;
};

class LoopTableReader {
 public:
  LoopTableReader(std::string_view text, bool tabs) : lines_(LoopLines(text, tabs)) {}

  LoopTable read() {
    std::vector<std::string> comments;
    std::vector<LoopLine> lines = lines_.read(SIZE_MAX, comments);
    if (lines.empty()) return std::move(table_);
    const LoopShape shape = ShapeFinder(lines).find();
    table_.is_loop = shape.is_loop;
    table_.empty = shape.empty;
    if (!shape.is_loop || shape.empty) {
      if (shape.is_loop)
        say(Severity::note, "loop-empty", lines.front().line, "a log without a row: nothing was tried yet");
      return std::move(table_);
    }
    read_comments(comments);
    RowSorter sorter(std::move(lines), shape, lines_.delimiter());
    const std::size_t left_out = sorter.left_out();
    const std::uint32_t first = sorter.first_left_out();
    LoopRows rows = sorter.take_rows();
    say_words(rows);
    make_logs(rows, shape.has_header);
    if (left_out > 0) {
      say(Severity::warning, "loop-rows-left-out", first,
          std::to_string(left_out) + (left_out == 1 ? " line is" : " lines are") +
              " no row of this log (no word in the column of the decision says how the try ended); left out, the first "
              "is this one");
    }
    return std::move(table_);
  }

 private:
  void say(Severity severity, const char* code, std::uint32_t line, std::string what) {
    table_.issues.push_back({severity, code, {line, 1}, std::move(what)});
  }

  void read_comments(const std::vector<std::string>& comments) {
    for (const std::string& comment : comments) {
      const std::size_t colon = comment.find(':');
      if (colon == std::string::npos) continue;
      std::string_view key = base::trim(std::string_view(comment).substr(0, colon));
      while (key.starts_with('#')) key = base::trim(key.substr(1));
      const std::string_view value = base::trim(std::string_view(comment).substr(colon + 1));
      const std::string lower = base::to_lower(key);
      if (vocabulary::is_on_list(lower, "metric_direction,direction,metric direction")) {
        direction_ = read_loop_direction(value);
      } else if (vocabulary::is_on_list(lower, "metric,metric_name,metric name,objective")) {
        metric_ = base::make_visible(base::shorten(value, 100));
      }
    }
  }

  void say_words(const LoopRows& rows) {
    std::map<std::string, std::pair<std::size_t, std::uint32_t>> words;
    for (const LoopRows::Row& row : rows.rows) {
      if (row.status.status != TryStatus::unknown) continue;
      auto& word = words.try_emplace(row.status.word, 0, row.line.line).first->second;
      ++word.first;
    }
    std::size_t said = 0;
    for (const auto& [word, found] : words) {
      if (++said > kMostUnknownWords) break;
      say(Severity::note, "loop-status-unknown", found.second,
          "\"" + base::make_visible(base::shorten(word, 60)) + "\" in the column of the decision, in " +
              std::to_string(found.first) + (found.first == 1 ? " row" : " rows") +
              ", says neither kept nor discarded nor failed; the decision is left open");
    }
  }

  /// The one value of a column with this role, or an empty text.
  static std::string common_text(const LoopRows& rows, const std::vector<Column>& columns, LoopColumn role) {
    std::string common;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].role != role) continue;
      for (const LoopRows::Row& row : rows.rows) {
        const std::string& cell = row.line.cells[i];
        if (cell.empty() || cell == "-") continue;
        if (!common.empty() && cell != common) return "";
        common = cell;
      }
    }
    return common;
  }

  /// The column that divides the log; none: the number of columns. A "thread" does so only if each begins with a kept
  /// try, as a session does; else it is a topic, and its tries start from those of others.
  static std::size_t find_session(const LoopRows& rows, std::vector<Column>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].role != LoopColumn::session) continue;
      std::map<std::string_view, bool> begun;
      bool all_kept = true;
      for (const LoopRows::Row& row : rows.rows) {
        const bool decided = row.status.status == TryStatus::keep || row.status.status == TryStatus::discard;
        if (!decided || !begun.emplace(row.line.cells[i], true).second) continue;
        all_kept = all_kept && row.status.status == TryStatus::keep;
      }
      if (all_kept || base::to_lower(rows.names[i]) != "thread") return i;
      columns[i].role = LoopColumn::grouping;
    }
    return columns.size();
  }

  /// A try that measured 0 at no cost did not run, whatever its status says.
  void drop_zeros(LoopEntry& entry, const std::vector<std::string>& names, const std::vector<Column>& columns,
                  std::size_t objective) {
    if (entry.status.status == TryStatus::keep || entry.status.status == TryStatus::failed) return;
    bool objective_zero = false, cost_zero = false;
    for (const model::Parameter& value : entry.values) {
      if (value.value.number != 0) continue;
      const auto name = std::find(names.begin(), names.end(), value.path);
      const auto column = static_cast<std::size_t>(name - names.begin());
      objective_zero = objective_zero || column == objective;
      cost_zero = cost_zero || (column < columns.size() && columns[column].role == LoopColumn::cost);
    }
    if (!objective_zero || !cost_zero) return;
    entry.values.clear();
    if (zeros_++ == 0) first_zeros_ = entry.line;
  }

  void make_logs(LoopRows& rows, bool has_header) {
    std::vector<Column> columns = judge_columns(rows, has_header);
    const std::optional<std::size_t> objective = find_objective(rows, columns, has_header);
    const std::string said_name = common_text(rows, columns, LoopColumn::metric_name);
    bool said = !said_name.empty();
    if (objective && said) rows.names[*objective] = said_name;
    if (objective && !said && !metric_.empty()) {
      const auto named = std::find(rows.names.begin(), rows.names.end(), metric_);
      const bool plain = vocabulary::is_on_list(base::to_lower(rows.names[*objective]), "metric,metric_value,value");
      if (named == rows.names.end() && plain) rows.names[*objective] = metric_;
      said = plain || named != rows.names.end();
      if (named != rows.names.end()) named_objective_ = metric_;
    }
    if (direction_ == model::Direction::unknown)
      direction_ = read_loop_direction(common_text(rows, columns, LoopColumn::metric_direction));
    const std::size_t session = find_session(rows, columns);
    EntryMaker maker(rows, columns, has_header);
    std::map<std::string, std::size_t> places;
    for (const LoopRows::Row& row : rows.rows) {
      const std::string name = session < columns.size() ? row.line.cells[session] : "";
      const auto [place, is_new] = places.emplace(name, table_.logs.size());
      if (is_new) {
        LoopLog& log = table_.logs.emplace_back();
        log.objective = !named_objective_.empty() ? named_objective_ : objective ? rows.names[*objective] : "";
        log.objective_said = said && objective;
        log.direction = direction_;
        table_.sessions.push_back(name);
      }
      table_.logs[place->second].entries.push_back(maker.make(row));
      if (objective) drop_zeros(table_.logs[place->second].entries.back(), rows.names, columns, *objective);
    }
    if (zeros_ > 0) {
      say(Severity::note, "loop-zeros", first_zeros_,
          std::to_string(zeros_) + (zeros_ == 1 ? " row that was" : " rows that were") +
              " not kept, with 0 as the objective and 0 as a cost: placeholders of a try that failed, it seems; no "
              "values are read of them, the first is this one");
    }
    if (maker.marked()) {
      say(Severity::note, "loop-numbers", rows.rows.front().line.line,
          "signs around numbers (%, ~, +, x) are left out, K and M are thousands and millions: 73.3% is read as 73.3");
    }
  }

  LoopLines lines_;
  LoopTable table_;
  model::Direction direction_ = model::Direction::unknown;
  std::string metric_, named_objective_;
  std::size_t zeros_ = 0;
  std::uint32_t first_zeros_ = 0;
};

}  // namespace

LoopTable read_loop_table(std::string_view text, bool tabs) {
  return LoopTableReader(text, tabs).read();
}

bool starts_like_loop_table(std::string_view head, bool tabs) {
  constexpr std::size_t kLookedRows = 200;
  std::vector<std::string> comments;
  const std::vector<LoopLine> lines = LoopLines(head, tabs).read(kLookedRows, comments);
  return !lines.empty() && ShapeFinder(lines).find().is_loop;
}

}  // namespace ingest
