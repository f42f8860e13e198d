#include "analysis/run/best_point.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "analysis/log/settings_of.h"

namespace analysis {
namespace {

struct SeriesCandidate {
  std::size_t series = 0;
  bool configured = false;
  const vocabulary::MetricName* name = nullptr;
  model::Direction direction = model::Direction::unknown;
};

std::vector<SeriesCandidate> series_candidates(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                                               std::span<const vocabulary::MetricName> names,
                                               const model::Settings& settings) {
  const model::ProjectSettings own = settings_of(settings, run.project);
  std::vector<SeriesCandidate> candidates;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!series[i].finite) continue;
    SeriesCandidate candidate{.series = i, .name = &names[i]};
    candidate.configured = series[i].name == own.objective || series[i].name == settings.defaults.objective;
    const bool test = vocabulary::is_test(candidate.name->objective);
    const bool searched = series[i].name == run.objective && !test;
    candidate.configured = candidate.configured || searched;
    if (!candidate.configured && (test || candidate.name->objective == vocabulary::ObjectiveClass::never)) continue;
    candidate.direction = set_direction(own, series[i].name);
    if (candidate.direction == model::Direction::unknown && searched) candidate.direction = run.objective_direction;
    if (candidate.direction == model::Direction::unknown) candidate.direction = candidate.name->direction;
    if (candidate.direction == model::Direction::unknown) candidate.direction = model::Direction::maximize;
    candidates.push_back(std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(), [&](const SeriesCandidate& a, const SeriesCandidate& b) {
    if (a.configured != b.configured) return a.configured;
    return vocabulary::better_objective(*a.name, series[a.series].name, *b.name, series[b.series].name);
  });
  if (candidates.size() > kMaxCandidates) candidates.resize(kMaxCandidates);
  return candidates;
}

/// The last row of the unbroken run of rows around `row` that share its step (its epoch if steps were not logged).
std::uint32_t last_row_of_step(const model::RowAxes& axes, std::uint32_t row) {
  const std::vector<double>& axis = axes.step.empty() ? axes.epoch : axes.step;
  while (row + 1 < axis.size() && axis[row + 1] == axis[row]) ++row;
  return row;
}

/// The first row of which it is known whether it was logged before or after `row`.
std::uint32_t first_comparable_row(const model::RowAxes& axes, std::uint32_t row) {
  const auto after = std::upper_bound(axes.apart.begin(), axes.apart.end(), row);
  return after == axes.apart.begin() ? 0 : *(after - 1);
}

/// Value in `row`; else the last one up to `last` that stands in `first` or later.
double value_at(const model::Series& series, std::uint32_t first, std::uint32_t row, std::uint32_t last) {
  const std::size_t n = series.values.size();
  if (series.rows.empty()) {
    if (n == 0 || n - 1 < first) return model::kMissing;
    return series.values[std::min<std::size_t>(row, n - 1)];
  }
  const auto begin = series.rows.begin();
  const auto exact = std::lower_bound(begin, series.rows.end(), row);
  if (exact != series.rows.end() && *exact == row) return series.values[static_cast<std::size_t>(exact - begin)];
  const auto after = std::upper_bound(begin, series.rows.end(), last);
  if (after == begin || *(after - 1) < first) return model::kMissing;
  return series.values[static_cast<std::size_t>(after - begin) - 1];
}

}  // namespace

std::vector<model::BestPoint> find_best_points(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                                               std::span<const vocabulary::MetricName> names,
                                               const model::Settings& settings) {
  std::vector<model::BestPoint> points;
  for (const SeriesCandidate& candidate : series_candidates(run, series, names, settings)) {
    const model::SeriesDigest& digest = series[candidate.series];
    model::BestPoint point{.metric = digest.name, .direction = candidate.direction};
    point.point = candidate.direction == model::Direction::minimize ? digest.minimum : digest.maximum;
    const std::uint32_t first = first_comparable_row(run.axes, point.point.row);
    const std::uint32_t last = last_row_of_step(run.axes, point.point.row);
    point.at.reserve(run.series.size());
    for (const model::Series& other : run.series) point.at.push_back(value_at(other, first, point.point.row, last));
    points.push_back(std::move(point));
  }
  return points;
}

}  // namespace analysis
