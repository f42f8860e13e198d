#include "cli/folded_places.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace {

using cli::fold_places;
using cli::PlaceLine;

std::vector<PlaceLine> lines(const std::vector<std::string>& places) {
  std::vector<PlaceLine> out;
  for (const std::string& place : places) out.push_back({place, "CSV", "metrics.csv", 1});
  return out;
}

std::vector<std::string> folded(std::vector<PlaceLine> given) {
  std::vector<std::string> out;
  for (const PlaceLine& line : fold_places(std::move(given))) {
    out.push_back(line.place + ": " + std::to_string(line.runs) + ", " + line.reason);
  }
  return out;
}

TEST(FoldedPlaces, ThousandsOfFoldersInOneParentAreOneLine) {
  std::vector<std::string> places;
  for (int i = 0; i < 3000; ++i) places.push_back("logs/version_" + std::to_string(i));
  EXPECT_EQ(folded(lines(places)), std::vector<std::string>{"logs/version_0 … version_2999: 3000, metrics.csv"});
}

TEST(FoldedPlaces, AFewStayApart) {
  EXPECT_EQ(folded(lines({"a", "b", "c"})),
            (std::vector<std::string>{"a: 1, metrics.csv", "b: 1, metrics.csv", "c: 1, metrics.csv"}));
}

TEST(FoldedPlaces, OtherKindsAndOtherParentsStayApart) {
  auto given = lines({"x/1", "x/2", "x/3", "x/4", "y", "x/5"});
  given[3].kind = "JSON";
  EXPECT_EQ(folded(given),
            (std::vector<std::string>{"x/1 … 5: 4, metrics.csv", "x/4: 1, metrics.csv", "y: 1, metrics.csv"}));
}

TEST(FoldedPlaces, ThePartThatDiffersMayStandInTheMiddle) {
  EXPECT_EQ(folded(lines({"r/a/train", "r/b/train", "r/b10/train", "r/b9/train"})),
            std::vector<std::string>{"r/{a … b10}/train: 4, metrics.csv"});
}

TEST(FoldedPlaces, FoldersOfFoldersFoldTwice) {
  std::vector<std::string> places;
  for (const char* day : {"d1", "d2", "d3", "d4"}) {
    for (const char* job : {"0", "1", "2", "3"}) places.push_back(std::string(day) + "/" + job);
  }
  EXPECT_EQ(folded(lines(places)), std::vector<std::string>{"{d1 … d4}/0 … 3: 16, metrics.csv"});
  places.push_back("d4/4");
  EXPECT_EQ(folded(lines(places)), std::vector<std::string>{"{d1 … d4}/*: 17, metrics.csv"});
}

TEST(FoldedPlaces, ReasonsKeepWhatIsCommon) {
  auto given = lines({"a", "b", "c", "d"});
  given[0].reason = "metrics.csv with config.json and 2 more";
  for (int i = 1; i < 4; ++i) given[static_cast<std::size_t>(i)].reason = "metrics.csv with config.json and 5 more";
  EXPECT_EQ(folded(given), std::vector<std::string>{"a … d: 4, metrics.csv with config.json and more"});
  for (int i = 0; i < 4; ++i) given[static_cast<std::size_t>(i)].reason = "events.17" + std::to_string(i);
  EXPECT_EQ(folded(given), std::vector<std::string>{"a … d: 4, events.17…"});
}

}  // namespace
