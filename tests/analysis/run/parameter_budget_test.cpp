/// generator/analysis/run/parameter_budget.h

#include "analysis/run/parameter_budget.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using analysis::parameters_kept;

TEST(ParameterBudget, SmallInputsKeepSixtyThousandAndEachRunFiveHundred) {
  EXPECT_EQ(parameters_kept(1'000'000, 2), 30'000u);
  EXPECT_EQ(parameters_kept(1'000'000, 1'000), 500u);
  EXPECT_EQ(parameters_kept(5u << 20, 2), SIZE_MAX);
}

TEST(ParameterBudget, CutsAndSays) {
  std::vector<model::RunDigest> runs(2);
  for (std::size_t i = 0; i < 2; ++i) {
    runs[i].key = "0:r" + std::to_string(i);
    runs[i].files = {"r" + std::to_string(i) + "/config.json"};
    runs[i].config.tree = base::Json::object();
    runs[i].config.parameters.resize(i == 0 ? 3 : 9);
  }
  const std::vector<std::string> labels{"runs"};
  const std::vector<model::Notice> notices = analysis::keep_parameters(runs, 4, labels);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].file, "runs/r1/config.json");
  EXPECT_EQ(notices[0].run_key, "0:r1");
  EXPECT_EQ(runs[0].config.parameters.size(), 3u);
  EXPECT_FALSE(runs[0].config.tree.is_null());
  EXPECT_EQ(runs[1].config.parameters.size(), 4u);
  EXPECT_TRUE(runs[1].config.tree.is_null());
}

}  // namespace
