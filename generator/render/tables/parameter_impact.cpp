#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "render/tables/parameters.h"
#include "words/parameter.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/recommendation.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Align;
using model::Index;
using model::ParameterImpact;
using model::SortKey;
using model::TableCell;
using model::Tone;

constexpr std::size_t kMostValues = 5;

std::string small(const std::string& text) {
  return text.empty() ? "" : "<br><span class=\"meta\">" + escape_html(text) + "</span>";
}

/// "0.001 (3), 0.01 (23)": each value with its experiments; of many numbers their range, of other values the first.
TableCell values_cell(const ParameterImpact& impact) {
  const std::size_t count = impact.values.size();
  std::string out;
  if (impact.numeric && count > kMostValues) {
    std::size_t experiments = 0, last = 0;
    for (Index i = 0; i < count; ++i) {
      if (!impact.values[i].value) continue;
      experiments += impact.values[i].experiments.size();
      last = i;
    }
    out = parameter_html(impact.values.front().value) + " to " + parameter_html(impact.values[last].value);
    out += small(words::counted(last + 1, "value", "values") + ", " +
                 words::counted(experiments, "experiment", "experiments"));
    return {.markup = out, .value = static_cast<double>(count)};
  }
  const std::size_t shown = count > kMostValues ? kMostValues - 1 : count;
  for (Index i = 0; i < shown; ++i) {
    if (i > 0) out += "<br>";
    out += parameter_html(impact.values[i].value) + " <span class=\"pm\">(" +
           words::format_count(impact.values[i].experiments.size()) + ")</span>";
  }
  if (count > shown) out += small(words::format_count(count - shown) + " more values");
  return {.markup = out, .value = static_cast<double>(count)};
}

std::string range_html(const words::MeanRange& range, model::ValueKind kind) {
  if (range.values < 2) return "";
  const std::string low = words::format_value(range.low, kind), high = words::format_value(range.high, kind);
  return (low == high ? "means all " + escape_html(low) : "means " + escape_html(low) + " to " + escape_html(high)) +
         " " + chip_html("confounded", Tone::calm) +
         small(words::counted(range.experiments, "experiment", "experiments"));
}

TableCell objective_cell(const words::ImpactContext& context, const model::MetricInfo& objective) {
  const ParameterImpact& impact = context.impact;
  if (!impact.largest_effect) {
    return {.markup = range_html(words::mean_range(impact, words::MeanOf::objective), objective.kind)};
  }
  const auto& effect = impact.effects[*impact.largest_effect];
  const words::Word word = words::effect_word(context.project, effect);
  std::string out = escape_html(words::step_text(impact, effect.from, effect.to)) + ": <b>" +
                    escape_html(words::format_difference(effect.objective, objective.kind)) + "</b> " +
                    chip_html(word.text, word.tone);
  const std::string interval = words::interval_words(effect.objective, objective.kind);
  out += small((interval.empty() ? "no interval" : interval) + ", " + words::pairs_text(effect.pairs));
  return {.markup = out, .value = std::fabs(effect.objective.estimate)};
}

TableCell time_cell(const words::ImpactContext& context, const model::MetricInfo& time, bool one_machine) {
  const ParameterImpact& impact = context.impact;
  if (!impact.largest_effect) {
    if (!one_machine) return text_cell("not comparable: several machines", Tone::muted);
    return {.markup = range_html(words::mean_range(impact, words::MeanOf::time), time.kind)};
  }
  const auto& effect = impact.effects[*impact.largest_effect];
  if (!std::isfinite(effect.time.estimate)) return text_cell("not known", Tone::muted);
  const std::string interval = words::interval_words(effect.time, time.kind);
  return {.markup = escape_html(words::format_difference(effect.time, time.kind)) +
                    small((interval.empty() ? "no interval" : interval) + ", " + words::pairs_text(effect.time_pairs)),
          .value = std::fabs(effect.time.estimate)};
}

TableCell importance_cell(const model::Project& project, const ParameterImpact& impact) {
  const std::string text = words::importance_text(project, impact);
  if (!impact.importance) return text_cell(text, Tone::muted);
  double largest = 0;
  for (const ParameterImpact& one : project.parameters) largest = std::max(largest, one.importance.value_or(0));
  const double share = *impact.importance / largest;
  std::string bar =
      "<svg class=\"share\" viewBox=\"0 0 60 8\" aria-hidden=\"true\"><rect class=\"all\" width=\"60\" "
      "height=\"8\"/><rect class=\"part\" width=\"" +
      base::fixed_text(share * 60, 1) + "\" height=\"8\"/></svg>";
  return {.markup = bar + escape_html(text), .value = *impact.importance};
}

TableCell recommended_cell(const ParameterImpact& impact) {
  if (impact.recommendation == ParameterImpact::Recommendation::none) return text_cell("nothing", Tone::muted);
  return {.markup = escape_html(words::recommended_text(impact)) + small(words::rule_text(impact))};
}

struct ImpactLayout {
  const model::MetricInfo* objective = nullptr;
  const model::MetricInfo* time = nullptr;
  bool one_machine = true;
  bool weighed = false;
};

ImpactLayout layout_of(const Site& site, const model::Project& project) {
  const auto time = words::training_time_metric(project);
  ImpactLayout layout{words::objective_of(project), time ? &project.metrics[*time] : nullptr};
  layout.weighed = words::has_weighed(project);
  layout.one_machine = layout.time == nullptr || words::on_one_machine(site.findings, project);
  if (layout.objective == layout.time) layout.time = nullptr;
  return layout;
}

std::vector<model::TableColumn> impact_columns(const ImpactLayout& layout) {
  std::vector<model::TableColumn> columns{{.title = "Parameter", .sort = SortKey::text}};
  columns.push_back({.title = "Category", .sort = SortKey::text});
  columns.push_back({.title = "Tested values", .unit = "experiments", .sort = SortKey::number});
  if (layout.objective != nullptr) {
    columns.push_back({.title = "Impact on " + words::metric_in_sentence(*layout.objective),
                       .sort = SortKey::number,
                       .wraps = true,
                       .note = "The largest effect in pairs of experiments that differ in this parameter alone."});
  }
  if (layout.time != nullptr) {
    columns.push_back({.title = "Impact on training time",
                       .sort = SortKey::number,
                       .wraps = true,
                       .note = "Of the same change as its neighbour on the left."});
  }
  if (layout.weighed) {
    columns.push_back({.title = "Importance",
                       .sort = SortKey::number,
                       .note = "How far it sets the best tenth of the trials apart (PED-ANOVA), beside what chance "
                               "alone reaches in one of twenty shuffles."});
  }
  columns.push_back({.title = "Recommended", .wraps = true});
  return columns;
}

}  // namespace

model::Table parameter_impact_table(const TableContext& context, const model::Project& project) {
  const ImpactLayout layout = layout_of(context.site, project);
  model::Table table{.id = "parameter-impact", .title = "What each parameter does", .sortable = true};
  table.empty = "No parameter was given two values, so there is nothing to compare.";
  table.columns = impact_columns(layout);
  for (Index i = 0; i < project.parameters.size() && i < kMostParameterRows; ++i) {
    const ParameterImpact& impact = project.parameters[i];
    const words::ImpactContext one{context.site.findings, project, impact};
    model::TableRow row;
    row.cells = {{.markup = parameter_link_html(context, project, impact.parameter)},
                 text_cell(impact.category),
                 values_cell(impact)};
    if (layout.objective != nullptr) row.cells.push_back(objective_cell(one, *layout.objective));
    if (layout.time != nullptr) row.cells.push_back(time_cell(one, *layout.time, layout.one_machine));
    if (layout.weighed) row.cells.push_back(importance_cell(project, impact));
    row.cells.push_back(recommended_cell(impact));
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table what_matters_table(const TableContext& context, const model::Project& project) {
  model::Table table = parameter_impact_table(context, project);
  table.id = "what-matters";
  table.title = "What matters";
  table.sortable = false;
  std::vector<model::TableRow> kept;
  for (Index i = 0; i < table.rows.size() && kept.size() < 5; ++i) {
    const ParameterImpact& impact = project.parameters[i];
    if (impact.importance || (impact.largest_effect && !project.search)) kept.push_back(std::move(table.rows[i]));
  }
  table.rows = std::move(kept);
  table.empty.clear();
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + 1, row.cells.begin() + 3);
  table.columns.erase(table.columns.begin() + 1, table.columns.begin() + 3);
  return table;
}

void link_parameters(const TableContext& context, const model::Project& project,
                     const std::vector<model::ParameterChange>& changes, model::Table& table) {
  for (std::size_t i = 0; i < std::min(changes.size(), kMostChanges) && i < table.rows.size(); ++i) {
    table.rows[i].cells[0] = {.markup = parameter_link_html(context, project, changes[i].parameter)};
  }
}

}  // namespace render
