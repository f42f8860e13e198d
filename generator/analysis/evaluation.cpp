#include "analysis/evaluation.h"

#include <algorithm>
#include <cstddef>

#include "analysis/config_key.h"
#include "analysis/metric_names.h"
#include "base/contains.h"
#include "model/findings/comparison.h"

namespace analysis {
namespace {

// Whole last names, as words.
constexpr std::string_view kNames[] = {
    "data",
    "dataset",
    "dataset name",
    "dataset id",
    "data set",
    "data name",
    "eval dataset",
    "eval set",
    "eval split",
    "eval data",
    "val set",
    "val split",
    "val data",
    "test set",
    "test split",
    "test data",
    "validation set",
    "validation split",
    "validation data",
    "env",
    "env id",
    "env name",
    "environment",
    "environment id",
    "environment name",
    "benchmark",
    "task",
    "task name",
    "metric",
    "eval metric",
    "num classes",
    "n classes",
    "target",
    "label column",
    "target column",
    "num labels",
    "test size",
    "validation fraction",
};
// Below these, a name, a path or a version says which one.
constexpr std::string_view kHolders[] = {"dataset", "data", "datamodule", "env", "environment", "benchmark", "task"};
constexpr std::string_view kSelectors[] = {"name", "id", "path", "version", "root", "file", "dir"};

std::string joined_words(std::string_view text) {
  std::string out;
  for (const std::string& word : words_of(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

bool defines_evaluation(std::string_view parameter, const std::vector<std::string>& extra) {
  const std::size_t dot = parameter.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? parameter : parameter.substr(dot + 1);
  if (base::contains(extra, "!" + std::string(parameter)) || base::contains(extra, "!" + std::string(last)))
    return false;
  if (base::contains(extra, parameter) || base::contains(extra, last)) return true;
  const std::string name = joined_words(last);
  if (base::contains(kNames, name)) return true;
  if (dot == std::string_view::npos || !base::contains(kSelectors, name)) return false;
  const std::string_view above = parameter.substr(0, dot);
  const std::size_t before = above.rfind('.');
  return base::contains(kHolders, joined_words(before == std::string_view::npos ? above : above.substr(before + 1)));
}

std::vector<model::Parameter> measured_on(const model::Config& config, const std::vector<std::string>& extra) {
  std::vector<model::Parameter> result;
  for (const model::Parameter& parameter : config.parameters) {
    if (defines_evaluation(parameter.path, extra)) result.push_back(parameter);
  }
  return result;
}

std::string evaluation_key(const std::vector<model::Parameter>& measured_on) {
  std::string key;
  for (const model::Parameter& one : measured_on) key += one.path + "=" + value_key(one.value) + "\n";
  return key;
}

std::vector<std::string> evaluation_changes(const std::vector<model::ParameterChange>& changes,
                                            const std::vector<std::string>& extra) {
  std::vector<std::string> result;
  for (const model::ParameterChange& change : changes) {
    // Set on one side only: most often a default that was written out.
    if (!change.old_value || !change.new_value) continue;
    if (defines_evaluation(change.parameter, extra)) result.push_back(change.parameter);
  }
  return result;
}

}  // namespace analysis
