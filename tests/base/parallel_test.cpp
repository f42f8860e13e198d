#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace base {
namespace {

TEST(ParallelFor, CallsEveryIndexOnce) {
  for (const unsigned jobs : {0u, 1u, 2u, 7u, 64u}) {
    std::vector<int> calls(1000, 0);
    parallel_for(calls.size(), jobs, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(std::accumulate(calls.begin(), calls.end(), 0), 1000);
    EXPECT_EQ(calls, std::vector<int>(1000, 1)) << jobs << " jobs";
  }
}

TEST(ParallelFor, DoesNothingForNoIndices) {
  parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

TEST(ParallelFor, StaysOnThisThreadForOneJob) {
  const auto here = std::this_thread::get_id();
  parallel_for(10, 1, [&](std::size_t) { EXPECT_EQ(std::this_thread::get_id(), here); });
}

TEST(ParallelFor, PassesAnExceptionOnAfterTheRestHasStopped) {
  for (const unsigned jobs : {1u, 4u}) {
    std::atomic<int> running = 0;
    const auto work = [&](std::size_t i) {
      ++running;
      if (i == 5) {
        --running;
        throw std::runtime_error("five");
      }
      --running;
    };
    EXPECT_THROW(parallel_for(100'000, jobs, work), std::runtime_error);
    EXPECT_EQ(running, 0);
  }
}

}  // namespace
}  // namespace base
