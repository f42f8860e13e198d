#include "model/run_digest.h"

#include <gtest/gtest.h>

namespace model {
namespace {

TEST(RunDigest, FindsASeriesByItsExactName) {
  RunDigest digest;
  digest.series.resize(2);
  digest.series[0].name = "loss";
  digest.series[1].name = "val/loss";
  EXPECT_EQ(digest.find_series("val/loss"), &digest.series[1]);
  EXPECT_EQ(digest.find_series("Loss"), nullptr);
}

}  // namespace
}  // namespace model
