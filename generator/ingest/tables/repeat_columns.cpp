#include "ingest/tables/repeat_columns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/tables/cells.h"
#include "vocabulary/name_words.h"

namespace ingest {
namespace {

using base::Severity;

constexpr std::size_t kNoSeed = SIZE_MAX;

/// "acc (run 2)" is "acc", "run" and "2".
struct RepeatName {
  std::string base, kind, number;
};

std::string_view without_marks(std::string_view text) {
  while (!text.empty() && std::string_view(" _-./()[]{}:,#").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

std::optional<RepeatName> read_name(std::string_view name) {
  std::string_view rest = without_marks(name);
  const std::size_t before = rest.find_last_not_of("0123456789");
  if (before == std::string_view::npos || before + 1 == rest.size()) return std::nullopt;
  const std::string number(rest.substr(before + 1));
  rest = without_marks(rest.substr(0, before + 1));
  constexpr auto kKinds = std::to_array<std::string_view>({"seed", "run", "repeat", "trial", "rep", "fold"});
  const std::string lower = base::to_lower(rest);
  for (const std::string_view kind : kKinds) {
    if (!lower.ends_with(kind)) continue;
    const std::string_view base = rest.substr(0, rest.size() - kind.size());
    const char last = base.empty() ? ' ' : base.back();
    const bool letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
    if (letter) continue;
    return RepeatName{std::string(without_marks(base)), std::string(kind), number};
  }
  return std::nullopt;
}

class Unfolder {
 public:
  Unfolder(CellGrid& table, std::size_t max_rows) : table_(table), max_rows_(max_rows) {}

  void run() {
    find_columns();
    if (places_.empty()) return;
    const std::string why = why_not();
    if (!why.empty()) {
      return say(Severity::warning, "columns such as " + quoted(table_.header[first_]) + " look like repeats, but " +
                                        why + "; each stays a column (write one row per repeat to have them as runs)");
    }
    unfold();
  }

 private:
  static std::string quoted(std::string_view text) { return '"' + base::make_visible(base::shorten(text, 60)) + '"'; }

  void say(Severity severity, std::string what) {
    table_.issues.push_back({severity, "table-repeats", {table_.header_line, 1}, std::move(what)});
  }

  void find_columns() {
    of_repeat_.assign(table_.header.size(), false);
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::optional<RepeatName> name = read_name(table_.header[i]);
      if (!name || !holds_numbers(i)) continue;
      if (places_.empty()) first_ = i;
      of_repeat_[i] = true;
      kinds_.insert(name->kind);
      if (std::find(numbers_.begin(), numbers_.end(), name->number) == numbers_.end()) numbers_.push_back(name->number);
      if (!places_.emplace(std::pair(name->base, name->number), i).second) twice_ = true;
      if (std::find(bases_.begin(), bases_.end(), name->base) == bases_.end()) bases_.push_back(name->base);
    }
    if (numbers_.size() < 2) places_.clear();
  }

  bool holds_numbers(std::size_t column) const {
    bool any = false;
    for (const TableRow& row : table_.rows) {
      const CellValue value = read_cell(row.cells[column], {});
      if (value.kind == CellValue::Kind::text) return false;
      any = any || value.kind != CellValue::Kind::missing;
    }
    return any;
  }

  std::string why_not() const {
    if (kinds_.size() > 1) return "they count different things";
    if (twice_) return "two have the same name and number";
    if (places_.size() != bases_.size() * numbers_.size()) return "not every result has a column for each of them";
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string words = vocabulary::spaced_words(table_.header[i]);
      if (!of_repeat_[i] && words.ends_with(" seed ")) return "the table has a column for the seed too";
    }
    if (std::find(bases_.begin(), bases_.end(), "") != bases_.end() && !holds_fraction()) {
      return "whole numbers could be seeds as well as results";
    }
    if (table_.rows.size() * numbers_.size() > max_rows_) return "they would make too many runs";
    return "";
  }

  bool holds_fraction() const {
    for (const auto& [name, column] : places_) {
      if (!name.first.empty()) continue;
      for (const TableRow& row : table_.rows) {
        if (row.cells[column].find_first_of(".,%") != std::string::npos) return true;
      }
    }
    return false;
  }

  /// "mean_auc" of "auc_seed_1", "Average".
  bool is_statistic(std::size_t column) const {
    constexpr auto kStatistics = std::to_array<std::string_view>(
        {"mean", "avg", "average", "std", "stdev", "sd", "median", "min", "max", "stderr", "sem", "var"});
    const std::string words = vocabulary::spaced_words(table_.header[column]);
    for (const std::string_view word : kStatistics) {
      const std::string whole = " " + std::string(word) + " ";
      if (words == whole) return true;
      for (const std::string& base : bases_) {
        const std::string of = vocabulary::spaced_words(base);
        if (!base.empty() && (words == " " + std::string(word) + of || words == of + std::string(word) + " "))
          return true;
      }
    }
    return false;
  }

  void unfold() {
    std::vector<std::size_t> shared;
    std::string left_out;
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      if (of_repeat_[i]) continue;
      if (is_statistic(i)) {
        left_out += (left_out.empty() ? "" : ", ") + base::make_visible(table_.header[i]);
      } else {
        shared.push_back(i);
      }
    }
    std::vector<TableRow> rows;
    for (const TableRow& row : table_.rows) {
      for (const std::string& number : numbers_) add_row(row, number, shared, rows);
    }
    std::vector<std::string> header;
    for (const std::size_t i : shared) header.push_back(table_.header[i]);
    header.push_back(*kinds_.begin() == "fold" ? "fold" : "seed");
    for (const std::string& base : bases_) header.push_back(base.empty() ? "result" : base);
    say(Severity::note, "columns such as " + quoted(table_.header[first_]) + " are repeats; each of the " +
                            std::to_string(numbers_.size()) + " is a run of its own" +
                            (left_out.empty() ? "" : "; statistics over them are computed, so not read: " + left_out));
    table_.header = std::move(header);
    table_.rows = std::move(rows);
  }

  void add_row(const TableRow& row, const std::string& number, const std::vector<std::size_t>& shared,
               std::vector<TableRow>& rows) const {
    TableRow out{.line = row.line, .cells = {}};
    for (const std::size_t i : shared) out.cells.push_back(row.cells[i]);
    out.cells.push_back(number);
    bool any = false;
    for (const std::string& base : bases_) {
      out.cells.push_back(row.cells[places_.at({base, number})]);
      any = any || !out.cells.back().empty();
    }
    if (any) rows.push_back(std::move(out));
  }

  CellGrid& table_;
  std::size_t max_rows_, first_ = kNoSeed;
  std::vector<bool> of_repeat_;
  std::map<std::pair<std::string, std::string>, std::size_t> places_;  // columns by result and number
  std::vector<std::string> bases_, numbers_;                           // in the order of the header
  std::set<std::string> kinds_;
  bool twice_ = false;
};

}  // namespace

void unfold_repeats(CellGrid& table, std::size_t max_rows) {
  Unfolder(table, max_rows).run();
}

}  // namespace ingest
