#include "ingest/metrics/json_fast_row.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/json/json.h"

namespace {

using ingest::FlatCell;
using ingest::read_flat_row;

TEST(FlatRow, ReadsPlainRows) {
  std::vector<FlatCell> cells;
  ASSERT_TRUE(read_flat_row(" { \"step\" : 10 , \"a/b c\":-2.5e-3,\"x\":null, \"n\": NaN,\"i\":-Infinity } ", cells));
  ASSERT_EQ(cells.size(), 4u);
  EXPECT_EQ(cells[0].key, "step");
  EXPECT_EQ(cells[0].value, 10);
  EXPECT_EQ(cells[0].offset, 12u);
  EXPECT_EQ(cells[1].key, "a/b c");
  EXPECT_EQ(cells[1].value, -0.0025);
  EXPECT_TRUE(std::isnan(cells[2].value));
  EXPECT_EQ(cells[3].value, -HUGE_VAL);
  EXPECT_TRUE(read_flat_row("{}", cells));
  EXPECT_TRUE(cells.empty());
}

TEST(FlatRow, LeavesEverythingElseToTheParser) {
  std::vector<FlatCell> cells;
  for (const char* line : {"",
                           "[1]",
                           "{\"a\": 1",
                           "{\"a\": 1}x",
                           "{\"a\": +1}",
                           "{\"a\": .5}",
                           "{\"a\": 5.}",
                           "{\"a\": 01}",
                           "{\"a\": 1.e5}",
                           "{\"a\": 1e}",
                           "{\"a\": 1e999}",
                           "{\"a\": \"1\"}",
                           "{\"a\": true}",
                           "{\"a\": [1]}",
                           "{\"a\": {}}",
                           "{\"a\\n\": 1}",
                           "{\"\xc3\xa9\": 1}",
                           "{\"a\": 1,}",
                           "{a: 1}",
                           "{\"a\" 1}",
                           "{\"a\": nan}",
                           "{\"a\": inf}",
                           "{\"a\": 1 \"b\": 2}",
                           "{\"a\": 0x10}",
                           "{\"a\": -}",
                           "{\"a\": -NaN}"}) {
    EXPECT_FALSE(read_flat_row(line, cells)) << line;
  }
}

TEST(FlatRow, AgreesWithTheParserOnEveryNumberItTakes) {
  std::vector<FlatCell> cells;
  for (const char* number :
       {"0", "-0", "1", "0.1", "123456789012345678", "1e-320", "4.9e-324", "1E+2", "0e5", "2.2250738585072011e-308"}) {
    const std::string line = std::string("{\"a\": ") + number + "}";
    if (!read_flat_row(line, cells)) continue;
    const base::JsonParse parsed = base::parse_json(line);
    ASSERT_TRUE(parsed.ok) << number;
    EXPECT_EQ(cells.at(0).value, parsed.value.find("a")->as_number()) << number;
  }
}

}  // namespace
