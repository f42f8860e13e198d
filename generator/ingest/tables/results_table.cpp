#include "ingest/tables/results_table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/near_names.h"
#include "ingest/tables/column_content.h"
#include "ingest/tables/repeat_columns.h"
#include "ingest/tables/tool_columns.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/loops/loop_words.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using base::Severity;
using ColumnUse = vocabulary::ColumnRole;

constexpr std::size_t kNoHeaderRow = SIZE_MAX;
constexpr std::size_t kMaxTurnedColumns = 500;
constexpr std::size_t kMaxGuessedRuns = 500;  // of a table in which no name says what was measured
constexpr auto kKeyNames =
    std::to_array<std::string_view>({" parameter ", " param ", " hyperparameter ", " hyper parameter ", " parametro ",
                                     " variable ", " experimento ", " experiment "});
constexpr auto kValueNames = std::to_array<std::string_view>({" value ", " valor ", " val ", " setting "});
constexpr auto kCounts = std::to_array<std::string_view>({" steps ", " length ", " episode length ", " episodes "});

/// What alone makes no table of runs: how far a run went, and how large its model is.
constexpr auto kNoMeasures =
    std::to_array<std::string_view>({"epoch", "epochs", "epoca", "step", "steps", "iteration", "iterations", "iter",
                                     "iters", "params", "param", "count", "global"});
constexpr auto kQualifiers = std::to_array<std::string_view>(
    {"best", "mejor", "final", "last", "mean", "avg", "average", "std", "median", "total", "num", "n"});

/// Not "epoch", "best_step", "seed_0_step", "param_count".
bool is_measure(std::string_view name) {
  const std::string words = vocabulary::spaced_words(name);
  bool counts = false;
  for (std::size_t at = 1; at < words.size();) {
    const std::size_t end = words.find(' ', at);
    const std::string_view word = std::string_view(words).substr(at, end - at);
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    const bool qualifies = base::contains(kQualifiers, word) || vocabulary::split_of(word) != vocabulary::Split::none;
    if (!number && word != "seed" && !qualifies) {
      if (!base::contains(kNoMeasures, word)) return true;
      counts = true;
    }
    at = end + 1;
  }
  return !counts;
}

std::string quoted_name(std::string_view text) {
  return '"' + base::make_visible(base::shorten(text, 60)) + '"';
}

class TableDecision {
 public:
  TableDecision(CellGrid table, const model::TableSettings* said) : said_(said) { out_.table = std::move(table); }

  ResultsTable decide() {
    turn_if_runs_are_columns();
    if (!says_names()) {
      by_tool_ = find_tool_columns(out_.table);
      if (std::none_of(by_tool_.begin(), by_tool_.end(), [](const auto& role) { return role.has_value(); })) {
        by_tool_.clear();
        unfold_repeats(out_.table, kMaxTableRuns);
      }
    }
    by_tool_.resize(out_.table.header.size());
    if (header().empty() || rows().empty()) return refuse("it has no row below its header");
    for (const TableRow& row : rows()) {
      for (const std::string& cell : row.cells) out_.commas.look_at(cell);
    }
    find_pairs();
    decide_roles();
    apply_settings();
    choose_name();
    drop_rows();
    check();
    return std::move(out_);
  }

 private:
  std::vector<std::string>& header() { return out_.table.header; }
  std::vector<TableRow>& rows() { return out_.table.rows; }

  ResultsTable refuse(std::string why) {
    out_.refusal = std::move(why);
    return std::move(out_);
  }

  std::size_t count_roles(ColumnUse role) const {
    return static_cast<std::size_t>(std::count(out_.roles.begin(), out_.roles.end(), role));
  }

  bool says_names() const { return said_ != nullptr && !(said_->parameters.empty() && said_->results.empty()); }

  void turn_if_runs_are_columns() {
    bool turn = said_ != nullptr && said_->transposed;
    if (!turn && !says_names()) turn = looks_turned();
    if (!turn || header().size() > kMaxTurnedColumns * 20) return;
    CellGrid turned = std::move(out_.table);
    CellGrid& table = out_.table = {};
    table.delimiter = turned.delimiter;
    table.header_line = turned.header_line;
    table.issues = std::move(turned.issues);
    table.header.push_back(names_runs(turned.header[0]) ? "run" : turned.header[0]);
    for (const TableRow& row : turned.rows) table.header.push_back(row.cells[0]);
    const auto holds_number = [&](std::size_t column) {
      return std::any_of(turned.rows.begin(), turned.rows.end(), [&](const TableRow& row) {
        return read_cell(row.cells[column], {}).kind == CellValue::Kind::number;
      });
    };
    for (std::size_t i = 1; i < turned.header.size(); ++i) {
      if (!holds_number(i)) continue;  // "Winner"
      TableRow run{.line = turned.header_line, .cells = {turned.header[i]}};
      for (const TableRow& row : turned.rows) run.cells.push_back(row.cells[i]);
      table.rows.push_back(std::move(run));
    }
    out_.transposed = true;
  }

  /// Whether columns below this corner are called after runs: it says what stands in the first column ("Metric"), or
  /// nothing, and not what was set in each of them ("seed", "dataset").
  bool names_runs(const std::string& corner) const {
    const bool said = said_ != nullptr && (base::contains(said_->parameters, corner) ||
                                           base::contains(said_->results, corner) || said_->id == corner);
    return corner.empty() || (!said && vocabulary::role_of_column(corner) == ColumnUse::unknown);
  }

  /// Labels in the first column that are names of results and parameters, and none in the header.
  bool looks_turned() {
    if (header().size() < 3 || header().size() > kMaxTurnedColumns || rows().size() < 2) return false;
    for (std::size_t i = 1; i < header().size(); ++i) {
      const ColumnUse role = vocabulary::role_of_column(header()[i]);
      if (role == ColumnUse::result || role == ColumnUse::parameter || role == ColumnUse::item) return false;
    }
    std::size_t results = 0, parameters = 0;
    std::set<std::string_view> labels;
    for (const TableRow& row : rows()) {
      const ColumnUse role = vocabulary::role_of_column(row.cells[0]);
      results += role == ColumnUse::result ? 1 : 0;
      parameters += role == ColumnUse::parameter ? 1 : 0;
      if (!labels.insert(row.cells[0]).second) return false;
    }
    return results > 0 && results + parameters >= 2 && 2 * (results + parameters) >= rows().size();
  }

  ColumnContent content_of(std::size_t column) const { return look_at_column(out_.table, column, out_.commas); }

  void find_pairs() {
    if (says_names()) return;
    for (std::size_t i = 0; i + 1 < header().size(); ++i) {
      const std::string key = vocabulary::spaced_words(header()[i]);
      if (!base::contains(kKeyNames, key) || !base::contains(kValueNames, vocabulary::spaced_words(header()[i + 1])))
        continue;
      const ColumnContent keys = content_of(i);
      if (keys.texts == 0 || keys.numbers > 0 || (keys.different == rows().size() && rows().size() > 1)) continue;
      out_.key_column = i;
      out_.value_column = i + 1;
      return;
    }
  }

  void decide_roles() {
    std::size_t first_result = header().size();
    std::vector<ColumnContent> contents;
    for (std::size_t i = 0; i < header().size(); ++i) {
      contents.push_back(content_of(i));
      ColumnUse role = vocabulary::role_of_column(header()[i]);
      if (by_tool_[i]) role = *by_tool_[i];
      if (i == out_.key_column || i == out_.value_column) role = ColumnUse::parameter;
      if (role == ColumnUse::result && contents[i].numbers == 0 && tells_of_a_failure(header()[i])) {
        role = ColumnUse::note;
      } else if (role == ColumnUse::result && contents[i].numbers == 0) {
        const bool set = contents[i].filled() > 0 && !holds_lists(i);
        role = set ? ColumnUse::parameter : ColumnUse::about;
      } else if (role == ColumnUse::result) {
        first_result = std::min(first_result, i);
        const vocabulary::Axis axis = vocabulary::possible_axis_of(header()[i]).axis;
        const bool counts = axis == vocabulary::Axis::step || axis == vocabulary::Axis::epoch;
        out_.has_result = out_.has_result || (!counts && is_measure(header()[i]));
      }
      out_.roles.push_back(role);
    }
    for (std::size_t i = 0; i < header().size(); ++i) {
      const std::string words = vocabulary::spaced_words(header()[i]);
      const bool guessed = out_.roles[i] == ColumnUse::unknown;
      if (guessed) out_.roles[i] = role_by_content(i, contents[i], first_result);
      guessed_.push_back(guessed && out_.roles[i] == ColumnUse::parameter);
      const bool counted =
          base::contains(kCounts, words) && contents[i].different == rows().size() && rows().size() > 2;
      if (counted && contents[i].texts == 0) out_.roles[i] = ColumnUse::result;
      if (out_.roles[i] == ColumnUse::parameter && counts_repeats(words) && has_deviations()) {
        out_.roles[i] = ColumnUse::about;  // of how many the means are
      }
      if (words == " rank " && contents[i].numbers > 0 && contents[i].different < rows().size()) {
        out_.roles[i] = ColumnUse::parameter;  // of an adapter, not the place of the run
      }
    }
    drop_outcomes(contents, first_result);
    if (!out_.has_result) out_.has_result = has_result_by_content(contents);
  }

  /// What the columns before decide was not set: numbers behind a full grid of settings, and words behind the results
  /// of rows that are told apart before ("Worst Target").
  void drop_outcomes(const std::vector<ColumnContent>& contents, std::size_t first_result) {
    std::vector<std::size_t> set;
    for (std::size_t i = 0; i < out_.roles.size(); ++i) {
      if (out_.roles[i] == ColumnUse::parameter || out_.roles[i] == ColumnUse::model ||
          out_.roles[i] == ColumnUse::name)
        set.push_back(i);
    }
    const std::size_t grid = end_of_grid(out_.table, set);
    const bool told = first_result < header().size() && tell_rows_apart(out_.table, set, first_result);
    for (const std::size_t i : set) {
      if (!guessed_[i]) continue;
      const bool numbers = contents[i].numbers == contents[i].filled();
      if (numbers && i >= grid && !follows_one_column(out_.table, i, set, grid)) out_.roles[i] = ColumnUse::result;
      if (!numbers && told && i > first_result) out_.roles[i] = ColumnUse::about;
    }
  }

  static bool counts_repeats(std::string_view words) {
    return words == " n " || words == " count " || words == " n runs " || words == " num runs " ||
           words == " n seeds " || words == " num seeds " || words == " runs " || words == " seeds " ||
           words == " n samples ";
  }

  /// Whether some column says how far values lie apart: "accuracy_std".
  bool has_deviations() {
    return std::any_of(header().begin(), header().end(), [](const std::string& name) {
      return vocabulary::has_any_words(vocabulary::spaced_words(name), "std,stdev,sd,sem,stderr,ci,ci 95,std dev");
    });
  }

  /// "error", "exception": words there say what went wrong.
  static bool tells_of_a_failure(std::string_view name) {
    return vocabulary::role_of_loop_column(name) == vocabulary::LoopColumn::issue;
  }

  /// Where a column says that rows are models or experiments, and another holds what nobody sets.
  bool has_result_by_content(const std::vector<ColumnContent>& contents) {
    if (rows().size() > kMaxGuessedRuns) return false;
    bool labelled = false, measured = false;
    for (std::size_t i = 0; i < header().size(); ++i) {
      const bool plain_name = vocabulary::spaced_words(header()[i]) == " name ";
      labelled = labelled || out_.roles[i] == ColumnUse::model || (out_.roles[i] == ColumnUse::name && !plain_name);
      measured = measured || (out_.roles[i] == ColumnUse::result && is_measured(contents[i]));
    }
    return labelled && measured;
  }

  bool holds_lists(std::size_t column) const {
    return std::all_of(out_.table.rows.begin(), out_.table.rows.end(), [&](const TableRow& row) {
      return row.cells[column].empty() || row.cells[column][0] == '[' || row.cells[column][0] == '{';
    });
  }

  ColumnUse role_by_content(std::size_t column, const ColumnContent& content, std::size_t first_result) {
    const std::string& name = header()[column];
    if (name.empty() && column == 0) return content.numbers == content.filled() ? ColumnUse::about : ColumnUse::name;
    if (content.filled() == 0) return ColumnUse::about;
    const std::string words = vocabulary::spaced_words(name);
    const bool base = words.find(" base ") != std::string::npos || words.find(" baseline ") != std::string::npos;
    if (content.flags == content.filled() && base) return ColumnUse::tags;
    const bool all_differ = content.different == rows().size() && rows().size() > 1;
    if (all_differ && (content.moments == content.filled() || content.places == content.filled()))
      return ColumnUse::about;
    if (all_differ && content.texts == content.filled() && content.moments + content.dated == content.texts)
      return ColumnUse::name;
    if (is_measured(content) || is_number_with_words(content)) return ColumnUse::result;
    // A matrix of confusion: no two rows have the same.
    if (column > first_result && all_differ && holds_lists(column)) {
      return ColumnUse::about;
    }
    if (content.texts + content.flags > 0 || column < first_result) return ColumnUse::parameter;
    return ColumnUse::result;
  }

  void apply_settings() {
    if (said_ == nullptr) return;
    apply_list(said_->parameters, ColumnUse::parameter);
    apply_list(said_->results, ColumnUse::result);
    if (!said_->results.empty()) out_.has_result = count_roles(ColumnUse::result) > 0;
    if (said_->id.empty()) return;
    const auto found = std::find(header().begin(), header().end(), said_->id);
    if (found == header().end()) return say_unknown(said_->id);
    for (ColumnUse& role : out_.roles) {
      if (role == ColumnUse::id) role = ColumnUse::about;
    }
    out_.roles[static_cast<std::size_t>(found - header().begin())] = ColumnUse::id;
    out_.id_said = true;
  }

  void apply_list(const std::vector<std::string>& names, ColumnUse role) {
    if (names.empty()) return;
    for (std::size_t i = 0; i < header().size(); ++i) {
      const bool listed = base::contains(names, header()[i]);
      if (listed) out_.roles[i] = role;
      const bool other = role == ColumnUse::result ? base::contains(said_->parameters, header()[i])
                                                   : base::contains(said_->results, header()[i]);
      if (!listed && !other && out_.roles[i] == role) out_.roles[i] = ColumnUse::about;
    }
    for (const std::string& name : names) {
      if (!base::contains(header(), name)) say_unknown(name);
    }
  }

  void say_unknown(const std::string& name) {
    const std::vector<std::string_view> known(header().begin(), header().end());
    out_.issues.push_back({Severity::warning,
                           "table-setting",
                           {out_.table.header_line, 1},
                           "trialpress.json names a column " + quoted_name(name) + " that the table does not have; " +
                               near_name_hint(name, known)});
  }

  void choose_name() {
    const auto first = [&](ColumnUse role) {
      const auto found = std::find(out_.roles.begin(), out_.roles.end(), role);
      return found == out_.roles.end() ? kNoHeaderRow : static_cast<std::size_t>(found - out_.roles.begin());
    };
    out_.id_column = first(ColumnUse::id);
    out_.name_column = first(ColumnUse::name);
    if (out_.key_column == out_.name_column) out_.name_column = kNoHeaderRow;
    const std::size_t model = first(ColumnUse::model);
    for (std::size_t i = 0; i < out_.roles.size(); ++i) {
      const bool spare = out_.roles[i] == ColumnUse::name && i != out_.name_column;
      if (spare || out_.roles[i] == ColumnUse::model) out_.roles[i] = ColumnUse::parameter;
    }
    const bool named = out_.name_column != kNoHeaderRow && content_of(out_.name_column).filled() > 0;
    if (named || model == kNoHeaderRow) return;
    const bool alone = count_roles(ColumnUse::parameter) == 1;
    if (alone || 2 * content_of(model).different > rows().size()) out_.name_column = model;
  }

  std::size_t label_column() const {
    if (out_.name_column != kNoHeaderRow) return out_.name_column;
    return out_.id_column != kNoHeaderRow ? out_.id_column : 0;
  }

  void drop_rows() {
    const std::size_t column = label_column();
    std::size_t end = rows().size();
    while (end > 0 && vocabulary::is_summary_label(rows()[end - 1].cells[column])) --end;
    if (end > 0) {
      for (std::size_t i = end; i < rows().size(); ++i) {
        say_row(rows()[i], "table-summary-row",
                quoted_name(rows()[i].cells[column]) + " sums up the rows above; left out");
      }
      rows().resize(end);
    }
    if (out_.name_column == kNoHeaderRow && out_.id_column == kNoHeaderRow) return;
    std::set<std::vector<std::string>> seen;
    std::erase_if(rows(), [&](const TableRow& row) {
      if (seen.insert(row.cells).second) return false;
      say_row(row, "table-row-again", quoted_name(row.cells[column]) + " stands above with the same cells; read once");
      return true;
    });
  }

  void say_row(const TableRow& row, const char* code, std::string what) {
    out_.issues.push_back({Severity::note, code, {row.line, 1}, std::move(what)});
  }

  bool is_headerless() const {
    return said_ == nullptr &&
           std::all_of(out_.table.header.begin(), out_.table.header.end(),
                       [](const std::string& name) { return base::parse_number(name).has_value(); });
  }

  /// All that differs is what counts steps, or changes with them, and differs in each row.
  bool is_set_along_a_training() {
    bool counts = false;
    for (std::size_t i = 0; i < header().size(); ++i) {
      if (out_.roles[i] != ColumnUse::parameter) continue;
      const ColumnContent content = content_of(i);
      if (content.different < 2) continue;
      const vocabulary::AxisName axis = vocabulary::possible_axis_of(header()[i]);
      if (axis.axis == vocabulary::Axis::none || axis.sureness == vocabulary::AxisSureness::perhaps) return false;
      if (content.different < rows().size()) return false;
      counts = true;
    }
    return counts && rows().size() > 2;
  }

  bool holds_macro_rows() {
    return std::any_of(rows().begin(), rows().end(), [](const TableRow& row) {
      const std::string words = vocabulary::spaced_words(row.cells[0]);
      return words == " macro avg " || words == " weighted avg " || words == " micro avg ";
    });
  }

  void check() {
    const bool named = out_.name_column != kNoHeaderRow || out_.id_column != kNoHeaderRow;
    if (is_headerless()) {
      out_.refusal = "its first line holds numbers, so that nothing says what its columns are";
      out_.headerless = true;
    } else if (!out_.has_result) {
      out_.refusal = "no column is a result by its name";
    } else if (out_.table.too_long) {
      out_.refusal = "more than " + std::to_string(kMaxTableRuns) + " rows are data rather than runs";
    } else if (said_ != nullptr) {
      return;
    } else if (count_roles(ColumnUse::prediction) > 0) {
      out_.refusal = "it holds predictions";
    } else if (count_roles(ColumnUse::item) > 0 || holds_macro_rows()) {
      out_.refusal = "its rows are parts of what one run was measured on (classes, images, episodes)";
    } else if (!named && count_roles(ColumnUse::parameter) == 0) {
      out_.refusal = "no column is a parameter or names the run";
    } else if (!named && is_set_along_a_training()) {
      out_.refusal = "its rows look like steps of one training, and no column counts them";
    } else if (!named && rows().size() > kMaxNamelessRuns) {
      out_.refusal =
          "more than " + std::to_string(kMaxNamelessRuns) + " rows that nothing names are data rather than runs";
    } else if (out_.table.refused_rows > rows().size()) {
      out_.refusal = "most rows have more cells than the header";
    }
  }

  const model::TableSettings* said_;
  std::vector<std::optional<ColumnUse>> by_tool_;
  std::vector<bool> guessed_;  // parameters by their contents and place alone
  ResultsTable out_;
};

}  // namespace

ResultsTable decide_table(CellGrid table, const model::TableSettings* said) {
  return TableDecision(std::move(table), said).decide();
}

}  // namespace ingest
