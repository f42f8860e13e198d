#include <algorithm>
#include <string>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/findings/since_last.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "words/change_list.h"

namespace render {
namespace {

using base::Json;

/// The newest date of an experiment: what stands for "now" where there is no clock.
std::string newest_date(const model::Findings& findings) {
  std::string newest;
  for (const model::Experiment& experiment : findings.experiments) newest = std::max(newest, experiment.date);
  return newest;
}

Json best_difference(const model::SinceLast::NewBest& best) {
  Json out = difference_json(best.difference);
  out.set("mean_before", number_or_null(best.estimate_before.mean));
  out.set("n_before", Json::integer(best.estimate_before.n));
  return out;
}

Json change_json(const SiteInput& input, const Addresses& addresses, const words::ListedChange& change,
                 const std::string& date) {
  Json out = Json::object();
  out.set("kind", Json::string(change.kind));
  out.set("project", change.project ? Json::string(input.findings.projects[*change.project].name) : Json());
  out.set("experiment", change.experiment ? Json::string(input.findings.experiments[*change.experiment].id) : Json());
  out.set("before", text_or_null(change.before));
  out.set("now", text_or_null(change.now));
  out.set("difference", change.best != nullptr ? best_difference(*change.best) : Json());
  out.set("regression", Json::boolean(change.regression));
  out.set("sentence", Json::string(change.sentence));
  out.set("date", text_or_null(date));
  out.set("page", change.experiment ? Json::string(addresses.experiment_pages[*change.experiment]) : Json());
  return out;
}

}  // namespace

Json changes_of(const SiteInput& input, const Addresses& addresses) {
  Json list = Json::array();
  const auto& since = input.findings.since_last;
  if (!since) return list;
  if (!since->any()) return since->changes_before.is_array() ? since->changes_before : list;
  const std::string date = newest_date(input.findings);
  for (const words::ListedChange& change : words::list_changes(input.findings))
    list.push(change_json(input, addresses, change, date));
  return list;
}

std::string changes_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/changes.schema.json", "changes");
  const Json changes = changes_of(input, addresses);
  for (const Json& change : changes.items()) list.add(change);
  return list.finish();
}

}  // namespace render
