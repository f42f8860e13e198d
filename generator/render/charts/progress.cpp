#include "model/findings/progress.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/charts/experiment_points.h"
#include "render/charts/outside_points.h"
#include "words/parts/change.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::Chart;
using model::Experiment;
using model::Findings;
using model::Index;
using model::Trace;

constexpr std::size_t kMostDrawn = 2000;

/// Days since 1970-01-01 of "YYYY-MM-DD…".
std::optional<double> day_of(const std::string& date) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  const char* const text = date.data();
  const bool read = std::from_chars(text, text + 4, year).ptr == text + 4 &&
                    std::from_chars(text + 5, text + 7, month).ptr == text + 7 &&
                    std::from_chars(text + 8, text + 10, day).ptr == text + 10;
  const std::chrono::year_month_day calendar{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!read || !calendar.ok()) return std::nullopt;
  return static_cast<double>(std::chrono::sys_days(calendar).time_since_epoch().count());
}

struct Entry {
  Index experiment = 0;
  const model::Estimate* estimate = nullptr;
  double x = 0;
};

/// Every new best, the last one, and of the others as many as may be drawn, at even distances.
std::vector<Entry> drawn_entries(const std::vector<Entry>& entries, bool maximise) {
  if (entries.size() <= kMostDrawn) return entries;
  std::vector<Entry> drawn;
  std::optional<double> best;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const double value = entries[i].estimate->mean;
    const bool is_new_best = !best || (maximise ? value > *best : value < *best);
    if (is_new_best) best = value;
    const bool is_in_turn = i * kMostDrawn / entries.size() != (i + 1) * kMostDrawn / entries.size();
    if (is_new_best || is_in_turn || i + 1 == entries.size()) drawn.push_back(entries[i]);
  }
  return drawn;
}

/// Of a loop: the numbers of its tries.
model::ChartAxis number_tries(const model::Project& project, std::vector<Entry>& entries) {
  std::size_t next = 0;
  for (std::size_t place = 0; place < project.experiments.size() && next < entries.size(); ++place) {
    if (project.experiments[place] == entries[next].experiment) entries[next++].x = static_cast<double>(place + 1);
  }
  return {.title = "try", .room = true};
}

/// Dates as places if every experiment has one and they differ, else the order of the log with ids as categories.
model::ChartAxis place_entries(const Findings& findings, std::vector<Entry>& entries) {
  std::vector<double> days;
  for (const Entry& entry : entries) {
    if (const auto day = day_of(findings.experiments[entry.experiment].date)) days.push_back(*day);
  }
  model::ChartAxis axis;
  const bool by_date =
      days.size() == entries.size() && days.front() != days.back() && std::is_sorted(days.begin(), days.end());
  axis.kind = by_date ? model::AxisKind::linear : model::AxisKind::category;
  if (by_date) axis.unit = model::AxisUnit::date;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].x = by_date ? days[i] : static_cast<double>(i);
    if (!by_date) axis.categories.push_back(findings.experiments[entries[i].experiment].shown());
  }
  return axis;
}

/// The single change that made it, else its title or name.
std::string reason_of(const Experiment& experiment) {
  if (experiment.versus_parent && experiment.versus_parent->changes.size() == 1) {
    return words::change_phrase(experiment.versus_parent->changes[0]);
  }
  return experiment.loop.number > 0 && !experiment.title.empty() ? experiment.title : experiment.shown();
}

struct Record {
  Trace line, names;
  const Entry* best = nullptr;
};

/// Whether people said which experiments to keep.
bool has_kept(const Findings& findings, const std::vector<Entry>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    return findings.experiments[entry.experiment].decision == model::Decision::keep;
  });
}

/// The best so far after each entry, and a name for each entry that beat those before it: for the kept ones and the
/// best alone if `only_kept`, since the others were steps that nobody took.
Record record_of(const Findings& findings, const std::vector<Entry>& entries, bool maximise, bool only_kept) {
  Record record;
  record.line.kind = Trace::Kind::steps;
  record.line.name = "Best so far";
  record.line.emphasis = Trace::Emphasis::bold;
  record.names.kind = Trace::Kind::points;
  record.names.emphasis = Trace::Emphasis::bold;
  record.names.name = "New best";
  std::string last_name;
  for (const Entry& entry : entries) {
    const double value = entry.estimate->mean;
    if (record.best == nullptr ||
        (maximise ? value > record.best->estimate->mean : value < record.best->estimate->mean)) {
      const Experiment& experiment = findings.experiments[entry.experiment];
      last_name = record.best != nullptr ? reason_of(experiment) : "";
      if (!last_name.empty() && (!only_kept || experiment.decision == model::Decision::keep)) {
        record.names.x.push_back(entry.x);
        record.names.y.push_back(value);
        record.names.labels.push_back(std::exchange(last_name, ""));
      }
      record.best = &entry;
    }
    record.line.x.push_back(entry.x);
    record.line.y.push_back(record.best->estimate->mean);
  }
  if (!last_name.empty()) {
    record.names.x.push_back(record.best->x);
    record.names.y.push_back(record.best->estimate->mean);
    record.names.labels.push_back(last_name);
  }
  return record;
}

Trace experiment_points(const Findings& findings, const std::vector<Entry>& entries, const model::MetricInfo& metric,
                        const Addresses& addresses) {
  Trace points;
  points.kind = Trace::Kind::points;
  points.name = "Experiments";
  for (const Entry& entry : entries) {
    const Experiment& experiment = findings.experiments[entry.experiment];
    points.x.push_back(entry.x);
    points.y.push_back(entry.estimate->mean);
    points.labels.push_back(point_label(experiment, *entry.estimate, metric));
    points.links.push_back(addresses.experiment_pages[entry.experiment]);
    points.filled.push_back(experiment.decision == model::Decision::keep);
  }
  return points;
}

/// Of a loop: the value of what was kept last after each entry, with a name where it changed.
Record kept_record(const Findings& findings, const std::vector<Entry>& entries, Index first) {
  Record record;
  record.line.kind = Trace::Kind::steps;
  record.line.name = "Kept so far";
  record.line.emphasis = Trace::Emphasis::bold;
  record.names.kind = Trace::Kind::points;
  record.names.emphasis = Trace::Emphasis::bold;
  record.names.name = "Kept";
  for (const Entry& entry : entries) {
    const Experiment& experiment = findings.experiments[entry.experiment];
    if (experiment.decision == model::Decision::keep || entry.experiment == first) {
      if (record.best != nullptr) {
        record.names.x.push_back(entry.x);
        record.names.y.push_back(entry.estimate->mean);
        record.names.labels.push_back(reason_of(experiment));
      }
      record.best = &entry;
    }
    if (record.best == nullptr) continue;
    record.line.x.push_back(entry.x);
    record.line.y.push_back(record.best->estimate->mean);
  }
  return record;
}

constexpr double kBandDeviations = 2;

/// What one run of what was kept would give: kBandDeviations on either side of `steps`.
Trace noise_band(const Trace& steps, double deviation) {
  Trace band;
  band.kind = Trace::Kind::band;
  band.name = "Noise of one run";
  const auto add = [&](double x, double y) {
    band.x.push_back(x);
    band.y.push_back(y - kBandDeviations * deviation);
    band.y_high.push_back(y + kBandDeviations * deviation);
  };
  for (std::size_t i = 0; i < steps.x.size(); ++i) {
    if (i > 0 && steps.y[i] != steps.y[i - 1]) add(steps.x[i], steps.y[i - 1]);
    add(steps.x[i], steps.y[i]);
  }
  return band;
}

/// Takes the hollow points out of the others.
Trace take_hollow(Trace& points) {
  Trace hollow = points;
  hollow.name = "Not kept";
  hollow.emphasis = Trace::Emphasis::thin;
  for (std::size_t i = 0; i < points.filled.size(); ++i) (points.filled[i] ? hollow : points).y[i] = model::kMissing;
  return hollow;
}

/// Of a search: takes those out that cannot be told from the best.
Trace take_as_good(const model::Search& search, const std::vector<Entry>& entries, Trace& points) {
  Trace good = points;
  good.name = "Cannot be told from the best";
  good.colour = 1;
  points.emphasis = Trace::Emphasis::thin;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool is_good =
        std::find(search.as_good.begin(), search.as_good.end(), entries[i].experiment) != search.as_good.end();
    (is_good ? points : good).y[i] = model::kMissing;
    good.filled[i] = true;
  }
  return good;
}

/// "each experiment's mean (dots; filled: kept)": what a dot is.
std::string dots_text(const Findings& findings, const model::Project& project, const std::vector<Entry>& entries) {
  const bool means =
      std::any_of(entries.begin(), entries.end(), [](const Entry& entry) { return entry.estimate->n > 1; });
  const std::string each = project.search ? "each trial" : "each experiment";
  return (means ? each + "'s mean" : each) + (has_kept(findings, entries) ? " (dots; filled: kept)" : " (dots)");
}

double highest_of(const std::vector<Entry>& entries) {
  double highest = entries.front().estimate->mean;
  for (const Entry& entry : entries) highest = std::max(highest, entry.estimate->mean);
  return highest;
}

/// Tries that failed and have no value, at their place in the log.
Trace failed_ticks(const Findings& findings, const model::Project& project, double edge, const Addresses& addresses) {
  Trace ticks;
  ticks.kind = Trace::Kind::ticks;
  ticks.emphasis = Trace::Emphasis::grey;
  ticks.name = "Failed";
  for (std::size_t place = 0; place < project.experiments.size(); ++place) {
    const Index index = project.experiments[place];
    const Experiment& experiment = findings.experiments[index];
    const bool failed = experiment.status == model::ExperimentStatus::failed;
    if (!failed || finite_estimate(experiment, *project.objective) != nullptr) continue;
    ticks.x.push_back(static_cast<double>(place + 1));
    ticks.y.push_back(edge);
    ticks.labels.push_back(experiment.shown() + ": failed");
    ticks.links.push_back(addresses.experiment_pages[index]);
  }
  return ticks;
}

std::string summary_of(const Findings& findings, const Entry& first, const Entry& best,
                       const model::MetricInfo& metric) {
  return words::metric_in_sentence(metric) + " from " + words::format_value(first.estimate->mean, metric.kind) + " (" +
         findings.experiments[first.experiment].shown() + ") to " +
         words::format_value(best.estimate->mean, metric.kind) + " (" + findings.experiments[best.experiment].shown() +
         ")";
}

}  // namespace

Chart progress_chart(const Findings& findings, Index project_index, const Addresses& addresses) {
  const model::Project& project = findings.projects[project_index];
  Chart chart;
  chart.id = "progress-" + std::to_string(project_index);
  chart.wide = true;
  if (!project.objective) return chart;
  const model::MetricInfo& metric = project.metrics[*project.objective];
  std::vector<Entry> all;
  std::vector<Index> without;
  for (const Index index : project.experiments) {
    if (!findings.experiments[index].is_ranked()) continue;
    const model::Estimate* estimate = finite_estimate(findings.experiments[index], *project.objective);
    if (estimate != nullptr) {
      all.push_back({index, estimate});
    } else {
      without.push_back(index);
    }
  }
  if (all.size() < 2) return chart;

  const bool maximise = metric.direction != model::Direction::minimize;
  std::vector<Entry> entries = drawn_entries(all, maximise);
  chart.title = metric.label + " over the log";
  const bool loop = project.loop && !project.loop->champions.empty();
  chart.x = loop ? number_tries(project, entries) : place_entries(findings, entries);
  chart.y = {.title = metric.label, .unit = axis_unit(metric.kind)};
  const bool directed = metric.direction != model::Direction::unknown;
  Record record = loop ? kept_record(findings, entries, project.loop->champions.front())
                       : record_of(findings, entries, maximise, has_kept(findings, all));
  const bool has_line = loop ? record.best != nullptr : directed;
  if (loop) {
    chart.caption =
        words::metric_at_start(metric) + " of what was kept (line) and of each try (filled: kept, faint: not kept).";
  } else if (directed) {
    chart.caption =
        "Best " + words::metric_in_sentence(metric) + " so far (line) and " + dots_text(findings, project, all) + ".";
  } else {
    chart.caption = words::metric_at_start(metric) + ": " + dots_text(findings, project, all) + ".";
  }
  if (has_line && loop && project.loop->race.noise.is_known()) {
    const double deviation = project.loop->race.noise.sd;
    chart.traces.push_back(noise_band(record.line, deviation));
    chart.caption += " Band: what one run of it may give, two standard deviations (" +
                     words::format_size(kBandDeviations * deviation, metric.kind) + ") on either side.";
  }
  if (has_line) chart.traces.push_back(std::move(record.line));
  if (entries.size() < all.size()) {
    chart.caption += " " + words::format_count(entries.size()) + " of " + words::format_count(all.size()) +
                     " experiments are drawn: every new best, and others at even distances.";
  }
  Trace points = experiment_points(findings, entries, metric, addresses);
  Trace outside = take_outside_points(points, metric.direction);
  chart.caption += outside_sentence(outside, metric.direction);
  Trace good;
  if (project.search && project.search->as_good.size() > 1) {
    good = take_as_good(*project.search, entries, points);
    chart.caption += " In colour: those that cannot be told from the best.";
  }
  if (loop) {
    Trace not_kept = take_hollow(points);
    Trace failed = failed_ticks(findings, project, highest_of(entries), addresses);
    chart.traces.push_back(std::move(not_kept));
    if (!failed.x.empty()) {
      chart.caption +=
          " Strokes at the upper edge: " + words::counted(failed.x.size(), "try", "tries") + " that failed.";
      chart.traces.push_back(std::move(failed));
    }
  }
  chart.traces.push_back(std::move(points));
  if (!good.x.empty()) chart.traces.push_back(std::move(good));
  if (!outside.x.empty()) chart.traces.push_back(std::move(outside));
  if (has_line) chart.traces.push_back(std::move(record.names));
  chart.caption += measured_otherwise_sentence(findings, project);
  if (!loop) chart.caption += without_value_sentence(findings, without);
  chart.alternative = has_line ? "Progress of " + summary_of(findings, entries.front(), *record.best, metric) + "."
                               : "Means of " + words::counted(all.size(), "experiment", "experiments") + ".";
  return chart;
}

}  // namespace render
