#include "analysis/log/names/row_names.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>

#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/index.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

constexpr std::size_t kMostParameters = 4;

/// "results 7" of "out/results".
bool is_counted_row(const model::RunDigest& run) {
  const std::vector<std::string_view> parts = base::path_parts(run.folder);
  if (parts.empty() || !run.name.starts_with(parts.back())) return false;
  const std::string_view number = std::string_view(run.name).substr(parts.back().size());
  return number.size() > 1 && number[0] == ' ' && number.substr(1).find_first_not_of("0123456789") == number.npos &&
         run.id.ends_with("/" + std::string(number.substr(1)));
}

bool differs_among_repeats(std::span<const model::RunDigest> runs, const model::Experiment& experiment,
                           const model::Parameter& parameter) {
  return std::any_of(experiment.runs.begin(), experiment.runs.end(), [&](model::Index run) {
    const model::ParameterValue* value = runs[run].config.find(parameter.path);
    return value == nullptr || value->text != parameter.value.text;
  });
}

/// Those that differ, in the order of the first experiment that has them.
std::vector<std::string_view> find_differing(std::span<const model::RunDigest> runs,
                                             std::span<const model::Experiment> experiments,
                                             const std::vector<std::size_t>& rows) {
  std::vector<std::string_view> paths;
  std::map<std::string_view, std::set<std::string_view>> values;
  std::map<std::string_view, std::size_t> have;
  for (const std::size_t row : rows) {
    for (const model::Parameter& one : runs[experiments[row].runs.front()].config.parameters) {
      if (vocabulary::tells_repeats_apart(one) || differs_among_repeats(runs, experiments[row], one)) continue;
      if (have[one.path]++ == 0) paths.push_back(one.path);
      values[one.path].insert(one.value.text);
    }
  }
  std::erase_if(paths, [&](std::string_view path) { return values[path].size() < 2 && have[path] == rows.size(); });
  return paths;
}

}  // namespace

std::vector<std::string> name_rows(std::span<const model::RunDigest> runs,
                                   std::span<const model::Experiment> experiments, std::size_t longest) {
  std::vector<std::string> names(experiments.size());
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < experiments.size(); ++i) {
    const std::vector<model::Index>& own = experiments[i].runs;
    const bool counted =
        std::all_of(own.begin(), own.end(), [&](model::Index run) { return is_counted_row(runs[run]); });
    if (counted && !own.empty()) rows.push_back(i);
  }
  if (rows.size() < 2) return names;
  const std::vector<std::string_view> paths = find_differing(runs, experiments, rows);
  if (paths.empty() || paths.size() > kMostParameters) return names;
  std::set<std::string> seen;
  std::vector<std::string> made(experiments.size());
  for (const std::size_t row : rows) {
    std::string& name = made[row];
    for (const std::string_view path : paths) {
      const model::ParameterValue* value = runs[experiments[row].runs.front()].config.find(path);
      if (value == nullptr) continue;
      if (!name.empty()) name += ", ";
      if (value->kind != model::ParameterValue::Kind::text)
        name.append(path.substr(path.rfind('.') + 1)).append(1, ' ');
      name += base::make_visible(value->text);
    }
    const bool fits =
        !name.empty() && base::count_characters(name) <= longest && seen.insert(base::to_lower(name)).second;
    if (!fits) return names;
  }
  return made;
}

}  // namespace analysis
