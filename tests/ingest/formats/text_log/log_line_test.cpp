/// Prefixes of lines in text logs: generator/ingest/formats/text_log/log_line.h.

#include "ingest/formats/text_log/log_line.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using ingest::strip_log_prefix;
using testing::ElementsAre;

std::vector<std::string> states_of(std::string_view line) {
  std::vector<std::string> states;
  std::string buffer;
  ingest::for_each_state(line, buffer, [&](std::string_view state) { states.emplace_back(state); });
  return states;
}

TEST(LogLine, PrefixesOfLoggersAreTakenOff) {
  for (const char* line : {
           "2024-05-01 10:00:00,123 - INFO - loss 0.5",
           "2024-05-01 10:00:00,123 - train.utils - INFO - loss 0.5",
           "[2024-05-01 10:00:00,123][src.train][INFO] - loss 0.5",
           "[2024/05/01 10:00:00] ppcls INFO: loss 0.5",
           "2024-05-01 10:00:00.123 | INFO     | __main__:main:42 - loss 0.5",
           "2024-05-01 10:00:00 | INFO | loss 0.5",
           "[INFO] loss 0.5",
           "INFO:root:loss 0.5",
           "INFO:__main__: loss 0.5",
           "I0501 10:00:00.123456 1234 train.cc:61] loss 0.5",
           "[05/01 10:00:00 d2.utils.events]: loss 0.5",
           "10:00:00 INFO loss 0.5",
           "[10:00:00] loss 0.5",
           "2024-05-01T10:00:00.123Z loss 0.5",
           "2024-05-01 10:00:00.123456: loss 0.5",
           "INFO 2024-05-01 10:00:00,123 train.py:12] loss 0.5",
           "[rank0]: loss 0.5",
           "loss 0.5",
       }) {
    EXPECT_EQ(strip_log_prefix(line).text, "loss 0.5") << line;
  }
}

TEST(LogLine, MetricsAreNoPartOfAPrefix) {
  EXPECT_EQ(strip_log_prefix("INFO loss:0.5 - acc:0.75").text, "loss:0.5 - acc:0.75");
  EXPECT_EQ(strip_log_prefix("2024-05-01 10:00:00 INFO epoch:1 - loss:0.5").text, "epoch:1 - loss:0.5");
  EXPECT_EQ(strip_log_prefix("2024-05-01 10:00:00 - Epoch 1: loss 0.5").text, "Epoch 1: loss 0.5");
  EXPECT_EQ(strip_log_prefix("Epoch 1: loss 0.5").text, "Epoch 1: loss 0.5");
  EXPECT_EQ(strip_log_prefix("[1, 2000] loss: 0.5").text, "[1, 2000] loss: 0.5");
  EXPECT_EQ(strip_log_prefix("2024-05-01 10:00:00 - loss -0.5").text, "loss -0.5");
}

TEST(LogLine, AStampGivesTheTime) {
  // date -u -d '2024-05-01 10:00:00' +%s
  EXPECT_EQ(strip_log_prefix("2024-05-01 10:00:00 - x").time_s, 1714557600);
  EXPECT_EQ(strip_log_prefix("[2024/05/01 10:00:00] x").time_s, 1714557600);
  EXPECT_EQ(strip_log_prefix("2024-05-01T12:00:00+02:00 x").time_s, 1714557600);
  EXPECT_EQ(strip_log_prefix("2024-05-01 10:00:00,250 x").time_s, 1714557600.25);
  EXPECT_EQ(strip_log_prefix("05/13/2024 10:00:00 - INFO - x").time_s, 1714557600 + 12 * 86400);
}

TEST(LogLine, AStampThatMayBeTwoDaysGivesNone) {
  EXPECT_NE(strip_log_prefix("05/06/2024 10:00:00 - INFO - x").time_s,
            strip_log_prefix("05/06/2024 10:00:00 - INFO - x").time_s);
  EXPECT_EQ(strip_log_prefix("05/06/2024 10:00:00 - INFO - x").text, "x");
}

TEST(LogLine, StatesOfABarComeOneByOne) {
  EXPECT_THAT(states_of("\r1/3 a\r2/3 b\b\b\b3/3 c"), ElementsAre("1/3 a", "2/3 b", "3/3 c"));
  EXPECT_THAT(states_of("\x1b[1m3/3\x1b[0m loss"), ElementsAre("3/3 loss"));
  EXPECT_THAT(states_of("plain"), ElementsAre("plain"));
  EXPECT_THAT(states_of("\x1b["), ElementsAre());
}

}  // namespace
