#include "ingest/workspace/previous_site.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/files/files.h"
#include "base/json/document.h"
#include "ingest/workspace/git_file.h"
#include "model/enum_names.h"
#include "model/findings/best.h"

namespace ingest {
namespace {

using base::Error;
using base::number_at;
using base::ReadDocument;
using base::Result;
using base::text_at;

Error foreign(const std::string& file) {
  return {Error::Kind::invalid, file, file + " of the previous site is not one that Trialpress wrote"};
}

/// An item of a list, and its text on one line.
using TakeItem = std::function<void(const ReadDocument& item, std::string_view text)>;

/// Each item of a data file that is a list, one a line as they are written, so that ten thousand are never values at
/// once; a file that somebody laid out in another way is read as a whole. False: it is no such list.
bool for_each_item(const std::string& text, std::string_view name, const TakeItem& take) {
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
      const auto item = base::read_document(line);
      if (!item || !item->is_object()) return false;
      take(*item, line);
    }
    return text.ends_with("[]}\n") || text.ends_with("[]}");
  }
  const auto document = base::read_document(text);
  if (!document || !document->is_object()) return false;
  const auto list = document->find(name);
  if (list == document->end() || !list->is_array()) return false;
  for (const ReadDocument& item : *list) take(item, item.dump());
  return true;
}

model::PreviousExperiment experiment_of(const ReadDocument& item) {
  model::PreviousExperiment experiment{.project = text_at(item, "project"),
                                       .id = text_at(item, "id"),
                                       .title = text_at(item, "title"),
                                       .decision = model::parse_name<model::Decision>(text_at(item, "decision"))};
  if (const auto runs = item.find("runs"); runs != item.end() && runs->is_array()) {
    for (const ReadDocument& run : *runs) {
      if (run.is_string()) experiment.runs.push_back(run.get<std::string>());
    }
  }
  if (const auto parent = item.find("versus_parent"); parent != item.end()) {
    const auto verdict = model::parse_name<model::Verdict>(text_at(*parent, "verdict"));
    experiment.verdict = verdict.value_or(model::Verdict::none);
  }
  if (const auto objective = item.find("objective"); objective != item.end()) {
    experiment.objective = text_at(*objective, "metric");
    const auto direction = model::parse_name<model::Direction>(text_at(*objective, "direction"));
    experiment.direction = direction.value_or(model::Direction::unknown);
    model::Estimate& estimate = experiment.estimate;
    estimate.mean = number_at(*objective, "mean");
    estimate.sd = number_at(*objective, "sd");
    estimate.low = number_at(*objective, "low");
    estimate.high = number_at(*objective, "high");
    const double n = number_at(*objective, "n");
    if (n >= 0 && n < 4e9) estimate.n = static_cast<std::uint32_t>(n);
  }
  return experiment;
}

Result<void> read_experiments(const SiteFile& read, model::PreviousSite& site) {
  const std::string file = "data/experiments.json";
  auto text = read(file);
  if (!text) return text.error();
  const bool is_list = for_each_item(*text, "experiments", [&](const ReadDocument& item, std::string_view) {
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
  const bool is_list = for_each_item(*text, "best", [&](const ReadDocument& item, std::string_view) {
    if (model::parse_name<model::Purpose>(text_at(item, "purpose")) == model::Purpose::accuracy)
      site.best[text_at(item, "project")] = text_at(item, "experiment");
  });
  if (!is_list) return foreign(file);
  return {};
}

Result<void> read_tasks(const SiteFile& read, model::PreviousSite& site) {
  const std::string file = "data/journal.json";
  const auto text = read_if_there(read, file);
  if (!text || text->empty()) return text ? Result<void>() : text.error();
  std::map<std::string_view, std::set<std::string_view>> projects;  // by id of experiment
  for (const auto& experiment : site.experiments) projects[experiment.id].insert(experiment.project);
  const bool is_list = for_each_item(*text, "tasks", [&](const ReadDocument& task, std::string_view) {
    const auto done = task.find("done");
    if (done == task.end() || *done != false) return;
    const std::string experiment = text_at(task, "experiment");
    const auto known = projects.find(experiment);
    if (known == projects.end()) return;
    const bool certain = known->second.size() == 1;
    site.open_tasks.push_back({certain ? std::string(*known->second.begin()) : "", experiment, text_at(task, "text")});
  });
  if (!is_list) return foreign(file);
  return {};
}

/// Whether a change can be kept as it is: an object with a sentence and a kind, and nothing in it but text, numbers and
/// small objects of these.
bool is_change(const ReadDocument& item) {
  if (text_at(item, "kind").empty() || text_at(item, "sentence").empty()) return false;
  for (const ReadDocument& member : item) {
    if (member.is_array()) return false;
    if (!member.is_object()) continue;
    for (const ReadDocument& inner : member) {
      if (inner.is_structured()) return false;
    }
  }
  return true;
}

Result<void> read_changes(const SiteFile& read, model::PreviousSite& site) {
  const auto text = read_if_there(read, "data/changes.json");
  if (!text || text->empty()) return text ? Result<void>() : text.error();
  std::vector<model::PublishedChange> changes;
  bool all = true;
  const bool is_list = for_each_item(*text, "changes", [&](const ReadDocument& item, std::string_view json) {
    all = all && is_change(item);
    const auto regression = item.find("regression");
    changes.push_back({.kind = text_at(item, "kind"),
                       .sentence = text_at(item, "sentence"),
                       .experiment = text_at(item, "experiment"),
                       .page = text_at(item, "page"),
                       .date = text_at(item, "date"),
                       .regression = regression != item.end() && *regression == true,
                       .json = std::string(json)});
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
