#include "model/curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace model {
namespace {

std::vector<Curve> two_curves() {
  Curve loss;
  loss.metric = "train/loss é";
  loss.axis = CurveAxis::epoch;
  loss.x = {0, 1, 2};
  loss.y = {0.5, std::nan(""), std::numeric_limits<double>::infinity()};
  loss.source_points = 1'000'000;
  loss.thinned = true;
  loss.restarts = {1};
  loss.column_means = {0.5, 0.25};
  Curve empty;
  empty.metric = "";
  empty.axis = CurveAxis::row;
  return {loss, empty};
}

TEST(EncodeCurves, IsUndoneByDecode) {
  const std::vector<Curve> back = decode_curves(encode_curves(two_curves()));
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].metric, "train/loss é");
  EXPECT_EQ(back[0].axis, CurveAxis::epoch);
  EXPECT_EQ(back[0].x, (std::vector<double>{0, 1, 2}));
  EXPECT_EQ(back[0].y[0], 0.5);
  EXPECT_TRUE(std::isnan(back[0].y[1]));
  EXPECT_TRUE(std::isinf(back[0].y[2]));
  EXPECT_EQ(back[0].source_points, 1'000'000u);
  EXPECT_TRUE(back[0].thinned);
  EXPECT_EQ(back[0].restarts, std::vector<double>{1});
  EXPECT_EQ(back[0].column_means, (std::vector<double>{0.5, 0.25}));
  EXPECT_EQ(back[1].axis, CurveAxis::row);
  EXPECT_TRUE(back[1].x.empty());
  EXPECT_FALSE(back[1].thinned);
  EXPECT_TRUE(decode_curves(encode_curves({})).empty());
}

TEST(DecodeCurves, GivesNothingForOtherBytes) {
  EXPECT_TRUE(decode_curves("").empty());
  EXPECT_TRUE(decode_curves("something else entirely").empty());
  const std::string bytes = encode_curves(two_curves());
  std::size_t accepted = 0;  // a cut between two curves cannot be told from fewer curves
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    accepted += !decode_curves(std::string_view(bytes).substr(0, size)).empty();
  }
  EXPECT_EQ(accepted, 1u);
}

}  // namespace
}  // namespace model
