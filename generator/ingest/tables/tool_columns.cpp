#include "ingest/tables/tool_columns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "base/text/ascii.h"
#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using ToolRole = vocabulary::ColumnRole;
using Roles = std::vector<std::optional<ToolRole>>;

constexpr auto kParameterPrefixes = std::to_array<std::string_view>(
    {"param_",           "params_",  "param.",  "params.", "params/", "parameters.", "parameters/",      "hparams.",
     "hparams/",         "hparams_", "hparam_", "hp_",     "hp.",     "hp/",         "hyperparameters.", "hyperparams.",
     "hyperparameters/", "config.",  "config/", "cfg.",    "args.",   "args/",       "settings."});
constexpr auto kResultPrefixes = std::to_array<std::string_view>(
    {"metrics.", "metric.", "results.", "result.", "scores.", "eval_metrics.", "final_metrics.", "performance."});
constexpr auto kFileEndings = std::to_array<std::string_view>({".yaml", ".yml", ".json", ".toml", ".py"});

/// "param_count", "params_m".
constexpr std::string_view kSizesOfModels = "count,counts,m,mb,k,b,num,number,size,total,million,millions,(m),bytes";

/// `prefix` of "param_C", if something stands behind it that is no number alone: "param_1" may be a name.
std::string_view prefix_in(std::string_view name, std::span<const std::string_view> prefixes) {
  const std::string lower = base::to_lower(name);
  for (const std::string_view prefix : prefixes) {
    if (!lower.starts_with(prefix)) continue;
    const std::string_view rest = name.substr(prefix.size());
    if (rest.find_first_not_of("0123456789 ") == std::string_view::npos) continue;
    if (vocabulary::is_on_list(base::to_lower(rest), kSizesOfModels)) continue;
    return name.substr(0, prefix.size());
  }
  return {};
}

class ToolTable {
 public:
  explicit ToolTable(CellGrid& table) : table_(table), roles_(table.header.size()) {}

  Roles find() {
    if (has("experiment") && has("rev") && has("typ")) take_dvc();
    take_prefixes();
    take_searches();
    take_folds();
    if (has("fit_order") && (has("can_infer") || has("stack_level"))) {
      for (const char* name : {"fit_order", "can_infer", "stack_level"}) set(name, ToolRole::about);
    }
    return std::move(roles_);
  }

 private:
  std::size_t column(std::string_view name) const {
    const auto found = std::find_if(table_.header.begin(), table_.header.end(),
                                    [&](const std::string& title) { return base::to_lower(title) == name; });
    return static_cast<std::size_t>(found - table_.header.begin());
  }
  bool has(std::string_view name) const { return column(name) < table_.header.size(); }
  void set(std::string_view name, ToolRole role) {
    if (const std::size_t at = column(name); at < roles_.size()) roles_[at] = role;
  }

  void rename(std::size_t at, std::string_view name) {
    if (!name.empty() && !base::contains(table_.header, name)) table_.header[at] = std::string(name);
  }

  void take_prefixes() {
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      if (roles_[i]) continue;
      const std::string title = table_.header[i];
      if (const std::string_view prefix = prefix_in(title, kParameterPrefixes); !prefix.empty()) {
        roles_[i] = ToolRole::parameter;
        has_parameters_ = true;
        rename(i, std::string_view(title).substr(prefix.size()));
      } else if (!prefix_in(title, kResultPrefixes).empty()) {
        roles_[i] = ToolRole::result;
      } else if (title == "tags.mlflow.runName") {
        roles_[i] = ToolRole::name;
      } else if (title.starts_with("tags.mlflow.") || title.starts_with("system_attrs_") || title == "artifact_uri") {
        roles_[i] = ToolRole::about;
      }
    }
  }

  /// scikit-learn and Optuna.
  void take_searches() {
    const bool trials = has("number") && (has("value") || has("values_0")) && has("datetime_start");
    if (!trials && !has_parameters_) return;
    set("params", ToolRole::about);
    if (trials) {
      set("number", ToolRole::id);
      set("datetime_start", ToolRole::date);
      set("datetime_complete", ToolRole::finish);
      if (!has_numbers("duration")) set("duration", ToolRole::about);
    }
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string_view title = table_.header[i];
      const bool numbered = title.starts_with("values_") && title.size() > 7 &&
                            std::all_of(title.begin() + 7, title.end(), base::is_digit);
      if ((title == "value" || numbered) && !roles_[i]) roles_[i] = ToolRole::result;
    }
  }

  bool has_numbers(std::string_view name) const {
    const std::size_t at = column(name);
    return at < table_.header.size() && std::any_of(table_.rows.begin(), table_.rows.end(), [&](const TableRow& row) {
             return row.cells[at].find_first_not_of("0123456789.eE+-") == std::string::npos && !row.cells[at].empty();
           });
  }

  /// Folds beside their mean, and places in the order.
  void take_folds() {
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string words = vocabulary::spaced_words(table_.header[i]);
      if (words.starts_with(" rank ") && words.size() > 6 && vocabulary::has_any_words(words, "score,test,train")) {
        roles_[i] = ToolRole::about;
      }
      if (!words.starts_with(" split ") || words.size() < 9 || !base::is_digit(words[7])) continue;
      const std::size_t rest = words.find(' ', 7);
      const std::string mean = " mean" + words.substr(rest);
      const bool known = std::any_of(table_.header.begin(), table_.header.end(),
                                     [&](const std::string& title) { return vocabulary::spaced_words(title) == mean; });
      if (known) roles_[i] = ToolRole::about;
    }
  }

  void take_dvc() {
    const std::size_t name = column("experiment"), rev = column("rev");
    for (TableRow& row : table_.rows) {
      for (std::string& cell : row.cells) {
        if (cell == "!") cell.clear();
      }
      if (row.cells[name].empty()) row.cells[name] = row.cells[rev];
    }
    for (const char* title : {"rev", "typ", "parent", "executor"}) set(title, ToolRole::about);
    set("experiment", ToolRole::name);
    set("created", ToolRole::date);
    set("state", ToolRole::status);
    std::vector<std::size_t> said;  // columns of files
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string title = table_.header[i];
      const std::size_t colon = title.find(':');
      if (colon == std::string::npos || colon + 1 == title.size()) continue;
      const std::string_view file = std::string_view(title).substr(0, colon);
      const auto ends = [&](std::string_view ending) { return file.ends_with(ending); };
      if (std::none_of(kFileEndings.begin(), kFileEndings.end(), ends)) continue;
      const std::string words = vocabulary::spaced_words(file);
      const bool measured = vocabulary::has_any_words(
          words, "metrics,metric,results,result,scores,score,summary,evaluation,eval,report,dvclive,live");
      roles_[i] = measured || (file.ends_with(".json") && words.find(" param") == std::string::npos)
                      ? ToolRole::result
                      : ToolRole::parameter;
      said.push_back(i);
      rename(i, std::string_view(title).substr(colon + 1));
    }
    drop_workspace(rev, said);
  }

  /// The state of the files that was not committed, where a commit has the same values.
  void drop_workspace(std::size_t rev, const std::vector<std::size_t>& said) {
    const auto is_workspace = [&](const TableRow& row) { return row.cells[rev] == "workspace"; };
    const auto found = std::find_if(table_.rows.begin(), table_.rows.end(), is_workspace);
    if (found == table_.rows.end()) return;
    const bool repeats = std::any_of(table_.rows.begin(), table_.rows.end(), [&](const TableRow& row) {
      const auto same = [&](std::size_t i) { return row.cells[i] == found->cells[i]; };
      return &row != &*found && (said.empty() ? false : std::all_of(said.begin(), said.end(), same));
    });
    if (!repeats) return;
    table_.issues.push_back({base::Severity::note,
                             "table-row-again",
                             {found->line, 1},
                             "the workspace has the values of another row; left out"});
    table_.rows.erase(found);
  }

  CellGrid& table_;
  Roles roles_;
  bool has_parameters_ = false;
};

}  // namespace

Roles find_tool_columns(CellGrid& table) {
  return ToolTable(table).find();
}

}  // namespace ingest
