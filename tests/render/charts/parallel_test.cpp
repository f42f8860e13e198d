#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "render/charts/charts.h"
#include "support/findings_log.h"

namespace render {
namespace {

using support::once;
using testing::HasSubstr;
using testing::Not;

model::TestedValue number(double value, std::vector<model::Index> experiments) {
  model::TestedValue tested;
  tested.value = model::ParameterValue{model::ParameterValue::Kind::number, std::to_string(value), value};
  tested.experiments = std::move(experiments);
  return tested;
}

/// Three trials by a loss; the second is the best, the third as good; width is not set in the third.
class ThreeTrials : public support::FindingsLog {
 public:
  ThreeTrials() {
    model::Project& project = this->project("", model::Direction::minimize);
    project.metrics[0].kind = model::ValueKind::plain;
    for (const double loss : {3.0, 1.0, 2.0})
      experiment("t" + std::to_string(findings().experiments.size() + 1), once(loss));
    project.search = model::Search{.trials = 3, .best = 1, .as_good = {1, 2}};
    project.parameters.push_back({.parameter = "lr", .numeric = true});
    project.parameters.back().values = {number(1, {0}), number(2, {1}), number(5, {2})};
    project.parameters.push_back({.parameter = "<width>", .numeric = true});
    project.parameters.back().values = {number(8, {0}), number(16, {1}), {.experiments = {2}}};
  }
  std::string figure() const { return parallel_figure(findings(), findings().projects[0]); }
};

TEST(Parallel, DrawsALineForEachTrialOverUprightAxes) {
  const std::string figure = ThreeTrials().figure();
  // Axes at 60, 530 and 1000 of 1080; the plot lies between 44 and 330. The worst of three is lowest on the first axis,
  // the best at the top; lr 1, 2 and 5 are a linear scale: 2 is a quarter of the way.
  EXPECT_THAT(figure, HasSubstr("<path class=\"line thin grey\" d=\"M60 330l470"));
  EXPECT_THAT(figure, HasSubstr("<path class=\"line bold s1\" d=\"M60 44l470 214.5 470-214.5\"/>"));
  EXPECT_THAT(figure,
              HasSubstr("<path class=\"line thin s0\" d=\"M60 187l470-143\"/>"));  // ends where width is not set
  EXPECT_THAT(figure, HasSubstr(">&lt;width&gt;</text>"));
  EXPECT_THAT(figure, HasSubstr("In colour: those that cannot be told from it."));
}

TEST(Parallel, IsOfSearchesWithTwoSettingsAlone) {
  ThreeTrials log;
  log.findings().projects[0].parameters.pop_back();
  EXPECT_EQ(log.figure(), "");
  ThreeTrials other;
  other.findings().projects[0].search.reset();
  EXPECT_EQ(other.figure(), "");
  ThreeTrials without;
  without.findings().projects[0].search->as_good = {};
  EXPECT_THAT(without.figure(), Not(HasSubstr("In colour")));
}

}  // namespace
}  // namespace render
