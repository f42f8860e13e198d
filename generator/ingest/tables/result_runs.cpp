#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/json/json.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/python_literal.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/tables/results_table.h"
#include "vocabulary/name_words.h"
#include "vocabulary/words/missing_words.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;
using CellRole = vocabulary::ColumnRole;

constexpr std::size_t kNoMember = SIZE_MAX;

class RunMaker {
 public:
  RunMaker(const ReadContext& context, const std::string& path, const ResultsTable& table, const std::string& project)
      : context_(context), path_(path), table_(table), project_(project), stem_(without_extension(path)) {}

  void append(std::vector<model::Run>& runs) {
    look_at_results();
    look_at_parameters();
    say_missing();
    names_are_unique_ = cells_differ(table_.name_column);
    ids_are_unique_ = cells_differ(table_.id_column);
    rows_are_repeats_ = table_.name_column != kNoMember &&
                        std::all_of(table_.table.rows.begin(), table_.table.rows.end(), [&](const TableRow& row) {
                          return vocabulary::is_repeat_label(row.cells[table_.name_column]);
                        });
    const std::size_t first = runs.size();
    for (std::size_t i = 0; i < table_.table.rows.size(); ++i) runs.push_back(make_run(i));
    say_columns(runs.size() - first);
  }

 private:
  void say(Severity severity, const char* code, std::uint32_t line, std::string what) const {
    context_.notice({.severity = severity, .code = code, .file = path_, .at = {line, 0}, .what = std::move(what)});
  }

  const std::string& title(std::size_t column) const { return table_.table.header[column]; }

  bool cells_differ(std::size_t column) const {
    if (column == kNoMember) return false;
    std::set<std::string_view> seen;
    return std::all_of(table_.table.rows.begin(), table_.table.rows.end(), [&](const TableRow& row) {
      return !row.cells[column].empty() && seen.insert(row.cells[column]).second;
    });
  }

  void look_at_results() {
    percent_.assign(table_.roles.size(), false);
    numeric_.assign(table_.roles.size(), false);
    for (std::size_t i = 0; i < table_.roles.size(); ++i) {
      if (table_.roles[i] != CellRole::result) continue;
      bool deviation = false, arrow = false, footnote = false;
      std::size_t numbers = 0, words = 0, damaged = 0;
      std::string word;
      for (const TableRow& row : table_.table.rows) {
        const CellValue value = read_cell(row.cells[i], table_.commas);
        percent_[i] = percent_[i] || value.percent;
        deviation = deviation || !value.deviation.empty();
        arrow = arrow || value.arrow;
        footnote = footnote || value.footnote;
        numbers += value.kind == CellValue::Kind::number ? 1 : 0;
        if (is_damaged_number(row.cells[i], value)) {
          ++damaged;
        } else if (value.kind == CellValue::Kind::text && words++ == 0) {
          word = base::make_visible(base::shorten(value.text, 40));
        }
      }
      // As many as are damaged are no words: the column is one of numbers all the same.
      numeric_[i] = numbers >= damaged + words;
      if (words > 0 && numbers > 0)
        say_cells(i, "cell-word",
                  "has words in " + std::to_string(words) + (words == 1 ? " cell" : " cells") + " (here \"" + word +
                      "\"); they are no values");
      if (percent_[i]) say_cells(i, "percent", "is in per cent; read as shares, 85 % as 0.85");
      if (deviation)
        say_cells(i, "cell-deviation",
                  "states deviations (0.91 ± 0.02); they are read as \"" + base::make_visible(title(i)) + ".sd\"");
      if (arrow) say_cells(i, "cell-arrow", "has arrows; the number after the arrow is read");
      if (footnote) say_cells(i, "cell-mark", "has marks of footnotes behind numbers; they are left out");
    }
  }

  /// A setting may be a text; among ten numbers, one that began as a number was hardly meant.
  void look_at_parameters() const {
    for (std::size_t i = 0; i < table_.roles.size(); ++i) {
      if (table_.roles[i] != CellRole::parameter) continue;
      std::size_t numbers = 0, others = 0;
      const TableRow* first = nullptr;
      for (const TableRow& row : table_.table.rows) {
        const CellValue value = read_cell(row.cells[i], table_.commas);
        if (is_damaged_number(row.cells[i], value)) {
          if (others++ == 0) first = &row;
        } else if (value.kind == CellValue::Kind::number) {
          ++numbers;
        } else if (value.kind != CellValue::Kind::missing) {
          numbers = 0;
          break;
        }
      }
      if (first == nullptr || numbers < 4 || 10 * others > numbers + others) continue;
      say_no_number(*first, i, "shown as it is written");
    }
  }

  void say_no_number(const TableRow& row, std::size_t column, const char* done) const {
    context_.notice({.severity = Severity::warning,
                     .code = "not-a-number",
                     .file = path_,
                     .at = row.place_of(column),
                     .what = "\"" + base::make_visible(base::shorten(row.cells[column], 40)) + "\" in \"" +
                             base::make_visible(title(column)) + "\" is not a number; " + done});
  }

  /// Errors of a spreadsheet: whoever wrote them may not know.
  void say_missing() const {
    std::size_t count = 0;
    const std::string* first = nullptr;
    std::uint32_t line = 0;
    for (const TableRow& row : table_.table.rows) {
      for (const std::string& cell : row.cells) {
        if (cell.empty() || cell[0] != '#' || !vocabulary::is_missing_word(cell) || count++ > 0) continue;
        first = &cell;
        line = row.line;
      }
    }
    if (count == 0) return;
    say(Severity::note, "missing-marker", line,
        std::to_string(count) + (count == 1 ? " cell" : " cells") + " such as \"" + base::make_visible(*first) +
            "\" read as no value");
  }

  void say_cells(std::size_t column, const char* code, const std::string& what) const {
    say(Severity::note, code, table_.table.header_line, "\"" + base::make_visible(title(column)) + "\" " + what);
  }

  model::Run make_run(std::size_t index) {
    const TableRow& row = table_.table.rows[index];
    model::Run run;
    run.folder = stem_;
    run.files = {path_};
    run.project = project_;
    const std::string number = std::to_string(index + 1);
    const std::string name = cell(row, table_.name_column), id = cell(row, table_.id_column);
    // Ids of a table are its own: another may have the same ones. Those that the settings name stay as they are.
    const std::string own = ids_are_unique_ ? id : names_are_unique_ ? name : number;
    run.id = ids_are_unique_ && table_.id_said ? id : printable(stem_) + "/" + own;
    run.name = !name.empty() ? name : !id.empty() ? id : pair_name(row);
    if (run.name.empty()) run.name = std::string(name_of(stem_)) + " " + number;
    Json summary = Json::object();
    take_cells(row, run, summary);
    apply_summary(context_, path_, std::move(summary), run);
    if (table_.of_runs_elsewhere) {
      run.name = name;
      return run;
    }
    const bool said =
        table_.id_column != kNoMember && vocabulary::spaced_words(title(table_.id_column)).starts_with(" exp");
    if (said && !id.empty()) run.experiment = id;
    if (run.experiment.empty() && run.config.parameters.empty()) {
      run.experiment = rows_are_repeats_ ? std::string(name_of(stem_)) : run.name;
    }
    return run;
  }

  static std::string cell(const TableRow& row, std::size_t column) {
    return column == kNoMember ? "" : row.cells[column];
  }

  std::string pair_name(const TableRow& row) const {
    if (table_.key_column == kNoMember) return "";
    return row.cells[table_.key_column] + "=" + row.cells[table_.value_column];
  }

  void take_cells(const TableRow& row, model::Run& run, Json& summary) {
    Json config = Json::object();
    std::string note;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string& text = row.cells[i];
      switch (table_.roles[i]) {
        case CellRole::parameter:
          take_parameter(row, i, config);
          break;
        case CellRole::result:
          take_result(row, i, summary);
          break;
        case CellRole::date:
        case CellRole::finish:
          if (parse_timestamp(text)) (table_.roles[i] == CellRole::date ? run.started_at : run.finished_at) = text;
          break;
        case CellRole::status:
          if (!text.empty()) summary.set("status", Json::string(text));
          break;
        case CellRole::tags:
          take_tags(i, text, run);
          break;
        case CellRole::note:
          if (!text.empty()) note += text + "\n\n";
          break;
        case CellRole::decision:
          if (!text.empty()) note += "#### Decision\n- " + text + "\n\n";
          break;
        default:
          break;
      }
    }
    if (!note.empty()) {
      run.note_texts.push_back(
          {.file = path_, .folder = std::string(folder_of(path_)), .text = note, .first_line = row.line});
    }
    take_seed(config, run);
    run.config = model::make_config(std::move(config));
  }

  void take_parameter(const TableRow& row, std::size_t column, Json& config) {
    if (column == table_.key_column) return;
    const std::string& name = column == table_.value_column ? row.cells[table_.key_column] : title(column);
    Json value = setting_of(row.cells[column], table_.commas);
    if (value.is_null() || name.empty()) return;
    value.set_where({row.line, 0});
    config.set(name, std::move(value));
  }

  void take_result(const TableRow& row, std::size_t column, Json& summary) {
    const CellValue value = read_cell(row.cells[column], table_.commas);
    if (value.kind == CellValue::Kind::missing) return;
    if (value.kind == CellValue::Kind::ambiguous) {
      return say(
          Severity::warning, "number-ambiguous", row.line,
          "\"" + base::make_visible(value.text) + "\" in \"" + base::make_visible(title(column)) +
              "\" could have a mark of thousands or a decimal mark; left out (write it without marks of thousands)");
    }
    if (numeric_[column] && is_damaged_number(row.cells[column], value)) {
      say_no_number(row, column, "left out");
      return void(summary.set(title(column), Json()));
    }
    if (value.kind == CellValue::Kind::text) return void(summary.set(title(column), Json::string(value.text)));
    if (percent_[column] && !value.percent && value.number > 1) {
      return say(Severity::warning, "percent-mixed", row.line,
                 "\"" + base::make_visible(title(column)) + "\" has percent signs elsewhere, but not at " + value.text +
                     "; left out");
    }
    summary.set(title(column), Json::number_as_written(value.number, value.text));
    if (value.deviation.empty()) return;
    summary.set(title(column) + ".sd", Json::number_as_written(*base::parse_number(value.deviation), value.deviation));
  }

  void take_tags(std::size_t column, const std::string& text, model::Run& run) {
    const std::string lower = base::to_lower(text);
    if (lower == "true") return run.tags.push_back("baseline");
    if (lower == "false" || lower.empty()) return;
    if (const std::optional<Json> list = parse_python_literal(text); list && list->is_array()) {
      for (const Json& tag : list->items()) {
        if (tag.is_string() && !tag.text().empty()) run.tags.push_back(tag.text());
      }
      return;
    }
    if (table_.roles[column] == CellRole::tags) run.tags.push_back(text);
  }

  /// "seed", "model_seed", "random_state": written as a data frame does, "42.0" is 42.
  static void take_seed(const Json& config, model::Run& run) {
    for (const Json::Member& member : config.members()) {
      const std::string words = vocabulary::spaced_words(member.first);
      const bool seed = words.find(" seed ") != std::string::npos || words == " random state ";
      if (!seed || !(member.second.is_number() || member.second.is_string())) continue;
      run.seed = member.second.text();
      if (run.seed.ends_with(".0")) run.seed.resize(run.seed.size() - 2);
      return;
    }
  }

  std::string list_of(CellRole role) const {
    std::string out;
    for (std::size_t i = 0; i < table_.roles.size(); ++i) {
      if (table_.roles[i] == role) out += (out.empty() ? "" : ", ") + base::make_visible(title(i));
    }
    return out.empty() ? "none" : base::shorten(out, 400);
  }

  void say_columns(std::size_t count) const {
    if (const auto issue = base::delimiter_issue(extension_of(path_), table_.table.delimiter)) {
      context_.notice(notice_of(*issue, path_));
    }
    for (const std::vector<base::TextIssue>* issues : {&table_.table.issues, &table_.issues}) {
      for (const base::TextIssue& issue : *issues) context_.notice(notice_of(issue, path_));
    }
    const std::size_t named_by = table_.name_column != kNoMember ? table_.name_column : table_.id_column;
    const std::string columns = "parameters: " + list_of(CellRole::parameter) +
                                "; results: " + list_of(CellRole::result) + "; left out: " + list_of(CellRole::about);
    if (table_.of_runs_elsewhere) {
      return say(Severity::note, "table-of-runs", table_.table.header_line,
                 std::to_string(count) + (count == 1 ? " row tells of a run" : " rows tell of runs") +
                     " with files of " + (count == 1 ? "its" : "their") + " own, by \"" +
                     base::make_visible(title(table_.id_column)) + "\"; " + columns);
    }
    std::string what = "read as a table of " + std::to_string(count) + (count == 1 ? " run" : " runs") +
                       (table_.transposed ? ", one a column" : ", one a row");
    what += "; " + columns;
    if (named_by != kNoMember)
      what += "; runs are called by " +
              (title(named_by).empty() ? "the first column" : base::make_visible(title(named_by)));
    what += "; to change that, set \"tables\": {\"" + base::make_visible(path_) +
            "\": {\"parameters\": […], \"results\": […], \"id\": \"…\"}} in trialpress.json";
    say(Severity::note, "results-table", table_.table.header_line, std::move(what));
  }

  const ReadContext& context_;
  std::string path_;
  const ResultsTable& table_;
  std::string project_, stem_;
  std::vector<bool> percent_;
  std::vector<bool> numeric_;  ///< results: at least half of what is filled in are numbers
  bool names_are_unique_ = false, ids_are_unique_ = false, rows_are_repeats_ = false;
};

}  // namespace

void append_table_runs(const ReadContext& context, const std::string& path, const ResultsTable& table,
                       const std::string& project, std::vector<model::Run>& runs) {
  RunMaker(context, path, table, project).append(runs);
}

}  // namespace ingest
