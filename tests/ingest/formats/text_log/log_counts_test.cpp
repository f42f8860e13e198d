#include "ingest/formats/text_log/log_counts.h"

#include <gtest/gtest.h>

namespace {

TEST(LogCounts, AreToldByTheirNames) {
  using ingest::LogCount;
  for (const char* name : {"Epoch", "Train Epoch", "end of epoch", "EPOCH", "Epoch(val)"}) {
    EXPECT_EQ(ingest::log_count_of(name).kind, LogCount::epoch) << name;
  }
  for (const char* name : {"global_step", "Iter", "num_updates", "Episode", "iteration", "total_timesteps"}) {
    EXPECT_EQ(ingest::log_count_of(name).kind, LogCount::step) << name;
  }
  for (const char* name :
       {"best epoch", "num_epochs", "total epochs", "Loading checkpoint epoch", "loss", "epoch time", ""}) {
    EXPECT_EQ(ingest::log_count_of(name).kind, LogCount::none) << name;
  }
}

TEST(LogCounts, OfTheWholeTrainingGoBeforeOthers) {
  EXPECT_LT(ingest::log_count_of("global_step").rank, ingest::log_count_of("step").rank);
  EXPECT_LT(ingest::log_count_of("total_timesteps").rank, ingest::log_count_of("Episode").rank);
  EXPECT_EQ(ingest::log_count_of("batch").kind, ingest::LogCount::batch);
}

}  // namespace
