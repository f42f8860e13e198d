#include "analysis/config/repeat_counters.h"

#include <gmock/gmock.h>

#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/digest_builder.h"

namespace analysis {
namespace {

using model::Index;
using support::digest;
using support::run;
using testing::ElementsAre;
using testing::IsEmpty;

/// Of runs with `name` and a learning rate.
std::set<std::string> counters(const std::string& name, const std::vector<std::pair<double, double>>& values) {
  std::vector<model::RunDigest> runs;
  for (const auto& [number, lr] : values) {
    runs.push_back(digest(run("r" + std::to_string(runs.size())).param(name, number).param("lr", lr)));
  }
  std::vector<Index> members(runs.size());
  std::iota(members.begin(), members.end(), Index{0});
  return find_repeat_counters(runs, members, {});
}

TEST(RepeatCounters, NumbersWithoutGapsFromNoughtOrOne) {
  EXPECT_THAT(counters("rep", {{0, 0.1}, {1, 0.1}, {2, 0.2}}), ElementsAre("rep"));
  EXPECT_THAT(counters("data.rep", {{1, 0.1}, {2, 0.1}}), ElementsAre("data.rep"));
  EXPECT_THAT(counters("rep", {{1, 0.1}, {2, 0.1}, {4, 0.1}}), IsEmpty()) << "a gap: a setting";
  EXPECT_THAT(counters("rep", {{2, 0.1}, {3, 0.1}}), IsEmpty()) << "starts at 2";
  EXPECT_THAT(counters("rep", {{0.5, 0.1}, {1, 0.1}}), IsEmpty());
  EXPECT_THAT(counters("num_layers", {{1, 0.1}, {2, 0.1}, {3, 0.1}}), IsEmpty()) << "not by its name";
}

TEST(RepeatCounters, AVagueNameCountsWhereEverySettingWasMadeWithEachNumber) {
  EXPECT_THAT(counters("split", {{0, 0.1}, {1, 0.1}, {0, 0.2}, {1, 0.2}}), ElementsAre("split"));
  EXPECT_THAT(counters("split", {{0, 0.1}, {1, 0.1}, {2, 0.1}}), ElementsAre("split"));
  EXPECT_THAT(counters("split", {{0, 0.1}, {1, 0.1}}), IsEmpty()) << "two numbers of one setting";
  EXPECT_THAT(counters("split", {{0, 0.1}, {1, 0.1}, {0, 0.2}}), IsEmpty()) << "one is missing";
}

}  // namespace
}  // namespace analysis
