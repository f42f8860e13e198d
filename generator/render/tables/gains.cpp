#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "render/tables/cells.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

constexpr std::size_t kMostRows = 200;

/// The unit of training time in which gains are told: the largest that the longest of them fills.
struct TimeUnit {
  const char* title;
  double hours;
};

TimeUnit unit_of(const std::vector<model::Progress::Gain>& gains) {
  double longest = 0;
  for (const auto& gain : gains) longest = std::max(longest, gain.hours);
  if (longest >= 1) return {"Gain an hour", 1};
  return longest >= 1.0 / 60 ? TimeUnit{"Gain a minute", 1.0 / 60} : TimeUnit{"Gain a second", 1.0 / 3600};
}

bool has_clear_gain(const TableContext& context, const model::Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const auto& comparison = context.site.findings.experiments[index].versus_parent;
    return comparison && comparison->verdict == model::Verdict::clearly_better;
  });
}

}  // namespace

model::Table gains_table(const TableContext& context, const model::Project& project) {
  model::Table table{.id = "gains",
                     .title = "Gain for the time of training",
                     .empty = has_clear_gain(context, project)
                                  ? "No change that is clearly better says how long it trained."
                                  : "No change is clearly better than its parent."};
  const auto* objective = words::objective_of(project);
  if (objective == nullptr) return table;
  const auto& gains = project.progress.gains;
  const TimeUnit unit = unit_of(gains);
  table.columns = {{.title = "Experiment"},
                   {.title = "Change against its parent", .wraps = true},
                   {.title = "Effect", .unit = difference_unit(objective->kind), .align = model::Align::right},
                   {.title = "95\u202f% interval"},
                   {.title = "Training of all its runs", .align = model::Align::right},
                   {.title = unit.title, .unit = difference_unit(objective->kind), .align = model::Align::right}};
  std::vector<IntervalRow> intervals;
  for (std::size_t i = 0; i < std::min(gains.size(), kMostRows); ++i) {
    const auto& comparison = context.site.findings.experiments[gains[i].experiment].versus_parent;
    intervals.emplace_back();
    if (comparison) intervals.back() = {comparison->objective, words::tone_of(*comparison, objective->direction)};
  }
  const double scale = interval_scale(intervals);
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    const auto& gain = gains[i];
    const auto& experiment = context.site.findings.experiments[gain.experiment];
    const double in_unit = gain.gain / gain.hours * unit.hours;
    model::TableRow row;
    row.cells = {experiment_cell(context, gain.experiment),
                 experiment.versus_parent ? changes_cell(experiment.versus_parent->changes) : text_cell(""),
                 number_cell(difference_number(intervals[i].difference, objective->kind),
                             intervals[i].difference.estimate, model::Tone::good),
                 interval_cell(intervals[i], scale, objective->kind),
                 number_cell(words::format_duration(gain.hours * 3600), gain.hours),
                 number_cell(difference_number({.estimate = in_unit}, objective->kind), in_unit)};
    row.cells[4].secondary = words::counted(experiment.runs.size(), "run", "runs");
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace render
