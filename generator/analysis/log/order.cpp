#include "analysis/log/order.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include "analysis/log/experiment.h"
#include "base/text/iso_time.h"
#include "base/text/natural_order.h"

namespace analysis {
namespace {

struct LogPlace {
  std::uint32_t number = 0;  // of the try in the log of its loop
  std::string day;           // empty: undated
  double start = HUGE_VAL;   // as Unix seconds
  bool by_id = false;        // of a day on which people gave ids, and not every start is known
  std::string_view id, key;  // id: given by people, else the folder of the first run
};

/// Tries of a loop stand in their order, before whatever else is in the project.
bool is_less(const LogPlace& a, const LogPlace& b) {
  if (a.number != b.number) return (a.number == 0) != (b.number == 0) ? b.number == 0 : a.number < b.number;
  if (a.day != b.day) return a.day.empty() != b.day.empty() ? b.day.empty() : a.day < b.day;
  if (!a.by_id && a.start != b.start) return a.start < b.start;
  if (a.id != b.id) return base::natural_less(a.id, b.id);
  return base::natural_less(a.key, b.key);  // rows of a table: 2 before 10
}

/// What people numbered stands in the order of their numbers, unless the starts say better.
void choose_order_of_days(std::span<const Group> groups, std::vector<LogPlace>& places) {
  struct Day {
    bool any_id = false, any_unknown = false;
  };
  std::map<std::string_view, Day> days;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    Day& day = days[places[i].day];
    day.any_id = day.any_id || !groups[i].explicit_id.empty();
    day.any_unknown = day.any_unknown || std::isinf(places[i].start);
  }
  for (LogPlace& place : places) place.by_id = days[place.day].any_id && days[place.day].any_unknown;
}

}  // namespace

std::vector<std::size_t> order_by_start(std::span<const model::RunDigest> runs, std::span<const Group> groups,
                                        std::span<const std::string> dates) {
  std::vector<LogPlace> places;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string start = earliest_start(runs, groups[i].runs);
    const bool is_start = dates[i].empty() || dates[i] == base::iso_date(start);  // the day in the run's own zone
    LogPlace place{.day = is_start ? base::utc_date(start) : dates[i], .id = groups[i].explicit_id};
    place.start = base::parse_timestamp(start).value_or(HUGE_VAL);
    if (!groups[i].runs.empty()) {
      const model::RunDigest& first = runs[groups[i].runs[0]];
      if (place.id.empty()) place.id = first.folder;
      place.key = first.key;
      place.number = first.loop.number;
    }
    places.push_back(std::move(place));
  }
  choose_order_of_days(groups, places);
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return is_less(places[a], places[b]); });
  return order;
}

}  // namespace analysis
