#include "ingest/formats/loops/loop_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/loops/loop_cells.h"
#include "ingest/formats/loops/loop_columns.h"
#include "ingest/formats/loops/loop_rows.h"
#include "ingest/tables/cells.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using vocabulary::LoopColumn;
using vocabulary::TryStatus;

constexpr std::size_t kMostUnknownWords = 20;
constexpr std::size_t kMaxTagCharacters = 40;
constexpr std::size_t kMaxJoinedBytes = 16u << 10;

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
  EntryMaker(const LoopRows& rows, std::vector<LoopColumnUse> columns, bool has_header)
      : rows_(rows), columns_(std::move(columns)), has_header_(has_header) {
    find_title();
  }

  LoopEntry make(const LoopRows::Row& row) {
    LoopEntry entry;
    entry.line = row.line.line;
    entry.status = row.status;
    line_ = &row.line;
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
  const std::vector<base::TextIssue>& issues() const { return issues_; }

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
    std::optional<model::ParameterValue> number = read_loop_number(cell, marked_);
    const CellValue as_cell{.kind = number ? CellValue::Kind::number : CellValue::Kind::text,
                            .number = number ? number->number : 0};
    const bool is_damaged = is_damaged_number(cell, as_cell);
    if (number && !is_damaged) {
      entry.values.push_back({.path = rows_.names[i], .value = std::move(*number)});
      return;
    }
    const std::size_t before = entry.values.size();
    if (!number) take_named_values(cell, entry);
    if (!is_damaged || entry.values.size() > before) return;
    const std::uint32_t column = i < line_->columns.size() ? line_->columns[i] : 0;
    issues_.push_back({Severity::warning,
                       "not-a-number",
                       {line_->line, column},
                       '"' + base::make_visible(base::shorten(base::repair_utf8(cell), 40)) + "\" in \"" +
                           base::make_visible(rows_.names[i]) + "\" is not a number; left out"});
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
  std::vector<LoopColumnUse> columns_;
  bool has_header_;
  std::optional<std::size_t> title_;
  bool marked_ = false;
  const LoopLine* line_ = nullptr;  ///< that is being read
  std::vector<base::TextIssue> issues_;
};

class LoopTableReader {
 public:
  LoopTableReader(std::string_view text, bool tabs) : lines_(text, tabs) {}

  LoopTable read() {
    std::vector<std::string> comments;
    std::vector<LoopLine> lines = lines_.read(SIZE_MAX, comments);
    if (lines.empty()) return std::move(table_);
    const LoopShape shape = find_loop_shape(lines);
    table_.is_loop = shape.is_loop;
    table_.delimiter = lines_.delimiter();
    table_.empty = shape.empty;
    if (!shape.is_loop || shape.empty) {
      if (shape.is_loop)
        say(Severity::note, "loop-empty", lines.front().line, "a log without a row: nothing was tried yet");
      return std::move(table_);
    }
    read_comments(comments);
    LoopRows rows = sort_loop_rows(std::move(lines), shape, lines_.delimiter());
    const std::size_t left_out = rows.left_out;
    say_words(rows);
    make_logs(rows, shape.has_header);
    if (left_out > 0) {
      say(Severity::warning, "loop-rows-left-out", rows.first_left_out,
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
  static std::string common_text(const LoopRows& rows, const std::vector<LoopColumnUse>& columns, LoopColumn role) {
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
  static std::size_t find_session(const LoopRows& rows, std::vector<LoopColumnUse>& columns) {
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
  void drop_zeros(LoopEntry& entry, const std::vector<std::string>& names, const std::vector<LoopColumnUse>& columns,
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
    std::vector<LoopColumnUse> columns = judge_loop_columns(rows, has_header);
    const std::optional<std::size_t> objective = find_loop_objective(rows, columns, has_header);
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
    table_.issues.insert(table_.issues.end(), maker.issues().begin(), maker.issues().end());
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
  return !lines.empty() && find_loop_shape(lines).is_loop;
}

}  // namespace ingest
