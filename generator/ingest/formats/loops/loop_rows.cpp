#include "ingest/formats/loops/loop_rows.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "vocabulary/column_roles.h"

namespace ingest {
namespace {

using vocabulary::LoopColumn;
using vocabulary::StatusWord;
using vocabulary::TryStatus;

constexpr std::size_t kEnoughToTell = 200;
constexpr std::size_t kMaxProseBytes = 16u << 10;

double share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

StatusWord status_in(const std::string& cell, bool flag) {
  return flag ? vocabulary::read_kept_flag(cell) : vocabulary::read_try_status(cell);
}

bool is_status_name(std::string_view name) {
  const LoopColumn role = vocabulary::role_of_loop_column(name);
  return role == LoopColumn::status || role == LoopColumn::kept_flag;
}

class ShapeFinder {
 public:
  explicit ShapeFinder(const std::vector<LoopLine>& lines) : lines_(lines), first_(lines.front().cells) {}

  LoopShape find() const {
    LoopShape best;
    double best_share = 0;
    const bool numbers_first = std::any_of(first_.begin(), first_.end(), is_loop_number);
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
    if (!pending_.cells.empty()) ++rows_.left_out;
  }

  LoopRows take_rows() {
    // Rows above a header that adds columns have none of them.
    for (LoopRows::Row& row : rows_.rows) row.line.cells.resize(rows_.names.size());
    return std::move(rows_);
  }

 private:
  void leave_out(std::uint32_t line) {
    if (rows_.left_out++ == 0) rows_.first_left_out = line;
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
      if (is_loop_number(cell)) return false;
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

  static bool has_number(const LoopLine& line) {
    return std::any_of(line.cells.begin(), line.cells.end(), is_loop_number);
  }

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
    if (++joined_ > kMostContinuations || last.size() > kMaxProseBytes) {
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
    if (more.size() < kMostContinuations) more.push_back(line.cells.front().substr(0, kMaxProseBytes));
  }

  LoopShape shape_;
  std::string joint_;  // of cells that belong together after all
  LoopRows rows_;
  std::vector<std::size_t> map_;  // of a cell to its column
  std::vector<std::string> header_;
  LoopLine pending_;
  std::size_t joined_ = 0;
};

}  // namespace

LoopShape find_loop_shape(const std::vector<LoopLine>& lines) {
  return ShapeFinder(lines).find();
}

LoopRows sort_loop_rows(std::vector<LoopLine> lines, const LoopShape& shape, char delimiter) {
  return RowSorter(std::move(lines), shape, delimiter).take_rows();
}

bool is_most(std::size_t part, std::size_t whole) {
  return whole > 0 && share_of(part, whole) >= 0.8;
}

}  // namespace ingest
