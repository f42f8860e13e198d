#include "vocabulary/words/foreign_words.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text/fold.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/words/missing_words.h"

namespace vocabulary {
namespace {

std::string english(const char* name) {
  std::string out;
  for (const std::string& word : in_english(words_of(name))) out += (out.empty() ? "" : " ") + word;
  return out;
}

TEST(ForeignWords, OfRomanceLanguagesWithAndWithoutAccents) {
  EXPECT_EQ(english("acur\xc3\xa1"
                    "cia"),
            "accuracy");
  EXPECT_EQ(english("ACUR\xc3\x81"
                    "CIA_TESTE"),
            "accuracy test");
  EXPECT_EQ(english("precisio\xcc\x81n"), "precision");  // the accent as a character of its own
  EXPECT_EQ(english("perte_validation"), "loss validation");
  EXPECT_EQ(english("logloss_medio"), "logloss mean");
  EXPECT_EQ(english("p\xc3\xa9rdida_entrenamiento"), "loss train");
  EXPECT_EQ(english("accuratezza"), "accuracy");
}

TEST(ForeignWords, OfGermanAlsoJoined) {
  EXPECT_EQ(english("Genauigkeit"), "accuracy");
  EXPECT_EQ(english("Trainingsgenauigkeit"), "train accuracy");
  EXPECT_EQ(english("validierungsverlust"), "validation loss");
  EXPECT_EQ(english("testbild"), "testbild");
}

TEST(ForeignWords, OfOtherScripts) {
  EXPECT_EQ(english("验证准确率"), "validation accuracy");
  EXPECT_EQ(english("训练损失（平均）"), "train loss mean");
  EXPECT_EQ(english("検証_損失"), "validation loss");
  EXPECT_EQ(english("정확도"), "accuracy");
  EXPECT_EQ(english("ТОЧНОСТЬ"), "accuracy");
  EXPECT_EQ(english("ошибка валидации"), "error validation");
  EXPECT_EQ(english("эпоха"), "epoch");
}

TEST(ForeignWords, WhatIsNotOnTheListStays) {
  for (const char* name : {"val_accuracy", "mAP50", "R\xc2\xb2", "标签"}) {
    EXPECT_FALSE(has_foreign_words(name)) << name;
  }
  EXPECT_EQ(english("标签"), "标签");
}

TEST(ForeignWords, SayWhatAMetricIs) {
  EXPECT_EQ(describe_metric("val_acur\xc3\xa1"
                            "cia")
                .direction,
            model::Direction::maximize);
  EXPECT_EQ(describe_metric("验证损失").split, Split::validation);
  EXPECT_EQ(describe_metric("验证损失").direction, model::Direction::minimize);
  EXPECT_EQ(describe_metric("val_losses").direction, model::Direction::minimize);
}

TEST(ForeignWords, DeviationsHaveNoDirection) {
  for (const char* name : {"std_test_score", "acc_stderr", "accuracy_std", "desvio_acuracia"}) {
    EXPECT_EQ(describe_metric(name).direction, model::Direction::unknown) << name;
    EXPECT_EQ(describe_metric(name).objective, ObjectiveClass::never) << name;
  }
}

TEST(FoldLetters, LeavesCaseAndAccents) {
  EXPECT_EQ(base::fold_letters("\xc3\x89poque \xc3\x9f \xc3\x86 \xc5\x81"), "epoque ss ae l");
  EXPECT_EQ(base::fold_letters("ЁЖ \xef\xbc\xa1\xef\xbc\x88"), "еж a(");
  EXPECT_EQ(base::fold_letters("\xff\xc3"), "\xff\xc3");
}

TEST(MissingWords, ErrorsOfSpreadsheets) {
  for (const char* cell : {"#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#WERT!", "Err:502",
                           " n/a ", "None", "-", ""}) {
    EXPECT_TRUE(is_missing_word(cell)) << cell;
  }
  for (const char* cell : {"#1", "nan", "0", "# hash!", "Err:x12", "#3 is best!"})
    EXPECT_FALSE(is_missing_word(cell)) << cell;
}

}  // namespace
}  // namespace vocabulary
