#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text/encoded_text.h"
#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/tables/cells.h"
#include "words/counted_runs.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/secondary.h"

namespace render {
namespace {

using model::Align;
using model::Experiment;
using model::MetricInfo;
using model::Project;
using model::SortKey;
using model::TableCell;
using model::Tone;

TableCell value_of_change(const std::optional<model::ParameterValue>& value, Tone tone) {
  if (!value) return text_cell("not set", Tone::muted);
  if (value->kind == model::ParameterValue::Kind::text && base::is_encoded(value->text))
    return text_cell(words::parameter_text(value), tone);
  return code_cell(value->kind == model::ParameterValue::Kind::text && value->text.empty() ? "\"\"" : value->text,
                   tone);
}

TableCell metric_name_cell(const Project& project, model::Index index) {
  const MetricInfo& metric = project.metrics[index];
  TableCell cell = text_cell(words::metric_label(metric));
  if (metric.label != metric.name && !metric.label.empty()) cell.secondary = metric.name;
  if (words::is_secondary(project, index))
    cell.secondary += std::string(cell.secondary.empty() ? "" : ", ") + "secondary objective";
  return cell;
}

/// The objective, the secondary ones, then the others.
std::vector<const model::MetricEstimate*> in_order(const Experiment& experiment, const Project& project) {
  std::vector<const model::MetricEstimate*> metrics;
  for (const auto& metric : experiment.metrics) metrics.push_back(&metric);
  const auto rank = [&](const model::MetricEstimate* metric) {
    if (project.objective == metric->metric) return std::size_t{0};
    const auto found = std::find(project.secondary.begin(), project.secondary.end(), metric->metric);
    return static_cast<std::size_t>(found - project.secondary.begin()) + 1;
  };
  std::stable_sort(metrics.begin(), metrics.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
  return metrics;
}

void add_change_cells(model::TableRow& row, const model::MetricDifference* difference, const MetricInfo& metric) {
  if (difference == nullptr || !std::isfinite(difference->difference.estimate)) {
    row.cells.push_back(text_cell(""));
    row.cells.push_back(text_cell(""));
    return;
  }
  if (difference->comparability != model::Comparability::comparable) {
    row.cells.push_back(text_cell("not comparable", Tone::muted));
    row.cells.push_back(text_cell(std::string(model::words_of(difference->comparability)), Tone::muted));
    return;
  }
  const IntervalRow interval{difference->difference, words::tone_of(difference->difference, metric.direction),
                             metric.direction == model::Direction::minimize};
  const double estimate = difference->difference.estimate;
  row.cells.push_back(
      number_cell(estimate == 0 ? "none" : words::format_difference(difference->difference, metric.kind), estimate,
                  interval.tone == Tone::calm ? Tone::none : interval.tone));
  row.cells.push_back(interval_cell(interval, interval_scale({interval}), metric.kind));
}

double objective_value(const Experiment& experiment, const Project& project, std::size_t run) {
  const auto* metric = project.objective ? experiment.find(*project.objective) : nullptr;
  return metric != nullptr && run < metric->per_run.size() ? metric->per_run[run] : model::kMissing;
}

const model::BestPoint* best_point_of(const model::RunDigest& run, const Project& project) {
  const auto* objective = words::objective_of(project);
  if (objective == nullptr || objective->taken != model::Taken::best) return nullptr;
  for (const auto& point : run.best_points) {
    if (point.metric == objective->name && point.direction == objective->direction) return &point;
  }
  return nullptr;
}

/// "27": the epoch where the run logged epochs, else the step.
TableCell place_cell(const model::BestPoint* best) {
  if (best == nullptr) return text_cell("");
  const bool epochs = std::isfinite(best->point.epoch);
  const double place = epochs ? best->point.epoch : best->point.step;
  if (!std::isfinite(place)) return text_cell("");
  TableCell cell = number_cell(words::format_value(place, model::ValueKind::plain), place);
  cell.secondary = epochs ? "" : "step";
  return cell;
}

/// Whether why the run does not count has said it already: "failed", or of a loss that it diverged.
bool says_same(const model::Experiment& experiment, std::size_t run, const std::string& remark) {
  if (run >= experiment.counted.size()) return false;
  const model::RunCount& count = experiment.counted[run];
  if (count.why == model::NotCounted::failed)
    return remark == words::status_word(model::RunStatus::failed).text ||
           remark == words::status_word(model::RunStatus::killed).text;
  return count.why == model::NotCounted::diverged && remark.starts_with("diverged: " + count.metric + " ");
}

}  // namespace

std::vector<std::string> run_remarks(const model::RunDigest& run, const Project& project) {
  std::vector<std::string> remarks;
  if (run.status == model::RunStatus::failed || run.status == model::RunStatus::killed) {
    remarks.emplace_back(words::status_word(run.status).text);
  }
  if (run.damaged) remarks.emplace_back("damaged");
  const auto* objective = words::objective_of(project);
  for (const auto& series : run.series) {
    const bool watched = objective == nullptr || series.name == objective->name;
    if (!watched || series.points == 0 || std::isfinite(series.last.value)) continue;
    remarks.push_back("diverged: " + series.name + " ends in " +
                      words::format_value(series.last.value, model::ValueKind::plain));
    break;
  }
  std::uint64_t non_finite = 0;
  for (const auto& series : run.series) non_finite += series.non_finite;
  if (non_finite > 0)
    remarks.push_back(words::counted(non_finite, "value", "values") + (non_finite == 1 ? " is" : " are") +
                      " not finite");
  return remarks;
}

model::Table changes_table(const std::vector<model::ParameterChange>& changes, const std::string& other,
                           const std::string& self) {
  model::Table table{.id = "changes", .title = "What changed"};
  table.columns = {{.title = "Parameter"}, {.title = other, .wraps = true}, {.title = self, .wraps = true}};
  for (const auto& change : changes) {
    if (table.rows.size() == kMostChanges) {
      table.rows.push_back({.cells = {text_cell("and " + words::format_count(changes.size() - kMostChanges) + " more"),
                                      text_cell("in data/experiments.json"), text_cell("")}});
      break;
    }
    table.rows.push_back({.cells = {code_cell(change.parameter), value_of_change(change.old_value, Tone::muted),
                                    value_of_change(change.new_value, Tone::none)}});
  }
  return table;
}

model::Table metrics_table(const TableContext& context, const Experiment& experiment) {
  const Project& project = context.site.project_of(experiment);
  const Experiment* parent =
      experiment.versus_parent ? &context.site.findings.experiments[experiment.versus_parent->other] : nullptr;
  model::Table table{.id = "metrics", .title = "Metrics", .empty = "No run of this experiment logged a metric."};
  const auto* objective = words::objective_of(project);
  const bool at_best = objective != nullptr && objective->taken == model::Taken::best;
  table.columns = {
      {.title = at_best ? "At the best point for " + words::metric_in_sentence(*objective) : "Last value"}};
  if (at_best && objective->best_along) table.columns.back().last_title = "At the end of training";
  if (parent != nullptr) table.columns.push_back({.title = parent->shown(), .align = Align::right});
  table.columns.push_back({.title = experiment.shown(), .align = Align::right});
  if (parent != nullptr) {
    table.columns.push_back({.title = "Change", .align = Align::right});
    table.columns.push_back({.title = "95\u202f% interval", .note = "Each on a scale of its own; right is better."});
  }
  const auto shown = [&](const model::MetricEstimate* metric, Tone tone) {
    if (objective != nullptr || metric == nullptr) return metric_cell(project, metric, tone);
    return estimate_cell(metric->last, project.metrics[metric->metric].kind, tone);
  };
  for (const auto* metric : in_order(experiment, project)) {
    const MetricInfo& info = project.metrics[metric->metric];
    model::TableRow row;
    row.cells = {metric_name_cell(project, metric->metric)};
    if (parent != nullptr) {
      row.cells.push_back(shown(parent->find(metric->metric), Tone::muted));
    }
    row.cells.push_back(shown(metric, Tone::none));
    if (parent != nullptr) add_change_cells(row, experiment.versus_parent->find(metric->metric), info);
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table repeats_table(const TableContext& context, const Experiment& experiment) {
  const Project& project = context.site.project_of(experiment);
  const auto* objective = words::objective_of(project);
  model::Table table{.id = "repeats", .title = "Repeats", .sortable = true};
  table.columns = {
      {.title = "Run", .sort = SortKey::text}, {.title = "Seed"}, {.title = "Status", .sort = SortKey::text}};
  if (objective != nullptr) {
    table.columns.push_back({.title = words::metric_label(*objective), .align = Align::right, .sort = SortKey::number});
    table.columns.push_back({.title = "at epoch", .align = Align::right, .sort = SortKey::number});
  }
  table.columns.push_back({.title = "Duration", .align = Align::right, .sort = SortKey::number});
  table.columns.push_back({.title = "Remarks", .wraps = true});
  for (std::size_t i = 0; i < experiment.runs.size(); ++i) {
    const auto& run = context.site.input.runs[experiment.runs[i]];
    const words::Word status = words::status_word(run.status);
    model::TableRow row;
    row.cells = {run_cell(context, experiment.runs[i]), text_cell(run.seed),
                 text_cell(std::string(status.text), status.tone)};
    if (objective != nullptr) {
      const model::BestPoint* best = best_point_of(run, project);
      const double value = objective_value(experiment, project, i);
      const bool logged = !std::isnan(value) || run.find_series(objective->name) != nullptr;
      row.cells.push_back(logged ? number_cell(words::format_value(value, objective->kind), value) : text_cell(""));
      row.cells.push_back(place_cell(best));
    }
    row.cells.push_back(std::isfinite(run.duration_s)
                            ? number_cell(words::format_duration(run.duration_s), run.duration_s)
                            : text_cell(""));
    std::string remarks;
    if (i < experiment.counted.size()) {
      const std::string why = words::not_counted_text(context.site.input.runs, experiment.counted[i]);
      if (!why.empty()) remarks = "not counted: " + why;
    }
    for (const auto& remark : run_remarks(run, project)) {
      if (!says_same(experiment, i, remark)) remarks += (remarks.empty() ? "" : "; ") + remark;
    }
    row.cells.push_back(text_cell(std::move(remarks), Tone::muted));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
