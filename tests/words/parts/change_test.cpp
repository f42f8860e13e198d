#include "words/parts/change.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "model/config.h"
#include "support/all_findings.h"

namespace {

using Value = model::ParameterValue;
using Kind = model::ParameterValue::Kind;

std::optional<Value> number(double value) {
  return Value{Kind::number, std::to_string(value), value};
}

std::optional<Value> text(const std::string& value) {
  return Value{Kind::text, value};
}

std::optional<Value> boolean(bool value) {
  return Value{Kind::boolean, value ? "true" : "false"};
}

std::string told(const std::string& parameter, std::optional<Value> before, std::optional<Value> after) {
  return words::change_phrase({parameter, std::move(before), std::move(after)});
}

TEST(ChangePhrase, TellsWhichWayANumberWent) {
  EXPECT_EQ(told("optimizer.learning_rate", number(0.1), number(0.2)), "a higher learning rate");
  EXPECT_EQ(told("learning_rate", number(0.2), number(0.1)), "a lower learning rate");
  EXPECT_EQ(told("epochs", number(10), number(20)), "more epochs");
  EXPECT_EQ(told("frozen_layers", number(4), number(2)), "fewer frozen layers");
  EXPECT_EQ(told("loss", number(1), number(2)), "a higher loss");
}

TEST(ChangePhrase, TellsWhatWasTurnedOnAndOff) {
  EXPECT_EQ(told("augmentation.horizontal_flip", boolean(false), boolean(true)), "horizontal flip");
  EXPECT_EQ(told("augmentation.horizontal_flip", boolean(true), boolean(false)), "no horizontal flip");
  EXPECT_EQ(told("dropout_rate", number(0.5), std::nullopt), "no dropout rate");
  EXPECT_EQ(told("dropout_rate", number(0.5), number(0)), "no dropout rate");
  EXPECT_EQ(told("scheduler", text("cosine"), Value{Kind::null, "null"}), "no scheduler");
}

TEST(ChangePhrase, NamesTheValueOfAllElse) {
  EXPECT_EQ(told("base_model", text("resnet-4"), text("resnet-8")), "base model resnet-8");
  EXPECT_EQ(told("rotation_range", std::nullopt, Value{Kind::number, "0.15", 0.15}), "rotation range 0.15");
}

TEST(ChangePhrase, NamesWhatANameIsOf) {
  EXPECT_EQ(told("backbone.name", text("a"), text("b")), "backbone b");
  EXPECT_EQ(told("model.backbone.type", text("a"), text("b")), "backbone b");
  EXPECT_EQ(told("layers.0", text("a"), text("b")), "layers.0 b");
}

TEST(CauseOf, TellsUpToThreeChanges) {
  EXPECT_EQ(words::cause_of({{"lr", number(1), number(2)}, {"flip", boolean(false), boolean(true)}}),
            "a higher lr and flip");
  EXPECT_EQ(words::cause_of({{"a", number(1), number(2)}, {"b", number(1), number(2)}, {"c", number(1), number(2)}}),
            "a higher a, a higher b and a higher c");
}

TEST(CauseOf, CountsTheOthersOfMoreThanThree) {
  EXPECT_EQ(words::cause_of({{"a", number(1), number(2)},
                             {"b", number(1), number(2)},
                             {"c", number(1), number(2)},
                             {"d", number(1), number(2)}}),
            "a higher a, a higher b and 2 other changes");
}

}  // namespace
