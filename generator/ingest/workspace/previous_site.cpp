#include "ingest/workspace/previous_site.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "base/files/files.h"
#include "base/json/json.h"
#include "ingest/workspace/git_file.h"
#include "model/enum_names.h"
#include "model/findings/best.h"

namespace ingest {
namespace {

using base::Error;
using base::Json;
using base::Result;

const std::string& text_or_empty(const Json& object, std::string_view key) {
  static const std::string kNone;
  const Json* value = object.find(key);
  return value != nullptr && value->is_string() ? value->text() : kNone;
}

double number_or_missing(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value != nullptr && value->is_number() ? value->as_number() : model::kMissing;
}

Error foreign(const std::string& file) {
  return {Error::Kind::invalid, file, file + " of the previous site is not one that Trialpress wrote"};
}

/// Each item of a data file that is a list, one a line as they are written, so that ten thousand are never values at
/// once; a file that somebody laid out in another way is read as a whole. False: it is no such list.
bool for_each_item(const std::string& text, std::string_view name, const std::function<void(const Json&)>& take) {
  const std::size_t first_end = text.find('\n');
  const std::string opening = "\"" + std::string(name) + "\":[";
  if (first_end != std::string::npos && std::string_view(text).substr(0, first_end).ends_with(opening)) {
    for (std::size_t from = first_end + 1; from < text.size();) {
      std::size_t end = text.find('\n', from);
      if (end == std::string::npos) end = text.size();
      std::string_view line(text.data() + from, end - from);
      from = end + 1;
      if (line.starts_with("]")) return true;  // other members of the document may follow
      if (line.ends_with(',')) line.remove_suffix(1);
      const base::JsonParse parsed = base::parse_json(line);
      if (!parsed.ok || !parsed.value.is_object()) return false;
      take(parsed.value);
    }
    return text.ends_with("[]}\n") || text.ends_with("[]}");
  }
  const base::JsonParse parsed = base::parse_json(text);
  const Json* list = parsed.value.find(name);
  if (!parsed.ok || list == nullptr || !list->is_array()) return false;
  for (const Json& item : list->items()) take(item);
  return true;
}

model::PreviousExperiment experiment_of(const Json& item) {
  model::PreviousExperiment experiment{.project = text_or_empty(item, "project"),
                                       .id = text_or_empty(item, "id"),
                                       .title = text_or_empty(item, "title"),
                                       .decision = model::parse_name<model::Decision>(text_or_empty(item, "decision"))};
  if (const Json* runs = item.find("runs")) {
    for (const Json& run : runs->items()) {
      if (run.is_string()) experiment.runs.push_back(run.text());
    }
  }
  if (const Json* parent = item.find("versus_parent")) {
    const auto verdict = model::parse_name<model::Verdict>(text_or_empty(*parent, "verdict"));
    experiment.verdict = verdict.value_or(model::Verdict::none);
  }
  if (const Json* objective = item.find("objective")) {
    experiment.objective = text_or_empty(*objective, "metric");
    const auto direction = model::parse_name<model::Direction>(text_or_empty(*objective, "direction"));
    experiment.direction = direction.value_or(model::Direction::unknown);
    model::Estimate& estimate = experiment.estimate;
    estimate.mean = number_or_missing(*objective, "mean");
    estimate.sd = number_or_missing(*objective, "sd");
    estimate.low = number_or_missing(*objective, "low");
    estimate.high = number_or_missing(*objective, "high");
    const double n = number_or_missing(*objective, "n");
    if (n >= 0 && n < 4e9) estimate.n = static_cast<std::uint32_t>(n);
  }
  return experiment;
}

Result<void> read_experiments(const SiteFile& read, model::PreviousSite& site) {
  const std::string file = "data/experiments.json";
  auto text = read(file);
  if (!text) return text.error();
  const bool is_list = for_each_item(*text, "experiments", [&](const Json& item) {
    model::PreviousExperiment experiment = experiment_of(item);
    if (!experiment.id.empty()) site.experiments.push_back(std::move(experiment));
  });
  if (!is_list) return foreign(file);
  return {};
}

/// Files that older sites may lack.
Result<std::string> read_if_there(const SiteFile& read, const std::string& file) {
  auto text = read(file);
  if (!text && text.error().kind == Error::Kind::missing) return std::string();
  return text;
}

Result<void> read_best(const SiteFile& read, model::PreviousSite& site) {
  const std::string file = "data/best.json";
  const auto text = read_if_there(read, file);
  if (!text || text->empty()) return text ? Result<void>() : text.error();
  const bool is_list = for_each_item(*text, "best", [&](const Json& item) {
    if (model::parse_name<model::Purpose>(text_or_empty(item, "purpose")) == model::Purpose::accuracy)
      site.best[text_or_empty(item, "project")] = text_or_empty(item, "experiment");
  });
  if (!is_list) return foreign(file);
  return {};
}

Result<void> read_tasks(const SiteFile& read, model::PreviousSite& site) {
  const std::string file = "data/journal.json";
  const auto text = read_if_there(read, file);
  if (!text || text->empty()) return text ? Result<void>() : text.error();
  const base::JsonParse parsed = base::parse_json(*text);
  const Json* tasks = parsed.value.find("tasks");
  if (tasks == nullptr || !tasks->is_array()) return foreign(file);
  std::map<std::string_view, std::set<std::string_view>> projects;  // by id of experiment
  for (const auto& experiment : site.experiments) projects[experiment.id].insert(experiment.project);
  for (const Json& task : tasks->items()) {
    const Json* done = task.find("done");
    if (done == nullptr || !done->is_boolean() || done->as_boolean()) continue;
    const std::string& experiment = text_or_empty(task, "experiment");
    const auto known = projects.find(experiment);
    if (known == projects.end()) continue;
    const bool certain = known->second.size() == 1;
    site.open_tasks.push_back(
        {certain ? std::string(*known->second.begin()) : "", experiment, text_or_empty(task, "text")});
  }
  return {};
}

/// Whether a change can be kept as it is: an object with a sentence and a kind, and nothing in it but text, numbers and
/// small objects of these.
bool is_change(const Json& item) {
  if (text_or_empty(item, "kind").empty() || text_or_empty(item, "sentence").empty()) return false;
  for (const Json::Member& member : item.members()) {
    if (member.second.is_array()) return false;
    for (const Json::Member& inner : member.second.members()) {
      if (inner.second.is_array() || inner.second.is_object()) return false;
    }
  }
  return true;
}

Result<void> read_changes(const SiteFile& read, model::PreviousSite& site) {
  const auto text = read_if_there(read, "data/changes.json");
  if (!text || text->empty()) return text ? Result<void>() : text.error();
  Json changes = Json::array();
  bool all = true;
  const bool is_list = for_each_item(*text, "changes", [&](const Json& item) {
    all = all && is_change(item);
    changes.push(item);
  });
  if (is_list && all) site.changes = std::move(changes);
  return {};
}

}  // namespace

std::optional<SiteOnBranch> parse_site_on_branch(std::string_view place) {
  constexpr std::string_view kGit = "git:";
  SiteOnBranch site;
  if (place.starts_with(kGit)) {
    place.remove_prefix(kGit.size());
    const std::size_t colon = place.find(':');
    site.branch = place.substr(0, colon);
    if (colon != std::string_view::npos) site.path = place.substr(colon + 1);
  } else if (place.ends_with(':')) {
    site.branch = place.substr(0, place.size() - 1);
  }
  while (site.path.ends_with('/')) site.path.pop_back();
  while (site.path.starts_with("./")) site.path.erase(0, 2);
  if (site.path == ".") site.path.clear();
  const bool usable =
      !site.branch.empty() && site.branch.find_first_of(std::string_view(":\0", 2)) == std::string::npos;
  if (!usable || site.branch.front() == '-' || site.path.find('\0') != std::string::npos) return std::nullopt;
  return site;
}

Result<model::PreviousSite> read_previous_site(const std::string& place, const SiteFile& read) {
  model::PreviousSite site{.place = place};
  for (const auto part : {read_experiments, read_best, read_tasks, read_changes}) {
    if (auto done = part(read, site); !done) return done.error();
  }
  return site;
}

Result<model::PreviousSite> read_previous_site(const std::string& place) {
  if (const auto branch = parse_site_on_branch(place)) {
    if (auto known = find_branch(branch->branch); !known) return known.error();
    const std::string folder = branch->branch + ":" + branch->path + (branch->path.empty() ? "" : "/");
    return read_previous_site(place,
                              [&](const std::string& path) { return read_git_file(folder + path, kMaxSiteDataBytes); });
  }
  const Error no_site{Error::Kind::missing, "", "there is no site to compare with"};
  if (place.starts_with("git:") || place.empty()) return no_site;
  auto folder = base::open_folder(place);
  if (!folder) return folder.error().kind == Error::Kind::missing ? no_site : folder.error();
  if (!(*folder)->info("data/experiments.json")) return no_site;
  return read_previous_site(place, [&](const std::string& path) -> Result<std::string> {
    if (!(*folder)->info(path)) return Error{Error::Kind::missing, path, "there is no " + path};
    auto text = (*folder)->read_all(path, kMaxSiteDataBytes);
    if (text) return text;
    return Error{text.error().kind, path, path + " of the previous site: " + text.error().what};
  });
}

}  // namespace ingest
