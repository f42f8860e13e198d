#include "analysis/log/order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>

#include "analysis/log/experiment.h"
#include "base/text/iso_time.h"
#include "base/text/natural_order.h"
#include "model/findings/experiment.h"

namespace analysis {
namespace {

struct LogPlace {
  std::uint32_t number = 0;  ///< of the try in the log of its loop
  std::string date;
  double start = HUGE_VAL;
  std::string_view folder, key;
};

bool dates_differ(const std::string& a, const std::string& b, bool& less) {
  if (a == b) return false;
  less = a.empty() != b.empty() ? b.empty() : a < b;
  return true;
}

/// Tries of a loop in their order, before whatever else stands in the project.
bool numbers_differ(std::uint32_t a, std::uint32_t b, bool& less) {
  if (a == b) return false;
  less = (a == 0) != (b == 0) ? b == 0 : a < b;
  return true;
}

bool is_less(const LogPlace& a, const LogPlace& b) {
  bool less = false;
  if (numbers_differ(a.number, b.number, less)) return less;
  if (dates_differ(a.date, b.date, less)) return less;
  if (a.start != b.start) return a.start < b.start;
  if (a.folder != b.folder) return base::natural_less(a.folder, b.folder);
  return a.key < b.key;
}

}  // namespace

std::vector<std::size_t> order_by_start(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                                        std::span<const std::string> dates) {
  std::vector<LogPlace> places;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string start = earliest_start(runs, groups[i].runs);
    LogPlace place{.date = dates[i].empty() ? base::iso_date(start) : dates[i]};
    place.start = base::parse_timestamp(start).value_or(HUGE_VAL);
    if (!groups[i].runs.empty()) {
      place.number = runs[groups[i].runs[0]].loop.number;
      place.folder = runs[groups[i].runs[0]].folder;
      place.key = runs[groups[i].runs[0]].key;
    }
    places.push_back(std::move(place));
  }
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return is_less(places[a], places[b]); });
  return order;
}

bool earlier_in_log(const model::Experiment& a, const model::Experiment& b) {
  bool less = false;
  if (numbers_differ(a.loop.number, b.loop.number, less)) return less;
  if (dates_differ(a.date, b.date, less)) return less;
  return base::natural_less(a.id, b.id);
}

}  // namespace analysis
