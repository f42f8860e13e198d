#include <algorithm>
#include <string>
#include <vector>

#include "base/json/document.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/findings/since_last.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "words/change_list.h"

namespace render {
namespace {

using base::Document;

/// The newest date of an experiment: what stands for "now" where there is no clock.
std::string newest_date(const model::Findings& findings) {
  std::string newest;
  for (const model::Experiment& experiment : findings.experiments) newest = std::max(newest, experiment.date);
  return newest;
}

Document best_difference(const model::SinceLast::NewBest& best) {
  Document out = difference_json(best.difference);
  out["mean_before"] = number_or_null(best.estimate_before.mean);
  out["n_before"] = best.estimate_before.n;
  return out;
}

Document change_json(const SiteInput& input, const words::ListedChange& change, const std::string& date,
                     const std::string& page) {
  Document out = Document::object();
  out["kind"] = change.kind;
  out["project"] = change.project ? Document(input.findings.projects[*change.project].name) : Document();
  out["experiment"] = change.experiment ? Document(input.findings.experiments[*change.experiment].id) : Document();
  out["before"] = text_or_null(change.before);
  out["now"] = text_or_null(change.now);
  out["difference"] = change.best != nullptr ? best_difference(*change.best) : Document();
  out["regression"] = change.regression;
  out["sentence"] = change.sentence;
  out["date"] = text_or_null(date);
  out["page"] = text_or_null(page);
  return out;
}

model::PublishedChange published(const SiteInput& input, const Addresses& addresses, const words::ListedChange& change,
                                 const std::string& date) {
  model::PublishedChange out{
      .kind = change.kind, .sentence = change.sentence, .date = date, .regression = change.regression};
  if (change.experiment) {
    out.experiment = input.findings.experiments[*change.experiment].id;
    out.page = addresses.experiment_pages[*change.experiment];
  }
  out.json = base::write_document(change_json(input, change, date, out.page));
  return out;
}

}  // namespace

std::vector<model::PublishedChange> changes_of(const SiteInput& input, const Addresses& addresses) {
  const auto& since = input.findings.since_last;
  if (!since) return {};
  if (!since->any()) return since->changes_before;
  const std::string date = newest_date(input.findings);
  std::vector<model::PublishedChange> changes;
  for (const words::ListedChange& change : words::list_changes(input.findings))
    changes.push_back(published(input, addresses, change, date));
  return changes;
}

std::string changes_json(const SiteInput& input, const Addresses& addresses) {
  JsonList list("schema/changes.schema.json", "changes");
  for (const model::PublishedChange& change : changes_of(input, addresses)) list.add_text(change.json);
  return list.finish();
}

}  // namespace render
