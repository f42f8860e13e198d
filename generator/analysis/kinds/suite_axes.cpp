#include "analysis/kinds/suite_axes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "analysis/compute_findings.h"
#include "analysis/config/config_key.h"
#include "analysis/config/evaluation.h"
#include "analysis/log/project_members.h"
#include "model/config.h"
#include "model/index.h"
#include "vocabulary/benchmarks/compared_names.h"

namespace analysis {
namespace {

constexpr std::size_t kFewestCells = 6;
constexpr std::size_t kMostRows = 200, kMostColumns = 100;
constexpr double kHaveBoth = 0.8, kFilled = 0.6, kOfOneConfiguration = 0.8;

/// A run that has a task.
struct PlacedRun {
  const model::RunDigest* run = nullptr;
  std::string task, config;  // keys
};

class AxesFinder {
 public:
  AxesFinder(const AnalysisInput& input, const ProjectMembers& members, const model::ProjectSettings& settings)
      : runs_(*input.runs),
        members_(members),
        settings_(settings),
        seed_keys_(find_seed_keys(*input.runs, members.runs, settings.seed_keys)) {}

  std::optional<SuiteAxes> find() {
    place_runs();
    if (columns_.size() < 2 || columns_.size() > kMostColumns) return std::nullopt;
    std::optional<SuiteAxes> best;
    std::vector<std::string> said;
    for (const std::string& path : texts()) {
      const bool compared = !vocabulary::noun_of_compared(path).empty();
      if (compared || read_from_names_.contains(path)) said.push_back(path);
      if (!compared) continue;
      const std::optional<SuiteAxes> axes = span({path});
      if (axes && (!best || axes->rows > best->rows)) best = axes;
    }
    return best || said.empty() ? best : span(said);
  }

 private:
  void place_runs() {
    std::map<std::string, std::set<std::string>> values;
    std::vector<std::vector<model::Parameter>> defining;
    for (const model::Index index : members_.runs) {
      defining.push_back(measured_on(runs_[index].config, settings_.evaluation_keys));
      std::erase_if(defining.back(), [&](const model::Parameter& one) { return is_seed_like(one, seed_keys_); });
      for (const model::Parameter& one : defining.back()) values[one.path].insert(value_key(one.value));
    }
    for (const auto& [path, keys] : values) {
      if (keys.size() > 1) tasks_.push_back(path);
    }
    find_columns(defining);
    for (std::size_t i = 0; i < members_.runs.size() && !tasks_.empty(); ++i) {
      std::vector<model::Parameter>& own = defining[i];
      std::erase_if(own, [&](const model::Parameter& one) {
        return !std::binary_search(tasks_.begin(), tasks_.end(), one.path);
      });
      if (own.empty()) continue;
      std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
      const model::RunDigest& run = runs_[members_.runs[i]];
      const std::size_t settings = run.config.parameters.size() - run.named_parameters;
      for (std::size_t p = settings; p < run.config.parameters.size(); ++p)
        read_from_names_.insert(run.config.parameters[p].path);
      placed_.push_back({&run, evaluation_key(own), config_key(run.config.parameters, seed_keys_)});
      columns_.insert(placed_.back().task);
    }
  }

  /// Where one parameter says as much as all of them together ("env" beside "env_id"), it is the task: one whose name
  /// says so, then the first by path.
  void find_columns(const std::vector<std::vector<model::Parameter>>& defining) {
    std::map<std::string, std::set<std::string>> values;
    std::map<std::string, std::size_t> runs;
    std::set<std::string> together;
    std::size_t with_any = 0;
    for (const std::vector<model::Parameter>& all : defining) {
      std::map<std::string, std::string> own;
      for (const model::Parameter& one : all) {
        if (std::binary_search(tasks_.begin(), tasks_.end(), one.path)) own[one.path] = value_key(one.value);
      }
      if (own.empty()) continue;
      ++with_any;
      std::string key;
      for (const auto& [path, value] : own) {
        values[path].insert(value);
        ++runs[path];
        key += path + '\n' + value + '\n';
      }
      together.insert(key);
    }
    std::optional<std::string> enough;
    for (const std::string& path : tasks_) {
      if (values[path].size() != together.size() || runs[path] != with_any) continue;
      const bool named = !vocabulary::noun_of_task(path).empty();
      if (!enough || (named && vocabulary::noun_of_task(*enough).empty())) enough = path;
    }
    if (enough) tasks_ = {*enough};
  }

  /// Texts among the parameters, tasks and seeds aside; sorted.
  std::vector<std::string> texts() const {
    std::set<std::string> texts, others;
    for (const PlacedRun& one : placed_) {
      for (const model::Parameter& parameter : one.run->config.parameters) {
        const bool text = parameter.value.kind == model::ParameterValue::Kind::text;
        const bool task = defines_evaluation(parameter.path, settings_.evaluation_keys);
        (text && !task && !is_seed_like(parameter, seed_keys_) ? texts : others).insert(parameter.path);
      }
    }
    std::vector<std::string> result;
    std::set_difference(texts.begin(), texts.end(), others.begin(), others.end(), std::back_inserter(result));
    return result;
  }

  std::optional<SuiteAxes> span(const std::vector<std::string>& paths) const {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> cells;
    std::set<std::string> rows;
    std::size_t runs = 0;
    for (const PlacedRun& one : placed_) {
      const std::string row = row_key(one.run->config, paths);
      if (row.empty()) continue;
      ++runs;
      rows.insert(row);
      cells[{row, one.task}].insert(one.config);
    }
    const auto of_one = static_cast<double>(
        std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.second.size() == 1; }));
    const std::size_t all = rows.size() * columns_.size();
    const bool fits = static_cast<double>(runs) >= kHaveBoth * static_cast<double>(members_.runs.size()) &&
                      rows.size() >= 2 && rows.size() <= kMostRows && all >= kFewestCells &&
                      static_cast<double>(cells.size()) >= kFilled * static_cast<double>(all) &&
                      of_one >= kOfOneConfiguration * static_cast<double>(cells.size());
    if (!fits) return std::nullopt;
    return SuiteAxes{
        .compared = paths, .tasks = tasks_, .rows = rows.size(), .columns = columns_.size(), .filled = cells.size()};
  }

  const std::vector<model::RunDigest>& runs_;
  const ProjectMembers& members_;
  const model::ProjectSettings& settings_;
  const SeedKeys seed_keys_;
  std::vector<std::string> tasks_;  // sorted
  std::set<std::string> columns_;
  std::set<std::string> read_from_names_;
  std::vector<PlacedRun> placed_;
};

}  // namespace

std::string row_key(const model::Config& config, const std::vector<std::string>& compared) {
  std::vector<model::Parameter> own;
  for (const std::string& path : compared) {
    if (const model::ParameterValue* value = config.find(path)) own.push_back({path, *value});
  }
  return evaluation_key(own);
}

std::optional<SuiteAxes> find_suite_axes(const AnalysisInput& input, const ProjectMembers& members,
                                         const model::ProjectSettings& settings) {
  return AxesFinder(input, members, settings).find();
}

}  // namespace analysis
