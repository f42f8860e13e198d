#include "vocabulary/moment_names.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(MomentNames, StartAndFinishInAnySpelling) {
  for (const char* name : {"date", "Start Time", "created_at", "started-at", "wandb timestamp", "time_stamp"}) {
    EXPECT_EQ(moment_of(name), Moment::start) << name;
  }
  for (const char* name : {"finished", "Finished At", "end_time"}) EXPECT_EQ(moment_of(name), Moment::finish) << name;
  for (const char* name : {"update", "dated", "time", "start", ""}) EXPECT_EQ(moment_of(name), Moment::none) << name;
}

}  // namespace
}  // namespace vocabulary
