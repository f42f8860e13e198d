#include "vocabulary/benchmarks/cost_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(CostNames, AreReadByTheirWords) {
  EXPECT_EQ(cost_of("param_count"), Cost::size);
  EXPECT_EQ(cost_of("infer_gmacs"), Cost::size);
  EXPECT_EQ(cost_of("infer_samples_per_sec"), Cost::throughput);
  EXPECT_EQ(cost_of("FPS"), Cost::throughput);
  EXPECT_EQ(cost_of("latency_ms"), Cost::time);
  EXPECT_EQ(cost_of("train_samples_per_sec"), Cost::none);
  EXPECT_EQ(cost_of("top1"), Cost::none);
}

}  // namespace
}  // namespace vocabulary
