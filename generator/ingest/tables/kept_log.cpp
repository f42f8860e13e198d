#include "ingest/tables/kept_log.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <utility>

#include "base/markdown/markdown.h"
#include "base/markdown/tree.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/python_settings.h"
#include "ingest/notes/fields.h"
#include "ingest/tables/cells.h"
#include "vocabulary/name_words.h"

namespace ingest {
namespace {

using base::Json;
using base::MarkdownBlock;
using base::MarkdownItem;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::string_view kBaseId = "base";
constexpr std::size_t kNoLogColumn = SIZE_MAX;

/// One "[…]" around it removed; nothing of a placeholder such as "[X%]" or "YYYY-MM-DD".
std::string filled(std::string_view text) {
  text = base::trim(text);
  if (text.starts_with('[') && text.ends_with(']') && text.find(']') + 1 == text.size()) {
    text = base::trim(text.substr(1, text.size() - 2));
  }
  constexpr std::array<std::string_view, 8> kUnfilled{"X", "Y", "X%", "Y%", "YYYY-MM-DD", "Name", "Model", "..."};
  return std::find(kUnfilled.begin(), kUnfilled.end(), text) != kUnfilled.end() ? "" : std::string(text);
}

std::size_t column_of(const Rows& rows, std::initializer_list<std::string_view> names) {
  for (std::size_t i = 0; !rows.empty() && i < rows[0].size(); ++i) {
    const std::string words = vocabulary::spaced_words(rows[0][i]);
    if (std::find(names.begin(), names.end(), words) != names.end()) return i;
  }
  return kNoLogColumn;
}

std::string cell_at(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? filled(row[column]) : "";
}

struct Duration {
  std::string_view unit;
  double seconds;
};
constexpr auto kDurations = std::to_array<Duration>({{"ms", 1e-3},
                                                     {"s", 1},
                                                     {"sec", 1},
                                                     {"second", 1},
                                                     {"seconds", 1},
                                                     {"min", 60},
                                                     {"mins", 60},
                                                     {"minute", 60},
                                                     {"minutes", 60},
                                                     {"h", 3600},
                                                     {"hr", 3600},
                                                     {"hrs", 3600},
                                                     {"hour", 3600},
                                                     {"hours", 3600},
                                                     {"d", 86400},
                                                     {"day", 86400},
                                                     {"days", 86400}});

/// "2 hours", "1 h 30 min".
std::optional<double> read_duration(std::string_view text) {
  double total = 0;
  bool any = false;
  while (!(text = base::trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::optional<double> number = base::parse_number(text.substr(0, end));
    if (!number) return std::nullopt;
    text = base::trim(text.substr(end));
    const std::string unit = base::to_lower(text.substr(0, std::min(text.find_first_of(" 0123456789"), text.size())));
    const auto found =
        std::find_if(kDurations.begin(), kDurations.end(), [&](const Duration& d) { return d.unit == unit; });
    if (found == kDurations.end()) return std::nullopt;
    total += *number * found->seconds;
    any = true;
    text.remove_prefix(unit.size());
  }
  return any ? std::optional<double>(total) : std::nullopt;
}

/// The value of a metric under a name for the summary: "Training Time", "2 hours" gives training_time_s 7200.
/// What was written stays beside it, as its digits say how exact it is meant.
void add_metric(Json& summary, std::string_view label, std::string_view text, std::uint32_t line) {
  const std::string value = filled(text);
  std::string name = vocabulary::spaced_words(label);
  name = name.size() > 2 ? name.substr(1, name.size() - 2) : "";
  std::replace(name.begin(), name.end(), ' ', '_');
  if (value.empty() || name.empty()) return;
  const CellValue cell = read_cell(value, {});
  const std::optional<double> seconds = read_duration(value);
  const auto set = [&](const std::string& key, Json said) {
    said.set_where({line, 0});
    summary.set(key, std::move(said));
  };
  if (cell.kind == CellValue::Kind::number) {
    set(name, Json::number_as_written(cell.number, cell.text));
    if (!cell.deviation.empty())
      set(name + ".sd", Json::number_as_written(*base::parse_number(cell.deviation), cell.deviation));
  } else if (cell.kind != CellValue::Kind::missing) {
    if (seconds) set(name + "_s", Json::number(*seconds));
    set(name, Json::string(value));
  }
}

/// What follows the digits holds digits again, and is no unit: "0.9x2", "0.3.9", "1e400"; not "2 hours" and "3 (of 5)".
bool is_damaged_value(std::string_view text) {
  const std::string value = filled(text);
  if (!is_damaged_number(value, read_cell(value, {})) || read_duration(value)) return false;
  return value.find_first_of(" \t/:") == std::string::npos &&
         std::isdigit(static_cast<unsigned char>(value.back())) != 0;
}

/// "85 % → 87 %": before and after the arrow; without one all of it is after.
std::pair<std::string, std::string> split_arrow(std::string_view text) {
  for (const std::string_view arrow : {"\xe2\x86\x92", "->", "=>"}) {
    const std::size_t at = text.find(arrow);
    if (at != std::string_view::npos)
      return {std::string(text.substr(0, at)), std::string(text.substr(at + arrow.size()))};
  }
  return {"", std::string(text)};
}

Json read_log_config(const MarkdownBlock& block) {
  std::optional<Json> tree = parse_python_settings(block.text);
  if (tree) return std::move(*tree);
  base::JsonParse yaml = base::parse_yaml(block.text);
  return yaml.ok && yaml.value.is_object() ? std::move(yaml.value) : Json();
}

struct LogRow {
  std::uint32_t line = 0;
  std::string id, date, base_accuracy, new_accuracy, parameter, old_value, new_value, impact;
};
struct QuickResult {
  std::string id, change, result, decision;
};
struct LogSection {
  LoggedExperiment experiment;
  Json base_config, base_summary;
  bool says_decision = false;
};

class KeptLogReader {
 public:
  explicit KeptLogReader(std::string_view text)
      : clean_(base::clean_markdown(text)), lines_(base::split_markdown_lines(clean_)) {}

  MarkdownLog read() {
    const base::MarkdownOutline outline = base::outline_markdown(clean_);
    log_.issues = outline.issues;
    read_blocks(outline.blocks);
    for (LogSection& section : sections_) finish_section(section);
    for (const LogRow& row : rows_) add_row(row);
    for (LoggedExperiment& experiment : log_.experiments) add_quick_result(experiment);
    if (!left_out_.empty()) {
      log_.issues.push_back(
          {base::Severity::note, "log-parts", {}, "computed from the experiments, so not read: " + left_out_});
    }
    return std::move(log_);
  }

 private:
  void read_blocks(const std::vector<MarkdownBlock>& blocks) {
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const MarkdownBlock& block = blocks[i];
      if (block.kind == MarkdownBlock::Kind::table) {
        read_table(block);
      } else if (block.kind == MarkdownBlock::Kind::heading) {
        read_heading(blocks, i);
      }
    }
  }

  void read_table(const MarkdownBlock& block) {
    const Rows& rows = block.rows;
    const std::size_t id = column_of(rows, {" experiment id ", " experiment ", " id "});
    if (id == kNoLogColumn) return;
    const std::size_t parameter = column_of(rows, {" parameter changed ", " changed parameter "});
    const std::size_t decision = column_of(rows, {" keep discard ", " decision "});
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::vector<std::string>& row = rows[i];
      if (cell_at(row, id).empty()) continue;
      if (parameter != kNoLogColumn) {
        const std::size_t date = column_of(rows, {" date "});
        if (date < row.size() && base::trim(row[date]) == "YYYY-MM-DD") continue;  // the template's own example
        const std::uint32_t line = block.first_line + 1 + static_cast<std::uint32_t>(i);
        rows_.push_back({line, cell_at(row, id), find_iso_date(cell_at(row, date)),
                         cell_at(row, column_of(rows, {" base accuracy "})),
                         cell_at(row, column_of(rows, {" new accuracy "})), cell_at(row, parameter),
                         cell_at(row, column_of(rows, {" old value "})), cell_at(row, column_of(rows, {" new value "})),
                         cell_at(row, column_of(rows, {" impact analysis ", " impact "}))});
      } else if (decision != kNoLogColumn) {
        quick_.push_back({cell_at(row, id), cell_at(row, column_of(rows, {" key changes ", " changes "})),
                          cell_at(row, column_of(rows, {" result ", " results "})), cell_at(row, decision)});
      }
    }
  }

  void read_heading(const std::vector<MarkdownBlock>& blocks, std::size_t at) {
    const std::string words = vocabulary::spaced_words(blocks[at].text);
    constexpr std::string_view kTitle = " experiment id ";
    if (words.starts_with(kTitle)) return read_section(blocks, at);
    if (words == " hardware configuration ") {
      if (at + 1 < blocks.size()) read_environment(blocks[at + 1].items);
      return;
    }
    constexpr auto kComputed = std::to_array<std::string_view>(
        {" parameter change impact summary table ", " best configurations found ", " performance comparison chart "});
    if (std::find(kComputed.begin(), kComputed.end(), words) == kComputed.end()) return;
    left_out_ += (left_out_.empty() ? "" : ", ") + base::make_visible(blocks[at].text);
  }

  void read_environment(const std::vector<MarkdownItem>& items) {
    for (const MarkdownItem& item : items) {
      const std::size_t colon = item.text.find(':');
      if (colon == std::string::npos) continue;
      const std::string value = filled(std::string_view(item.text).substr(colon + 1));
      if (value != "Amount" && value != "Version" && !value.empty()) {
        log_.environment.set(std::string(base::trim(std::string_view(item.text).substr(0, colon))),
                             Json::string(value));
      }
      read_environment(item.children);  // nesting is bounded by the outline
    }
  }

  void read_section(const std::vector<MarkdownBlock>& blocks, std::size_t at) {
    const std::string& heading = blocks[at].text;
    const std::size_t colon = heading.find(':');
    const std::string given(colon == std::string::npos ? "" : base::trim(std::string_view(heading).substr(colon + 1)));
    const std::string id = filled(given);
    if (id.empty() || (given == "[EXP001]" && rows_.empty())) return;
    LogSection section;
    section.experiment.id = id;
    section.experiment.line = blocks[at].first_line;
    const int level = blocks[at].heading_level;
    std::uint32_t last = static_cast<std::uint32_t>(lines_.size());
    std::vector<bool> taken(lines_.size() + 1, false);
    std::string part;
    for (std::size_t i = at + 1; i < blocks.size(); ++i) {
      const MarkdownBlock& block = blocks[i];
      if (block.kind == MarkdownBlock::Kind::heading) {
        part = vocabulary::spaced_words(block.text);
        if (block.heading_level <= level && !part.starts_with(" run notes ")) {
          last = block.first_line - 1;
          break;
        }
        section.says_decision = section.says_decision || part.starts_with(" decision ");
      } else if (take_part(block, part, section)) {
        for (std::uint32_t line = block.first_line; line <= block.last_line && line < taken.size(); ++line)
          taken[line] = true;
      }
    }
    // Lines before it stay as blank ones, so that what is said of the note names the lines of the file.
    std::string& note = section.experiment.note;
    for (std::uint32_t line = 1; line <= last; ++line) {
      if (line >= section.experiment.line && !taken[line]) note += lines_[line - 1];
      note += '\n';
    }
    sections_.push_back(std::move(section));
  }

  /// Whether the block is configuration or metrics and was read.
  bool take_part(const MarkdownBlock& block, std::string_view part, LogSection& section) {
    if (block.kind == MarkdownBlock::Kind::code &&
        (part == " base configuration " || part == " modified configuration ")) {
      Json& target = part == " base configuration " ? section.base_config : section.experiment.config;
      if (target.is_null()) target = read_log_config(block);
      return !target.is_null();
    }
    if (block.kind != MarkdownBlock::Kind::list || (part != " metrics " && part != " results ")) return false;
    for (const MarkdownItem& item : block.items) {
      const std::size_t colon = item.text.find(':');
      if (colon == std::string::npos) continue;
      const std::string label = item.text.substr(0, colon);
      const auto [before, after] = split_arrow(std::string_view(item.text).substr(colon + 1));
      add_metric(section.base_summary, label, before, item.line);
      add_metric(section.experiment.summary, label, after, item.line);
      say_if_damaged(label, after, item.line);
    }
    return part == " metrics ";
  }

  void say_if_damaged(std::string_view label, std::string_view text, std::uint32_t line) {
    if (!is_damaged_value(text)) return;
    log_.issues.push_back({base::Severity::warning,
                           "not-a-number",
                           {line, 0},
                           '"' + base::make_visible(base::shorten(base::trim(text), 40)) + "\" of \"" +
                               base::make_visible(base::shorten(base::trim(label), 60)) + "\" is not a number"});
  }

  LoggedExperiment* find(std::string_view id) {
    const auto found = std::find_if(log_.experiments.begin(), log_.experiments.end(),
                                    [&](const LoggedExperiment& experiment) { return experiment.id == id; });
    return found == log_.experiments.end() ? nullptr : &*found;
  }

  /// The id of the experiment with this configuration; a new one if there is none.
  std::string base_id(const Json& config, const Json& summary, std::uint32_t line) {
    for (const LoggedExperiment& experiment : log_.experiments) {
      if (experiment.config == config) return experiment.id;
    }
    LoggedExperiment base{
        .id = std::string(kBaseId), .title = "Base configuration", .config = config, .summary = summary, .line = line};
    for (int number = 2; find(base.id) != nullptr; ++number)
      base.id = std::string(kBaseId) + "-" + std::to_string(number);
    log_.experiments.push_back(base);
    return base.id;
  }

  void finish_section(LogSection& section) {
    LoggedExperiment& experiment = section.experiment;
    if (experiment.config.is_null()) experiment.config = section.base_config;
    if (!section.base_config.is_null() && section.base_config != experiment.config) {
      experiment.note += "\n**Parent:** " + base_id(section.base_config, section.base_summary, experiment.line) + "\n";
    }
    if (section.says_decision) decided_.push_back(experiment.id);
    if (find(experiment.id) == nullptr) log_.experiments.push_back(std::move(experiment));
  }

  /// The row of the log table adds to a section, or is the experiment.
  void add_row(const LogRow& row) {
    LoggedExperiment* known = find(row.id);
    if (known != nullptr) {
      if (known->date.empty()) known->date = row.date;
      const bool has_accuracy = std::any_of(known->summary.members().begin(), known->summary.members().end(),
                                            [](const Json::Member& m) { return m.first.ends_with("accuracy"); });
      if (!has_accuracy) add_metric(known->summary, "accuracy", row.new_accuracy, row.line);
      if (!has_accuracy) say_if_damaged("accuracy", row.new_accuracy, row.line);
      if (!row.impact.empty()) known->note += "\n" + row.impact + "\n";
      return;
    }
    LoggedExperiment experiment{.id = row.id, .date = row.date, .line = row.line};
    const LoggedExperiment& parent = parent_of(row);
    // The table says only "accuracy"; it is the one that the parent's section gives.
    const bool validation = parent.summary.find("validation_accuracy") != nullptr;
    add_metric(experiment.summary, validation ? "validation_accuracy" : "accuracy", row.new_accuracy, row.line);
    say_if_damaged("accuracy", row.new_accuracy, row.line);
    experiment.config = parent.config;
    if (!row.parameter.empty() && !row.new_value.empty()) {
      experiment.config.set(row.parameter, setting_of(row.new_value, {}));
    }
    experiment.note = "**Parent:** " + parent.id + "\n\n" + row.impact + "\n";
    log_.experiments.push_back(std::move(experiment));
  }

  const LoggedExperiment& parent_of(const LogRow& row) {
    Json before = Json::object();
    add_metric(before, "accuracy", row.base_accuracy, row.line);
    const Json* accuracy = before.find("accuracy");
    for (auto earlier = log_.experiments.rbegin(); accuracy != nullptr && earlier != log_.experiments.rend();
         ++earlier) {
      for (const char* name : {"accuracy", "validation_accuracy"}) {
        const Json* other = earlier->summary.find(name);
        if (other != nullptr && *other == *accuracy) return *earlier;
      }
    }
    if (LoggedExperiment* base = find(kBaseId)) return *base;
    Json config = Json::object();
    for (const LogRow& any : rows_) {
      if (!any.parameter.empty() && !any.old_value.empty() && config.find(any.parameter) == nullptr) {
        config.set(any.parameter, setting_of(any.old_value, {}));
      }
    }
    return *find(base_id(config, before, 1));
  }

  void add_quick_result(LoggedExperiment& experiment) const {
    for (const QuickResult& quick : quick_) {
      if (quick.id != experiment.id) continue;
      if (!quick.change.empty()) experiment.note += "\n#### Configuration Changes\n\n- " + quick.change + "\n";
      const bool said = std::find(decided_.begin(), decided_.end(), experiment.id) != decided_.end();
      if (quick.decision.empty() || said) continue;
      experiment.note +=
          "\n#### Decision\n\n- " + quick.decision + (quick.result.empty() ? "" : ": " + quick.result) + "\n";
    }
  }

  std::string clean_;
  std::vector<std::string_view> lines_;
  MarkdownLog log_;
  std::vector<LogRow> rows_;
  std::vector<QuickResult> quick_;
  std::vector<LogSection> sections_;
  std::vector<std::string> decided_;
  std::string left_out_;
};

}  // namespace

MarkdownLog read_markdown_log(std::string_view text) {
  return KeptLogReader(text).read();
}

}  // namespace ingest
