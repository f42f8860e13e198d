#include "base/text/path_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace base {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PathParts, StandBetweenSeparators) {
  EXPECT_THAT(path_parts("a/b c/d.csv"), ElementsAre("a", "b c", "d.csv"));
  EXPECT_THAT(path_parts("name"), ElementsAre("name"));
  EXPECT_THAT(path_parts("a\\b/c"), ElementsAre("a\\b", "c"));
  EXPECT_THAT(path_parts("a\\b/c", "/\\"), ElementsAre("a", "b", "c"));
}

TEST(PathParts, AreNeverEmpty) {
  EXPECT_THAT(path_parts("/a//b/"), ElementsAre("a", "b"));
  EXPECT_THAT(path_parts("//"), IsEmpty());
  EXPECT_THAT(path_parts(""), IsEmpty());
}

}  // namespace
}  // namespace base
