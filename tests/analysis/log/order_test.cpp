#include "analysis/log/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using testing::ElementsAre;

std::vector<std::size_t> order(const std::vector<support::RunBuilder>& builders, std::vector<std::string> dates = {}) {
  std::vector<model::RunDigest> runs;
  std::vector<Group> groups;
  for (const support::RunBuilder& one : builders) {
    runs.push_back(digest(one));
    groups.push_back({.explicit_id = runs.back().experiment, .runs = {runs.size() - 1}});
  }
  dates.resize(runs.size());
  return order_by_start(runs, groups, dates);
}

TEST(LogOrder, IsThatOfInstantsWhateverTheZone) {
  EXPECT_THAT(order({run("halfhour").times("2026-03-01T05:45:00+05:30"), run("naive").times("2026-03-01T00:20:00"),
                     run("newyork").times("2026-02-28T18:45:00-05:00"), run("tokyo").times("2026-03-01T08:00:00+09:00"),
                     run("utc").times("2026-02-28T23:30:00Z")}),
              ElementsAre(3, 4, 2, 0, 1));
}

TEST(LogOrder, ADaySaidInTheZoneOfTheStartIsTheStart) {
  EXPECT_THAT(order({run("utc").times("2026-02-28T23:30:00Z"), run("tokyo").times("2026-03-01T08:00:00+09:00")},
                    {"", "2026-03-01"}),
              ElementsAre(1, 0));
}

TEST(LogOrder, UndatedAreLastAndInNaturalOrder) {
  EXPECT_THAT(order({run("run10"), run("run2"), run("later").times("2026-01-01T00:00:00Z")}), ElementsAre(2, 1, 0));
}

TEST(LogOrder, IdsOfPeopleOrderADayOnWhichNotAllStartsAreKnown) {
  const auto early = run("x").experiment("EXP2").times("2026-01-01T08:00:00Z");
  const auto late = run("y").experiment("EXP10").times("2026-01-01T07:00:00Z");
  EXPECT_THAT(order({early, late}), ElementsAre(1, 0));
  EXPECT_THAT(order({early, late, run("z").experiment("EXP3")}, {"", "", "2026-01-01"}), ElementsAre(0, 2, 1));
}

}  // namespace
}  // namespace analysis
