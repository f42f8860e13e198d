#include "words/secondary.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Comparison;
using model::Experiment;
using model::Tone;

const model::Estimate* estimate_of_metric(const Experiment& experiment, model::Index metric) {
  const model::MetricEstimate* found = experiment.find(metric);
  return found != nullptr && found->at_best.n + found->at_best.non_finite > 0 ? &found->at_best : nullptr;
}

std::string said(const MetricChange& change) {
  return base::make_visible(metric_in_sentence(*change.metric)) + " (" +
         from_to(*change.before, *change.now, change.metric->kind) + ", " +
         interval_words(change.difference, change.metric->kind) + ")";
}

}  // namespace

bool is_secondary(const model::Project& project, model::Index metric) {
  return std::find(project.secondary.begin(), project.secondary.end(), metric) != project.secondary.end();
}

std::vector<model::Index> objectives_of(const model::Project& project) {
  std::vector<model::Index> objectives = project.secondary;
  if (project.objective) objectives.insert(objectives.begin(), *project.objective);
  return objectives;
}

MetricChange metric_change(const model::Findings& findings, const Experiment& experiment, model::Index metric,
                           const std::optional<Comparison>& comparison) {
  MetricChange change{.metric = &findings.projects[experiment.project].metrics[metric],
                      .now = estimate_of_metric(experiment, metric)};
  if (!comparison) return change;
  change.before = estimate_of_metric(findings.experiments[comparison->other], metric);
  const model::MetricDifference* difference = comparison->find(metric);
  if (difference == nullptr) return change;
  change.comparable = difference->comparability == model::Comparability::comparable;
  if (!change.comparable) return change;
  change.difference = difference->difference;
  change.tone = tone_of(change.difference, change.metric->direction);
  return change;
}

std::vector<MetricChange> secondary_changes(const model::Findings& findings, const Experiment& experiment,
                                            const std::optional<Comparison>& comparison) {
  std::vector<MetricChange> changes;
  for (const model::Index metric : findings.projects[experiment.project].secondary) {
    changes.push_back(metric_change(findings, experiment, metric, comparison));
  }
  return changes;
}

Phrase secondary_sentence(const model::Findings& findings, const Experiment& experiment, const Phrase& link) {
  std::vector<std::string> better, worse;
  for (const MetricChange& change : secondary_changes(findings, experiment, experiment.versus_baseline)) {
    if (change.before == nullptr || change.now == nullptr) continue;
    if (change.tone == Tone::good) better.push_back(said(change));
    if (change.tone == Tone::bad) worse.push_back(said(change));
  }
  if (better.empty() && worse.empty()) return "";
  Phrase out = "Secondary objectives: " + link + " is ";
  if (!better.empty()) out += strong("better") + " than the baseline in " + listed(better);
  if (!better.empty() && !worse.empty()) out += ", but ";
  if (!worse.empty())
    out += strong("worse") + " " + std::string(better.empty() ? "than the baseline " : "") + "in " + listed(worse);
  return out + ".";
}

}  // namespace words
