#include <cmath>

#include "render/number_format.h"
#include "render/sentences.h"
#include "render/tables/cells.h"
#include "render/words.h"

namespace render {
namespace {

using analysis::RoleRow;
using model::Align;
using model::TableCell;

std::string role_title(model::Role role) {
  switch (role) {
    case model::Role::train_accuracy:
      return "Training accuracy";
    case model::Role::validation_accuracy:
      return "Validation accuracy";
    case model::Role::train_loss:
      return "Training loss";
    case model::Role::validation_loss:
      return "Validation loss";
    case model::Role::training_time:
      return "Training time";
    case model::Role::memory:
      return "Memory usage";
    case model::Role::inference_time:
      return "Inference time";
  }
  return "";
}

/// "−70 %"; "×21" for what has more than doubled.
std::string relative_text(double relative) {
  if (relative > 1) return "×" + format_value(relative + 1, analysis::ValueKind::plain, 2);
  const std::string percent = format_value(std::round(std::fabs(relative) * 100), analysis::ValueKind::plain);
  return (relative < 0 ? "−" : "+") + percent + "\u202f%";
}

TableCell improvement_cell(const analysis::MetricInfo& metric, const RoleRow& row) {
  if (!row.comparable) return text_cell("not comparable: other hardware", model::Tone::muted);
  if (!std::isfinite(row.difference.estimate)) return text_cell("");
  const model::Tone tone = tone_of(row.difference, metric.direction);
  TableCell cell = number_cell(format_difference(row.difference, metric.kind), row.difference.estimate,
                               tone == model::Tone::calm ? model::Tone::none : tone);
  const double relative = row.difference.estimate / std::fabs(row.baseline.mean);
  const bool by_size = metric.kind != analysis::ValueKind::fraction && metric.kind != analysis::ValueKind::percent;
  if (by_size && relative != 0 && std::isfinite(relative)) cell.secondary = relative_text(relative);
  return cell;
}

}  // namespace

model::Table performance_table(const TableContext& context, const analysis::Project& project) {
  const Site& site = context.site;
  const auto* best = find_best(project, "accuracy");
  model::Table table{.id = "performance", .title = "Baseline against best"};
  const std::string baseline_id = project.baseline ? site.findings.experiments[*project.baseline].id : "Baseline";
  const std::string best_id = best != nullptr ? site.findings.experiments[best->experiment].id : "Best";
  table.columns = {{.title = "Metric"},
                   {.title = "Baseline " + baseline_id, .align = Align::right},
                   {.title = "Best " + best_id, .align = Align::right},
                   {.title = "Change", .align = Align::right},
                   {.title = "95\u202f% interval", .note = "Each on a scale of its own; right is better."}};
  for (const RoleRow& role : project.baseline_against_best) {
    model::TableRow row;
    if (!role.metric) {
      row.cells = {text_cell(role_title(role.role)), text_cell("not logged", model::Tone::muted)};
      row.cells.back().span = 4;
      table.rows.push_back(std::move(row));
      continue;
    }
    const auto& metric = project.metrics[*role.metric];
    TableCell name = text_cell(role_title(role.role));
    if (metric.label == metric.name || metric.label.empty()) name.secondary = metric.name;
    row.cells = {std::move(name), estimate_cell(role.baseline, metric.kind, model::Tone::muted),
                 estimate_cell(role.best, metric.kind), improvement_cell(metric, role)};
    const IntervalRow interval{role.difference, tone_of(role.difference, metric.direction),
                               metric.direction == model::Direction::minimize};
    row.cells.push_back(role.comparable ? interval_cell(interval, interval_scale({interval}), metric.kind)
                                        : text_cell(""));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
