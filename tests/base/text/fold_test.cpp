#include "base/text/fold.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(FoldLetters, CaseAndAccentsGo) {
  EXPECT_EQ(fold_letters("Pr\u00e9cision"), "precision");
  EXPECT_EQ(fold_letters("PRE\u0301CISION"), "precision") << "an accent of its own";
  EXPECT_EQ(fold_letters("Stra\u00dfe \u00c6on"), "strasse aeon");
  EXPECT_EQ(fold_letters("\u0401\u043b\u043a\u0430"), "\u0435\u043b\u043a\u0430");
  EXPECT_EQ(fold_letters("\uff2c\uff32"), "lr") << "wide forms";
}

TEST(FoldLetters, WhatHasNoCaseStays) {
  EXPECT_EQ(fold_letters("\u7cbe\u5ea6 0.5%"), "\u7cbe\u5ea6 0.5%");
  EXPECT_EQ(fold_letters("a\xff\xc3"), "a\xff\xc3") << "ill-formed bytes";
  EXPECT_EQ(fold_letters(""), "");
}

}  // namespace
}  // namespace base
