#pragma once
/// The columns and axes of a metric file while it is read: one place for the rules that every format follows.
///
/// A row may hold any subset of the columns. Values are kept column by column, so memory is that of the numbers.
/// Steps must be whole numbers up to 2^53 in magnitude: others leave their row without a step (step-not-whole,
/// step-range: warnings). Rows that were trained over are left out at the end (see settle_rows.h). Without a step and
/// an epoch anywhere, a column whose name may say where a row stands ("round", "samples") and whose whole numbers rise
/// is the axis; without one, too, rows are numbered (no-step: warning).

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/text/text_issue.h"
#include "model/notice.h"
#include "model/run.h"
#include "vocabulary/axis_names.h"

namespace ingest {

inline constexpr std::size_t kMaxMetricColumns = 10'000;
/// So many are taken in place of others that come before them: names that could be an objective, or have a role.
inline constexpr std::size_t kMaxFavouredColumns = 1'000;
inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

/// Where a cell stands. In a table the column is only counted when someone asks, which is seldom.
struct CellPlace {
  CellPlace(base::Position position) : position_(position) {}
  CellPlace(const base::CsvRow& row, std::size_t cell) : row_(&row), cell_(cell) {}
  base::Position position() const { return row_ != nullptr ? row_->where(cell_) : position_; }

 private:
  const base::CsvRow* row_ = nullptr;
  std::size_t cell_ = 0;
  base::Position position_;
};

class MetricColumns {
 public:
  using Sink = std::function<void(model::Notice)>;
  MetricColumns(std::string file, Sink notice);

  /// A new column, even if another one has this name.
  std::size_t add_column(std::string name);
  /// The first column of this name, added if there is none; kNoColumn beyond kMaxMetricColumns, unless it is
  /// one of kMaxFavouredColumns, for which the last ones that nobody would miss are left out (said in finish()).
  std::size_t column(std::string_view name);
  /// From now on the column is this axis. An axis is said once; later calls for it are ignored.
  void use_as_axis(std::size_t column, vocabulary::Axis axis);
  bool has_axis(vocabulary::Axis axis) const { return axis_column_[static_cast<std::size_t>(axis)] != kNoColumn; }
  vocabulary::Axis axis_of_column(std::size_t column) const { return columns_[column].axis; }
  /// Whether a column was added since this was last asked: only then there is a name that nobody has looked at.
  bool take_new_columns() { return std::exchange(columns_asked_, columns_.size()) != columns_.size(); }
  /// Whether the column is no axis and has no value yet.
  bool is_untouched(std::size_t column) const {
    return columns_[column].axis == vocabulary::Axis::none && columns_[column].series.values.empty();
  }
  const std::string& name(std::size_t column) const { return columns_[column].series.name; }
  bool has_column(const std::string& name) const { return by_name_.count(name) > 0; }
  bool holds_only_text(std::size_t column) const {
    return columns_[column].texts > 0 && columns_[column].series.values.empty();
  }
  std::size_t columns() const { return columns_.size(); }

  /// Decimal commas ("1,25") are numbers, as in files whose cells are separated by semicolons. Said as an error, once,
  /// as "1,250" could be either of two numbers.
  void allow_decimal_commas() { decimal_commas_ = true; }
  /// The row number counts epochs: for files that have one list of values per metric and nothing else.
  void use_rows_as_epochs() { rows_are_epochs_ = true; }

  /// Nothing can say where rows stand, and the caller has said so: rows are counted without a word (no-step).
  void count_rows() { rows_counted_ = true; }

  void begin_row();
  /// The next row is the first of another launch of the program.
  void begin_launch() { launches_.push_back(static_cast<std::uint32_t>(rows_)); }
  std::size_t rows() const { return rows_; }
  /// Whether the current row already has a value in this column.
  bool has_value(std::size_t column) const { return columns_[column].last_row == rows_; }

  /// A number in the current row; the last one given counts. REQUIRES: begin_row() was called, column < columns().
  void add(std::size_t column, double value, const CellPlace& at) {
    assert(rows_ > 0 && column < columns_.size());
    Column& target = columns_[column];
    if (target.axis != vocabulary::Axis::none) return add_to_axis(target, value, at);
    const std::size_t row = rows_ - 1;
    if (!target.sparse && target.series.values.size() == row) {
      target.last_row = rows_;
      target.series.values.push_back(value);
    } else {
      add_sparse(target, value);
    }
  }
  /// What a cell or a string says: a number with blanks around it, "nan", "inf", "True"/"False" (1 and 0), a percentage
  /// ("0.82%" is 0.82), a date in a time column; nothing and the words of vocabulary/words/missing_words.h are no
  /// value; anything else is counted as text, and said in finish().
  void add_text(std::size_t column, std::string_view text, const CellPlace& at);
  /// Something that is neither number nor text: "a list".
  void add_other(std::size_t column, std::string_view what, const CellPlace& at);

  /// Moves everything into `run`, columns in the order they were first seen, and says what was odd about them. What was
  /// trained over is left out, unless the run holds repeats (split_repeats.h), which are to be told apart first.
  void finish(model::Run& run);

 private:
  struct Column {
    model::Series series;
    vocabulary::Axis axis = vocabulary::Axis::none;
    bool dropped = false;
    bool sparse = false;       ///< a row was left out, so that series.rows says where values stand
    std::size_t last_row = 0;  ///< rows_ when the last value came
    std::uint64_t texts = 0, percents = 0;
    base::Position first_text_at, first_percent_at;
    std::string first_text;
    std::vector<std::string> words;                        ///< what its cells say, if it may name trainings
    std::unordered_map<std::string, std::size_t> word_at;  ///< places in words; looked up, never iterated
    std::vector<double> word_of_row;
    bool names_trainings = true;  ///< until something speaks against it
    bool names_data = false;      ///< all words so far are "train", "val" and the like
    bool names_repeats = false;   ///< by its own name
  };

  void add_sparse(Column& column, double value);
  void add_word(Column& column, std::string_view text);
  void add_to_axis(Column& column, double value, const CellPlace& at);
  void add_step(double value, const CellPlace& at);
  void follow(double value, const CellPlace& at);
  bool add_special(std::size_t column, std::string_view text, const CellPlace& at);
  void say(base::Severity severity, const char* code, base::Position at, std::string what,
           std::uint64_t count = 1) const;
  std::size_t column_beyond_limit(std::string name);
  void drop_least_wanted();
  void adopt_axis();
  bool counts_up(const Column& column) const;
  void say_of_axes();
  void say_of_column(const Column& column) const;
  void settle(model::Run& run);
  void move_axes(model::RowAxes& axes);
  void move_series(model::Run& run);
  bool take_setting(const Column& column, model::Run& run);
  void drop_words(model::Run& run) const;

  std::string file_;
  Sink notice_;
  std::vector<Column> columns_;
  std::unordered_map<std::string, std::size_t> by_name_;  // looked up, never iterated
  std::size_t axis_column_[4] = {kNoColumn, kNoColumn, kNoColumn, kNoColumn};
  std::vector<double> axis_values_[4];
  std::size_t rows_ = 0, columns_asked_ = 0;
  bool decimal_commas_ = false, rows_are_epochs_ = false, rows_counted_ = false, dates_ = false,
       settings_taken_ = false;
  std::uint64_t cells_ = 0, missing_ = 0, decimal_commas_seen_ = 0;
  std::unordered_set<std::string> refused_;  // names; looked up and counted, never iterated
  std::string first_missing_, first_decimal_comma_;
  base::Position first_missing_at_;
  struct RowPlace {
    std::uint32_t row = 0;
    base::Position at;
  };
  double last_place_ = model::kMissing;
  std::vector<RowPlace> went_back_;  ///< the first rows that stand before the row above them
  std::vector<std::uint32_t> launches_;
  std::size_t data_column_ = kNoColumn;  ///< of words that say which data a row is of
};

}  // namespace ingest
