#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/tables/cells.h"
#include "render/tables/parameters.h"
#include "words/parameter.h"
#include "words/parts/enum_words.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Align;
using model::Index;
using model::MetricInfo;
using model::ParameterImpact;
using model::SortKey;
using model::TableCell;
using model::Tone;

constexpr const char* kLent = " <span class=\"pm\">noise of others</span>";

struct Metrics {
  const MetricInfo* objective = nullptr;
  const MetricInfo* time = nullptr;
};

Metrics metrics_of(const model::Project& project) {
  const auto time = words::training_time_metric(project);
  Metrics metrics{words::objective_of(project), time ? &project.metrics[*time] : nullptr};
  if (metrics.objective == metrics.time) metrics.time = nullptr;
  return metrics;
}

TableCell value_cell(const ParameterImpact& impact, Index value) {
  if (!impact.values[value].value) return text_cell("not set", Tone::muted);
  return {.markup = parameter_html(impact.values[value].value), .value = static_cast<double>(value)};
}

TableCell count_cell(std::size_t count) {
  return number_cell(words::format_count(count), static_cast<double>(count));
}

TableCell difference_cell(const model::Difference& difference, const MetricInfo& metric, Tone tone) {
  if (!std::isfinite(difference.estimate)) return text_cell("not known", Tone::muted);
  return number_cell(words::format_difference(difference, metric.kind), difference.estimate, tone);
}

TableCell interval_text_cell(const model::Difference& difference, const MetricInfo& metric) {
  if (!std::isfinite(difference.low) || !std::isfinite(difference.high)) return text_cell("none", Tone::muted);
  const std::string text = words::format_interval(difference.low, difference.high, metric.kind);
  return {.markup = "<span class=\"whole\">" + escape_html(text) + (difference.lent ? kLent : "") + "</span>"};
}

Tone shown_tone(Tone tone) {
  return tone == Tone::good || tone == Tone::bad ? tone : Tone::none;
}

/// Places of the values to show, in order.
std::vector<Index> shown_values(const ParameterImpact& impact, const MetricInfo* objective) {
  std::vector<Index> places(impact.values.size());
  for (Index i = 0; i < places.size(); ++i) places[i] = i;
  if (places.size() <= kMostDetailRows) return places;
  const double sign = objective != nullptr && objective->direction == model::Direction::minimize ? 1 : -1;
  const auto loss = [&](Index i) {
    const double mean = impact.values[i].objective.mean;
    return std::isfinite(mean) ? sign * mean : HUGE_VAL;
  };
  std::stable_sort(places.begin(), places.end(), [&](Index a, Index b) { return loss(a) < loss(b); });
  places.resize(kMostDetailRows);
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

model::Table tested_values_table(const words::ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const Metrics metrics = metrics_of(context.project);
  model::Table table{.id = "values", .title = "Tested values", .sortable = true};
  table.columns = {{.title = "Value", .sort = SortKey::number},
                   {.title = "Experiments", .align = Align::right, .sort = SortKey::number},
                   {.title = "Runs", .align = Align::right, .sort = SortKey::number}};
  for (const MetricInfo* metric : {metrics.objective, metrics.time}) {
    if (metric == nullptr) continue;
    table.columns.push_back(
        {.title = "Mean " + words::metric_in_sentence(*metric), .align = Align::right, .sort = SortKey::number});
    table.columns.push_back({.title = "of", .align = Align::right, .note = "Experiments with a finite value."});
  }
  table.columns.push_back({.title = "Recommended"});
  for (const Index i : shown_values(impact, metrics.objective)) {
    const model::TestedValue& value = impact.values[i];
    model::TableRow row;
    row.cells = {value_cell(impact, i), count_cell(value.experiments.size()), count_cell(value.runs)};
    if (metrics.objective != nullptr) {
      row.cells.push_back(estimate_cell(value.objective, metrics.objective->kind));
      row.cells.push_back(count_cell(value.objective.n));
    }
    if (metrics.time != nullptr) {
      row.cells.push_back(estimate_cell(value.time, metrics.time->kind));
      row.cells.push_back(count_cell(value.time.n));
    }
    const bool chosen = std::find(impact.recommended.begin(), impact.recommended.end(), i) != impact.recommended.end();
    row.cells.push_back(text_cell(chosen ? "yes" : ""));
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table effects_table(const words::ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const Metrics metrics = metrics_of(context.project);
  model::Table table{.id = "effects", .title = "Effects in controlled pairs", .sortable = true};
  if (metrics.objective == nullptr) return table;
  table.columns = {{.title = "From", .sort = SortKey::number},
                   {.title = "To", .sort = SortKey::number},
                   {.title = "Pairs", .align = Align::right, .sort = SortKey::number},
                   {.title = "Effect on " + words::metric_in_sentence(*metrics.objective),
                    .align = Align::right,
                    .sort = SortKey::number},
                   {.title = "95\u202f% interval"},
                   {.title = "Adjusted p", .align = Align::right, .sort = SortKey::number},
                   {.title = "In words", .sort = SortKey::text}};
  if (metrics.time != nullptr) {
    table.columns.push_back({.title = "Effect on training time", .align = Align::right, .sort = SortKey::number});
  }
  for (const model::ValueEffect& effect : impact.effects) {
    if (table.rows.size() == kMostDetailRows) break;
    const words::Word word = words::effect_word(context.project, effect);
    model::TableRow row;
    const std::string p = words::format_p(effect.p_adjusted, context.project.significance);
    row.cells = {value_cell(impact, effect.from),
                 value_cell(impact, effect.to),
                 count_cell(effect.pairs),
                 difference_cell(effect.objective, *metrics.objective, shown_tone(word.tone)),
                 interval_text_cell(effect.objective, *metrics.objective),
                 number_cell(p.empty() ? "none" : p.substr(2), effect.p_adjusted, p.empty() ? Tone::muted : Tone::none),
                 {.kind = TableCell::Kind::chip, .text = std::string(word.text), .tone = word.tone}};
    if (metrics.time != nullptr) {
      TableCell time = difference_cell(effect.time, *metrics.time, Tone::none);
      if (effect.time_pairs > 0) time.secondary = words::pairs_text(effect.time_pairs);
      row.cells.push_back(std::move(time));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

model::Table pairs_table(const TableContext& where, const words::ImpactContext& context) {
  const ParameterImpact& impact = context.impact;
  const Metrics metrics = metrics_of(context.project);
  model::Table table{.id = "pairs", .title = "Controlled pairs", .sortable = true};
  if (metrics.objective == nullptr) return table;
  table.columns = {{.title = "Before", .sort = SortKey::text},
                   {.title = "After", .sort = SortKey::text},
                   {.title = "From", .sort = SortKey::number},
                   {.title = "To", .sort = SortKey::number},
                   {.title = "Runs", .align = Align::right},
                   {.title = "Difference", .align = Align::right, .sort = SortKey::number},
                   {.title = "95\u202f% interval"}};
  if (metrics.time != nullptr) {
    table.columns.push_back({.title = "Training time", .align = Align::right, .sort = SortKey::number});
  }
  const auto& experiments = context.findings.experiments;
  for (const model::ControlledPair& pair : impact.pairs) {
    if (table.rows.size() == kMostDetailRows) break;
    model::TableRow row;
    row.cells = {experiment_cell(where, pair.before),
                 experiment_cell(where, pair.after),
                 value_cell(impact, pair.from),
                 value_cell(impact, pair.to),
                 text_cell(words::format_count(experiments[pair.before].runs.size()) + " and " +
                           words::format_count(experiments[pair.after].runs.size())),
                 difference_cell(pair.objective, *metrics.objective, Tone::none),
                 interval_text_cell(pair.objective, *metrics.objective)};
    if (metrics.time != nullptr) row.cells.push_back(difference_cell(pair.time, *metrics.time, Tone::none));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
