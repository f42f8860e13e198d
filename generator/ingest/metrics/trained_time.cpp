#include "ingest/metrics/trained_time.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ingest {

double find_trained_time(const model::RowAxes& axes, std::uint32_t first_row,
                         const std::vector<std::uint32_t>& starts) {
  constexpr double kShortestPause = 600, kTowers = 20;
  constexpr std::size_t kUsualGaps = 3;
  if (axes.relative_time || axes.wall_time_s.empty()) return model::kMissing;
  const std::vector<double>& times = axes.wall_time_s;
  double last = model::kMissing, total = 0, longest = 0;
  bool rises = true, parted = false;
  for (std::size_t row = first_row; row < times.size(); ++row) {
    if (!std::isfinite(times[row])) continue;
    if (!std::isnan(last)) {
      rises = rises && times[row] >= last;
      longest = std::max(longest, times[row] - last);
    }
    last = times[row];
  }
  if (longest < kShortestPause && starts.empty()) return model::kMissing;
  std::vector<double> sorted, between;
  if (!rises) {
    for (std::size_t row = first_row; row < times.size(); ++row) {
      if (std::isfinite(times[row])) sorted.push_back(times[row]);
    }
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i] > sorted[i - 1]) between.push_back(sorted[i] - sorted[i - 1]);
    }
  } else {
    auto start = std::upper_bound(starts.begin(), starts.end(), first_row);
    last = model::kMissing;
    for (std::size_t row = first_row; row < times.size(); ++row) {
      if (!std::isfinite(times[row])) continue;
      const bool begins = start != starts.end() && *start <= row;
      while (start != starts.end() && *start <= row) ++start;
      if (begins && !std::isnan(last)) parted = true;
      if (!begins && !std::isnan(last) && times[row] > last) between.push_back(times[row] - last);
      last = times[row];
    }
  }
  std::sort(between.begin(), between.end());
  std::size_t usual = between.size();
  const std::size_t most = std::max<std::size_t>(2, between.size() / 20);
  for (std::size_t pauses = 1; pauses <= most && pauses + kUsualGaps <= between.size(); ++pauses) {
    const std::size_t at = between.size() - pauses;
    if (between[at] < kShortestPause) break;
    if (between[at] >= kTowers * between[at - 1]) usual = at;
  }
  if (usual == between.size() && !parted) return model::kMissing;
  for (std::size_t i = 0; i < usual; ++i) total += between[i];
  return total;
}

}  // namespace ingest
