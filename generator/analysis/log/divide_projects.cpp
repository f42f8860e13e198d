#include "analysis/log/divide_projects.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "analysis/compute_findings.h"
#include "analysis/config/config_key.h"
#include "analysis/config/evaluation.h"
#include "analysis/kinds/project_kind.h"
#include "analysis/kinds/suite_axes.h"
#include "analysis/log/settings_of.h"
#include "base/text/natural_order.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/kind.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/names/name_parts.h"

namespace analysis {
namespace {

constexpr std::size_t kLongestValue = 40;

/// What the runs of one part have in common.
struct Part {
  std::vector<model::Parameter> values;  ///< of the dividing parameters that are set
  std::vector<model::Index> runs;
};

/// By parameter, the values of it.
using Values = std::map<std::string, std::map<std::string, model::ParameterValue>>;

bool is_kept_log(const AnalysisInput& input, const ProjectMembers& members) {
  return !members.notes.empty() || std::any_of(members.runs.begin(), members.runs.end(), [&](model::Index run) {
    return !(*input.runs)[run].experiment.empty();
  });
}

std::string last_component(const std::string& text) {
  const std::size_t end = text.find_last_not_of("/\\");
  if (end == std::string::npos) return text;
  const std::size_t slash = text.find_last_of("/\\", end);
  return text.substr(slash == std::string::npos ? 0 : slash + 1,
                     end - (slash == std::string::npos ? 0 : slash + 1) + 1);
}

/// Values as shown: of paths the last components, where those tell them apart, else the parts that do.
std::map<std::string, std::string> shown_values(const std::map<std::string, model::ParameterValue>& values) {
  std::set<std::string> used;
  bool any_path = false;
  for (const auto& [key, value] : values) {
    used.insert(last_component(value.text));
    any_path = any_path || last_component(value.text).size() < value.text.size();
  }
  const bool enough = used.size() == values.size();
  std::vector<std::string> texts;
  for (const auto& [key, value] : values) {
    texts.push_back(base::make_visible(enough ? last_component(value.text) : value.text));
  }
  if (any_path && !enough) texts = vocabulary::without_shared_parts(texts);
  texts = vocabulary::telling_parts(texts, kLongestValue);
  std::map<std::string, std::string> shown;
  std::size_t i = 0;
  for (const auto& [key, value] : values) shown[key] = texts[i++];
  return shown;
}

class Divider {
 public:
  Divider(const AnalysisInput& input, const ProjectMembers& members)
      : runs_(*input.runs),
        members_(members),
        settings_(settings_of(*input.settings, members.name)),
        seed_keys_(find_seed_keys(*input.runs, members.runs, settings_.seed_keys)) {
    const bool split = settings_.split_evaluations.value_or(!is_kept_log(input, members));
    if (split) find_parts();
  }

  /// Nothing: it stays one.
  std::vector<ProjectMembers> divide() const {
    const bool any_repeated =
        std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part.second.runs.size() > 1; });
    if (parts_.size() < 2 || parts_.size() > kMostDivisions || !any_repeated) return {};
    std::map<std::string, std::map<std::string, std::string>> shown;
    for (const auto& [path, values] : values_) shown[path] = shown_values(values);
    std::vector<ProjectMembers> result;
    std::set<std::string> names;
    for (const auto& [key, part] : parts_) {
      std::string name = name_of(part, shown);
      const std::string alike = name;
      for (std::size_t n = 2; !names.insert(name).second; ++n) name = alike + " (" + std::to_string(n) + ")";
      result.push_back({.name = std::move(name),
                        .settings_name = members_.settings_name,
                        .measured_on = part.values,
                        .runs = part.runs});
    }
    // Whatever the notes are about, they name no experiment of runs: they stay together.
    result.front().notes = members_.notes;
    return result;
  }

 private:
  std::vector<model::Parameter> defining(model::Index run) const {
    std::vector<model::Parameter> found = analysis::measured_on(runs_[run].config, settings_.evaluation_keys);
    std::erase_if(found, [&](const model::Parameter& one) { return is_seed_like(one, seed_keys_); });
    return found;
  }

  void find_parts() {
    for (const model::Index run : members_.runs) {
      for (const model::Parameter& one : defining(run)) values_[one.path].emplace(value_key(one.value), one.value);
    }
    std::erase_if(values_, [](const auto& entry) { return entry.second.size() < 2; });
    if (values_.empty()) return;
    for (const model::Index run : members_.runs) {
      std::vector<model::Parameter> own = defining(run);
      std::erase_if(own, [&](const model::Parameter& one) { return !values_.contains(one.path); });
      std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
      Part& part = parts_[evaluation_key(own)];
      if (part.runs.empty()) part.values = std::move(own);
      part.runs.push_back(run);
    }
  }

  std::string name_of(const Part& part, const std::map<std::string, std::map<std::string, std::string>>& shown) const {
    std::string values;
    for (const model::Parameter& one : part.values) {
      if (!values.empty()) values += ", ";
      // A number alone says nothing: "num_fewshot 5".
      if (one.value.kind == model::ParameterValue::Kind::number)
        values.append(one.path, one.path.rfind('.') + 1).append(" ");  // npos + 1 is 0
      values += shown.at(one.path).at(value_key(one.value));
    }
    if (values.empty()) values = "no " + values_.begin()->first;
    return members_.name.empty() ? values : members_.name + " · " + values;
  }

  const std::vector<model::RunDigest>& runs_;
  const ProjectMembers& members_;
  const model::ProjectSettings settings_;
  const SeedKeys seed_keys_;
  Values values_;                      // of dividing parameters
  std::map<std::string, Part> parts_;  // by their values
};

std::optional<SuiteAxes> look_for_suite(const AnalysisInput& input, const ProjectMembers& members) {
  const model::ProjectSettings settings = settings_of(*input.settings, members.settings_name);
  const bool may_be = settings.kind
                          ? *settings.kind == model::Kind::suite
                          : !settings.split_evaluations.value_or(false) && !is_kept_by_hand(*input.runs, members);
  return may_be ? find_suite_axes(input, members, settings) : std::nullopt;
}

}  // namespace

std::vector<ProjectMembers> divide_projects(const AnalysisInput& input, std::vector<ProjectMembers> projects) {
  std::vector<ProjectMembers> result;
  for (ProjectMembers& project : projects) {
    project.suite = look_for_suite(input, project);
    std::vector<ProjectMembers> parts;
    if (!project.suite) parts = Divider(input, project).divide();
    if (parts.empty()) {
      result.push_back(std::move(project));
    } else {
      result.insert(result.end(), std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const ProjectMembers& a, const ProjectMembers& b) { return base::natural_less(a.name, b.name); });
  return result;
}

}  // namespace analysis
