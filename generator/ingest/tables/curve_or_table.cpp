#include "ingest/tables/curve_or_table.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/tables/cells.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"
#include "vocabulary/words/foreign_words.h"

namespace ingest {
namespace {

using vocabulary::Axis;
using vocabulary::AxisSureness;
using Role = vocabulary::ColumnRole;

/// What loggers note although it was set: it changes while a training goes on.
constexpr std::string_view kSchedules =
    "lr,learning rate,momentum,temperature,temp,tau,epsilon,eps,beta,kl weight,kl coef,ent coef,entropy coef,"
    "weight decay,wd,sigma,noise,teacher forcing,mask ratio,exploration rate,clip range,clipfrac,current lr,alpha";
constexpr std::string_view kFilesOfCurves =
    "history,hist,log,logs,curve,curves,progress,loss,losses,training,epochs,convergence,learning,historico,historial,"
    "historique,verlauf,storico";
constexpr std::string_view kFilesOfTables =
    "result,results,leaderboard,comparison,compare,sweep,grid,search,ablation,ablations,experiment,experiments,runs,"
    "benchmark,benchmarks,scores,report,trials,tuning,hparams,hyperparameters,summary,models,cv,fold,folds,kfold,"
    "dataset,data,predictions,submission,resultados,resultats,ergebnisse,risultati,experimentos";
constexpr std::string_view kPhases = "train,training,val,valid,validation,eval,evaluation,dev,test,testing,tr,va,te";

std::string spaced_english(std::string_view name) {
  std::string out = " ";
  for (const std::string& word : vocabulary::in_english(vocabulary::words_of(name))) out += word + ' ';
  return out;
}

struct ColumnLook {
  std::string name, spaced;
  Role role = Role::unknown;
  vocabulary::AxisName axis;
  bool measure = false, schedule = false;
  std::size_t numbers = 0, texts = 0, dates = 0, flags = 0, filled = 0, different = 0;
  bool phases = true;          ///< all texts are "train", "val" and the like
  std::vector<double> values;  ///< a row each; NaN: no number

  bool is_text() const { return texts > 0 && 2 * texts >= filled && !phases; }
  bool is_number() const { return numbers > 0 && texts + dates == 0; }
};

class Judge {
 public:
  Judge(const CellGrid& grid, std::string_view file_name) : grid_(grid), count_(grid.rows.size()) {
    const std::string words = spaced_english(without_extension(file_name));
    const bool curve = vocabulary::has_any_words(words, kFilesOfCurves);
    const bool table = vocabulary::has_any_words(words, kFilesOfTables);
    called_curve_ = curve && !table;
    called_table_ = table && !curve;
  }

  bool is_curve() {
    if (count_ == 0) return grid_.header.size() > 1 && has_certain_axis();
    for (std::size_t i = 0; i < grid_.header.size(); ++i) columns_.push_back(look_at(i));
    find_schedules();
    const std::size_t axis = find_axis();
    std::size_t numbers = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      numbers += i != axis && columns_[i].numbers > 0 && !is_row_index(i) ? 1 : 0;
    }
    if (numbers == 0) return false;
    return axis != kNone ? !names_each_row(axis) : is_counted_by_rows();
  }

 private:
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  bool has_certain_axis() const {
    return std::any_of(grid_.header.begin(), grid_.header.end(), vocabulary::is_curve_axis);
  }

  ColumnLook look_at(std::size_t column) const {
    ColumnLook look;
    look.name = grid_.header[column];
    look.spaced = spaced_english(look.name);
    look.role = vocabulary::role_of_column(look.name);
    look.axis = vocabulary::possible_axis_of(look.name);
    if (look.axis.axis == Axis::wall_time) look.axis = {};
    look.measure = vocabulary::find_measure(look.name) != vocabulary::MeasureAt::nowhere && look.role == Role::result;
    std::set<std::string_view> seen;
    for (const TableRow& row : grid_.rows) {
      const std::string& cell = row.cells[column];
      const CellValue value = read_cell(cell, {});
      look.values.push_back(value.kind == CellValue::Kind::number ? value.number
                                                                  : std::numeric_limits<double>::quiet_NaN());
      if (value.kind == CellValue::Kind::missing) continue;
      ++look.filled;
      seen.insert(cell);
      if (value.kind == CellValue::Kind::number || value.kind == CellValue::Kind::ambiguous) {
        ++look.numbers;
      } else if (const std::string lower = base::to_lower(cell); lower == "true" || lower == "false") {
        ++look.flags;
      } else if (is_time(cell)) {
        ++look.dates;
      } else {
        ++look.texts;
        look.phases = look.phases && vocabulary::is_on_list(lower, kPhases);
      }
    }
    look.different = seen.size();
    return look;
  }

  /// "2026-01-02 10:00:00", "0:12:33".
  static bool is_time(std::string_view cell) {
    if (parse_timestamp(cell)) return true;
    return cell.find(':') != std::string_view::npos &&
           cell.find_first_not_of("0123456789:., ") == std::string_view::npos;
  }

  bool is_row_index(std::size_t column) const {
    return column == 0 && vocabulary::names_row_index(columns_[0].name) && counts_by_one(columns_[0].values) &&
           (columns_[0].values[0] == 0 || columns_[0].values[0] == 1);
  }

  static bool counts_by_one(const std::vector<double>& values) {
    for (std::size_t i = 1; i < values.size(); ++i) {
      if (values[i] != values[i - 1] + 1) return false;
    }
    return !values.empty() && std::isfinite(values[0]);
  }

  std::size_t first_measure() const {
    const auto found =
        std::find_if(columns_.begin(), columns_.end(), [](const ColumnLook& column) { return column.measure; });
    return static_cast<std::size_t>(found - columns_.begin());
  }

  void find_schedules() {
    const std::size_t measured = first_measure();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      ColumnLook& column = columns_[i];
      if (!column.is_number() || !vocabulary::has_any_words(column.spaced, kSchedules)) continue;
      column.schedule = has_certain_axis() || i > measured || called_curve_;
    }
  }

  /// What is set once for a training, or names it.
  bool is_setting(std::size_t column) const {
    const ColumnLook& look = columns_[column];
    if (look.different < 2 || look.schedule || look.measure || look.axis.axis != Axis::none) return false;
    if (is_row_index(column) || look.dates > 0 || look.flags == look.filled) return false;
    switch (look.role) {
      case Role::id:
      case Role::name:
      case Role::model:
      case Role::parameter:
        return look.texts == 0 || !look.phases;
      case Role::unknown:
        return look.is_text();
      default:
        return false;
    }
  }

  /// The rows that share all settings, in the order of the file.
  std::map<std::vector<std::string_view>, std::vector<std::size_t>> find_groups() const {
    std::vector<std::size_t> settings;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (is_setting(i)) settings.push_back(i);
    }
    std::map<std::vector<std::string_view>, std::vector<std::size_t>> groups;
    for (std::size_t row = 0; row < count_; ++row) {
      std::vector<std::string_view> key;
      for (const std::size_t column : settings) key.emplace_back(grid_.rows[row].cells[column]);
      groups[std::move(key)].push_back(row);
    }
    return groups;
  }

  struct Count {
    std::size_t numbers = 0, pairs = 0, ascents = 0, descents = 0, even = 0;
    bool whole = true, doubles = true;
    double first = 0;
  };

  /// How the column counts within groups.
  Count count_in_groups(const ColumnLook& column) const {
    Count out;
    std::map<double, std::size_t> steps;
    for (const auto& [key, rows] : groups_) {
      double before = std::numeric_limits<double>::quiet_NaN();
      for (const std::size_t row : rows) {
        const double value = column.values[row];
        if (!std::isfinite(value)) continue;
        if (out.numbers++ == 0) out.first = value;
        out.whole = out.whole && value == std::floor(value);
        if (!std::isnan(before)) {
          ++out.pairs;
          out.ascents += value > before ? 1 : 0;
          out.descents += value < before ? 1 : 0;
          if (value > before) {
            ++steps[value - before];
            out.doubles = out.doubles && value >= 2 * before && before > 0;
          }
        }
        before = value;
      }
    }
    for (const auto& [step, times] : steps) out.even = std::max(out.even, times);
    out.doubles = out.doubles && out.ascents >= 2;
    return out;
  }

  /// Numbers that say nothing by their name and differ, before what may count: settings rather than metrics.
  bool stands_behind_settings(std::size_t axis) const {
    return std::any_of(
        columns_.begin(), columns_.begin() + static_cast<std::ptrdiff_t>(axis), [](const ColumnLook& column) {
          return column.role == Role::unknown && column.is_number() && column.different > 1 && !column.schedule &&
                 column.axis.axis == Axis::none && !vocabulary::names_row_index(column.name);
        });
  }

  bool counts(std::size_t index) const {
    const ColumnLook& column = columns_[index];
    const Count count = count_in_groups(column);
    if (count.numbers == 0 || 10 * count.numbers < 7 * column.filled || column.texts * 4 > count_) return false;
    if (column.axis.sureness == AxisSureness::certain) {
      if (groups_.size() == 1) return true;  // nothing sets rows apart, so that they can be nothing but steps
      if (2 * groups_.size() > count_) return counts_by_one(column.values) && count_ > 2;
      return count.ascents > 0 && 2 * count.descents <= count.ascents;
    }
    const bool rises = count.ascents > 0 && 2 * count.descents <= count.ascents && 2 * count.ascents >= count.pairs;
    const bool even = 10 * count.even >= 7 * count.ascents;
    const bool from_start = count.first == 0 || count.first == 1;
    if (!count.whole || !rises || stands_behind_settings(index)) return false;
    if (first_measure() == columns_.size() && !called_curve_) return false;
    if (groups_.size() > 1 && 3 * groups_.size() > count_) return false;
    if (column.axis.sureness == AxisSureness::likely) return even || from_start || count_ >= 5;
    if (count.doubles && !from_start) return false;
    if (groups_.size() > 1 && !from_start) return false;
    if (called_table_ && !has_pairs()) return false;
    const bool many = count.pairs >= 9;
    return (even && (from_start || many || has_pairs() || called_curve_)) || (many && (has_pairs() || called_curve_)) ||
           count.pairs >= 19;
  }

  std::size_t find_axis() {
    groups_ = find_groups();
    std::size_t best = kNone;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnLook& column = columns_[i];
      if (column.axis.axis == Axis::none || column.numbers == 0) continue;
      if (best != kNone && column.axis.sureness >= columns_[best].axis.sureness) continue;
      if (counts(i)) best = i;
    }
    return best;
  }

  /// A name or an id of its own in each row. One that counts rows beside an axis says nothing.
  bool names_each_row(std::size_t axis) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnLook& column = columns_[i];
      const bool name = column.role == Role::id || column.role == Role::name || column.role == Role::model;
      if (!name || column.different < count_) continue;
      if (column.texts > 0) return true;
      if (count_ > 1 && !(counts_by_one(column.values) && counts_by_one(columns_[axis].values))) return true;
    }
    return false;
  }

  /// Whether a training and a validation column measure the same.
  bool has_pairs() const {
    if (pairs_) return *pairs_;
    std::map<std::string, int> splits;  // by the words that are left: 1 training, 2 other data
    for (const ColumnLook& column : columns_) {
      if (!column.measure || column.numbers == 0) continue;
      std::string key;
      int bit = 1;
      for (const std::string& word : vocabulary::words_of(column.spaced)) {
        const vocabulary::Split split = vocabulary::split_of(word);
        if (split == vocabulary::Split::none) key += word + ' ';
        if (split == vocabulary::Split::validation || split == vocabulary::Split::test) bit = 2;
      }
      splits[key] |= bit;
    }
    pairs_ = std::any_of(splits.begin(), splits.end(), [](const auto& split) { return split.second == 3; });
    return *pairs_;
  }

  /// Of the measures whose better direction is known, how many end better than they begin, in per cent; -1: none known.
  int share_improved() const {
    int known = 0, improved = 0;
    for (const ColumnLook& column : columns_) {
      if (!column.measure) continue;
      const model::Direction direction = vocabulary::describe_metric(column.name).direction;
      if (direction == model::Direction::unknown) continue;
      std::vector<double> values;
      std::copy_if(column.values.begin(), column.values.end(), std::back_inserter(values),
                   [](double value) { return std::isfinite(value); });
      if (values.size() < 2) continue;
      const std::size_t third = std::max<std::size_t>(1, values.size() / 3);
      double first = 0, last = 0;
      for (std::size_t i = 0; i < third; ++i) {
        first += values[i];
        last += values[values.size() - 1 - i];
      }
      ++known;
      improved += (direction == model::Direction::minimize ? last < first : last > first) ? 1 : 0;
    }
    return known == 0 ? -1 : 100 * improved / known;
  }

  /// Rises at most once, at the start, then only falls.
  static bool only_falls(const std::vector<double>& values) {
    bool fell = false;
    for (std::size_t i = 1; i < values.size(); ++i) {
      if (std::isnan(values[i]) || std::isnan(values[i - 1])) continue;
      if (values[i] < values[i - 1]) fell = true;
      if (values[i] > values[i - 1] && fell) return false;
    }
    return true;
  }

  bool is_counted_by_rows() const {
    if (count_ < 2 || (count_ < 3 && !called_curve_)) return false;
    const std::size_t measured = first_measure();
    std::size_t measures = 0, known = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnLook& column = columns_[i];
      if (column.filled == 0 || is_row_index(i)) continue;
      const bool own_row = column.role == Role::id || column.role == Role::name || column.role == Role::model ||
                           column.role == Role::item || column.role == Role::prediction || column.role == Role::note;
      if (own_row || column.is_text() || is_setting(i)) return false;
      if (column.schedule && !only_falls(column.values) && !called_curve_) return false;
      const bool unknown = column.role == Role::unknown && column.is_number() && !column.schedule;
      if (unknown && i < measured && column.different > 1 && !called_curve_) return false;
      if (column.axis.axis != Axis::none && column.axis.sureness == AxisSureness::perhaps && i < measured) return false;
      measures += column.measure && column.numbers > 0 ? 1 : 0;
      known += column.measure || column.schedule || column.dates > 0 || column.axis.axis != Axis::none ? 1 : 0;
    }
    if (measures == 0 || 2 * known < columns_.size()) return false;
    if (called_curve_) return true;
    const int improved = share_improved();
    if (has_pairs()) return improved >= 60 && (!called_table_ || count_ > 5);
    return !called_table_ && is_row_index(0) && count_ >= 10 && improved >= 80;
  }

  const CellGrid& grid_;
  std::size_t count_;
  bool called_curve_ = false, called_table_ = false;
  std::vector<ColumnLook> columns_;
  std::map<std::vector<std::string_view>, std::vector<std::size_t>> groups_;
  mutable std::optional<bool> pairs_;
};

}  // namespace

bool is_curve_of_rows(const CellGrid& rows, std::string_view file_name) {
  return Judge(rows, file_name).is_curve();
}

}  // namespace ingest
