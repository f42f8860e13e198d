#include "render/secondary_objectives.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Comparison;
using model::Experiment;
using model::Tone;

const model::Estimate* estimate_of_metric(const Experiment& experiment, model::Index metric) {
  const model::MetricEstimate* found = experiment.find(metric);
  return found != nullptr && found->at_best.n + found->at_best.non_finite > 0 ? &found->at_best : nullptr;
}

std::string change_html(const MetricChange& change) {
  if (change.before == nullptr || change.now == nullptr) return "";
  if (!change.comparable) return "<br><span class=\"muted\">not comparable</span>";
  if (!std::isfinite(change.difference.estimate)) return "";
  const bool plain = change.tone == Tone::calm;
  return "<br><span class=\"" + std::string(plain ? "muted" : tone_class(change.tone)) + "\">" +
         escape_html(words::format_difference(change.difference, change.metric->kind)) + "</span>";
}

std::string said(const MetricChange& change) {
  return visible_text(words::metric_in_sentence(*change.metric)) + " (" +
         words::from_to(*change.before, *change.now, change.metric->kind) + ", " +
         words::interval_words(change.difference, change.metric->kind) + ")";
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

MetricChange metric_change(const Site& site, const Experiment& experiment, model::Index metric,
                           const std::optional<Comparison>& comparison) {
  MetricChange change{.metric = &site.project_of(experiment).metrics[metric],
                      .now = estimate_of_metric(experiment, metric)};
  if (!comparison) return change;
  change.before = estimate_of_metric(site.findings.experiments[comparison->other], metric);
  const model::MetricDifference* difference = comparison->find(metric);
  if (difference == nullptr) return change;
  change.comparable = difference->comparability == model::Comparability::comparable;
  if (!change.comparable) return change;
  change.difference = difference->difference;
  change.tone = words::tone_of(change.difference, change.metric->direction);
  return change;
}

std::vector<MetricChange> secondary_changes(const Site& site, const Experiment& experiment,
                                            const std::optional<Comparison>& comparison) {
  std::vector<MetricChange> changes;
  for (const model::Index metric : site.project_of(experiment).secondary) {
    changes.push_back(metric_change(site, experiment, metric, comparison));
  }
  return changes;
}

void add_secondary_columns(std::vector<model::TableColumn>& columns, const model::Project& project,
                           const std::string& against) {
  for (const model::Index index : project.secondary) {
    const model::MetricInfo& metric = project.metrics[index];
    std::string note = "A secondary objective";
    const std::string_view way = words::direction_words(metric.direction);
    if (!way.empty()) note += ": " + std::string(way);
    columns.push_back({.title = words::metric_label(metric),
                       .align = model::Align::right,
                       .note = note + ". Below the value, its change against " + against +
                               ", in colour where the 95\u202f% interval leaves out zero."});
  }
}

void add_secondary_cells(model::TableRow& row, const std::vector<MetricChange>& changes) {
  for (const MetricChange& change : changes) {
    model::TableCell cell;
    if (change.now != nullptr) {
      const words::EstimateText text = words::format_estimate(*change.now, change.metric->kind);
      cell.value = change.now->mean;
      cell.markup = escape_html(text.mean);
      if (!text.spread.empty()) cell.markup += " <span class=\"pm\">± " + escape_html(text.spread) + "</span>";
      cell.markup += change_html(change);
    }
    row.cells.push_back(std::move(cell));
  }
}

std::string secondary_html(const Site& site, const Experiment& experiment, const std::string& link_html) {
  std::vector<std::string> better, worse;
  for (const MetricChange& change : secondary_changes(site, experiment, experiment.versus_baseline)) {
    if (change.before == nullptr || change.now == nullptr) continue;
    if (change.tone == Tone::good) better.push_back(escape_html(said(change)));
    if (change.tone == Tone::bad) worse.push_back(escape_html(said(change)));
  }
  if (better.empty() && worse.empty()) return "";
  std::string out = "Secondary objectives: " + link_html + " is ";
  if (!better.empty()) out += "<b>better</b> than the baseline in " + words::listed(better);
  if (!better.empty() && !worse.empty()) out += ", but ";
  if (!worse.empty())
    out += "<b>worse</b> " + std::string(better.empty() ? "than the baseline " : "") + "in " + words::listed(worse);
  return out + ".";
}

}  // namespace render
