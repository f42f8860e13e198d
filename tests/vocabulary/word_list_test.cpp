#include "vocabulary/word_list.h"

#include <gtest/gtest.h>

namespace vocabulary {
namespace {

TEST(WordList, FindsWordsSideBySide) {
  EXPECT_TRUE(has_any_words(" initial learning rate ", "lr,learning rate"));
  EXPECT_TRUE(has_any_words(" lr ", "lr,learning rate"));
  EXPECT_TRUE(has_any_words(" lrs lr ", "lr"));
  EXPECT_FALSE(has_any_words(" learning the rate ", "lr,learning rate"));
  EXPECT_FALSE(has_any_words(" learning rates ", "lr,learning rate"));
  EXPECT_FALSE(has_any_words(" a ", ""));
  EXPECT_FALSE(has_any_words("", "lr"));
}

TEST(WordList, HoldsWholeNames) {
  EXPECT_TRUE(is_on_list("run id", "id,run id"));
  EXPECT_TRUE(is_on_list("id", "id,run id"));
  EXPECT_FALSE(is_on_list("run", "id,run id"));
  EXPECT_FALSE(is_on_list("", "id,run id"));
}

}  // namespace
}  // namespace vocabulary
