#include "analysis/loop/judge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/json/json.h"

namespace {

using analysis::JudgeAction;
using analysis::JudgeCase;
using analysis::Judgement;
using analysis::JudgeResult;

/// As the vectors call them.
std::string called(Judgement judgement) {
  switch (judgement) {
    case Judgement::failed:
      return "failed";
    case Judgement::not_better:
      return "not better";
    case Judgement::clearly_worse:
      return "clearly worse";
    case Judgement::clearly_better:
      return "clearly better";
    case Judgement::close_after_one_run:
      return "too close to call after one run";
    case Judgement::noise_unknown:
      return "noise not known";
    case Judgement::no_worse:
      return "no worse; too close to call";
  }
  return "";
}

std::string called(JudgeAction action) {
  switch (action) {
    case JudgeAction::keep:
      return "keep";
    case JudgeAction::again:
      return "again";
    case JudgeAction::leave:
      return "leave";
    case JudgeAction::revert:
      return "revert";
  }
  return "";
}

std::vector<double> runs_in(const base::Json& one, const char* key) {
  std::vector<double> runs;
  for (const base::Json& item : one.find(key)->items()) runs.push_back(item.as_number());
  return runs;
}

double or_nan(const base::Json* value) {
  return value != nullptr && value->is_number() ? value->as_number() : std::nan("");
}

void expect_number(double actual, const base::Json& expect, const char* key) {
  const double expected = or_nan(expect.find(key));
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(actual)) << key;
  } else {
    EXPECT_NEAR(actual, expected, 1e-6) << key;
  }
}

TEST(Judge, FollowsTheVectors) {
  const std::ifstream file(TRIALPRESS_SOURCE_DIR "/tests/analysis/loop/race-vectors.json");
  std::stringstream text;
  text << file.rdbuf();
  const base::Json all = base::parse_json(text.str()).value;
  ASSERT_EQ(all.find("judge")->items().size(), 12u);
  int number = 0;
  for (const base::Json& one : all.find("judge")->items()) {
    SCOPED_TRACE(++number);
    const std::vector<double> candidate = runs_in(one, "candidate"), champion = runs_in(one, "champion");
    const base::Json* direction = one.find("direction");
    const bool maximize = direction != nullptr && direction->text() == "maximize";
    const JudgeResult result =
        analysis::judge({.candidate = candidate,
                         .champion = champion,
                         .noise = {.sd = or_nan(one.find("s")), .degrees_of_freedom = or_nan(one.find("nu"))},
                         .direction = maximize ? model::Direction::maximize : model::Direction::minimize,
                         .failed = one.find("failed") != nullptr});
    const base::Json& expect = *one.find("expect");
    EXPECT_EQ(called(result.action), expect.find("action")->text());
    EXPECT_EQ(static_cast<int>(result.action), expect.find("exit")->as_number());
    EXPECT_EQ(called(result.judgement), expect.find("word")->text());
    expect_number(result.difference, expect, "d");
    expect_number(result.standard_error, expect, "se");
    expect_number(result.needed, expect, "need");
  }
}

TEST(Judge, SaysThatACandidateIsClearlyWorse) {
  const std::vector<double> candidate{1.1}, champion{1.0};
  const JudgeResult result =
      analysis::judge({.candidate = candidate, .champion = champion, .noise = {.sd = 0.01, .degrees_of_freedom = 9}});
  EXPECT_EQ(result.judgement, Judgement::clearly_worse);
  EXPECT_EQ(result.action, JudgeAction::revert);
}

TEST(Judge, AnExactMetricLeavesNothingOpen) {
  const std::vector<double> candidate{0.999999}, champion{1.0};
  JudgeCase one{.candidate = candidate, .champion = champion, .noise = {.sd = 0, .degrees_of_freedom = 1}};
  EXPECT_EQ(analysis::judge(one).judgement, Judgement::clearly_better);
  one.candidate = champion;
  EXPECT_EQ(analysis::judge(one).judgement, Judgement::not_better);
}

TEST(Judge, LeavesWhatIsNotClearWhereOnlyClearGainsCount) {
  const std::vector<double> candidate{0.995, 0.994}, champion{1.0};
  const JudgeResult result = analysis::judge({.candidate = candidate,
                                              .champion = champion,
                                              .noise = {.sd = 0.01, .degrees_of_freedom = 9},
                                              .only_clear = true});
  EXPECT_EQ(result.action, JudgeAction::leave);
  EXPECT_EQ(static_cast<int>(result.action), 11);
}

}  // namespace
