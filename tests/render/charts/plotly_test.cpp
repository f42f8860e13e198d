#include "render/charts/plotly.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "base/json/json.h"
#include "render/render.h"

namespace render {
namespace {

using model::Chart;
using model::Trace;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(PlotlySpecification, WritesNumbersShortAndNonFiniteOnesByName) {
  Chart chart;
  Trace trace;
  trace.name = "a";
  trace.x = {0, 1, 2.5, 3};
  trace.y = {0.1, kNaN, kInfinity, -kInfinity};
  chart.traces.push_back(trace);
  EXPECT_EQ(plotly_specification(chart),
            "{\"x\":{\"title\":\"\"},\"y\":{\"title\":\"\"},\"traces\":[{\"kind\":\"line\",\"emphasis\":\"normal\","
            "\"name\":\"a\",\"colour\":0,\"x\":[0,1,2.5,3],\"y\":[0.1,null,\"inf\",\"-inf\"]}]}");
}

TEST(PlotlySpecification, SaysEvenlySpacedStepsInThreeNumbers) {
  Chart chart;
  Trace trace;
  for (int i = 0; i < 1000; ++i) trace.x.push_back(100 + 50 * i);
  trace.y.assign(1000, 1.0 / 3);
  chart.traces.push_back(trace);
  EXPECT_THAT(plotly_specification(chart), HasSubstr("\"x\":{\"from\":100,\"by\":50,\"count\":1000}"));
  EXPECT_THAT(plotly_specification(chart), HasSubstr("0.3333333,"));
}

TEST(PlotlySpecification, RefersToTheFileOfARunInsteadOfRepeatingIt) {
  Chart chart;
  Trace trace;
  trace.x = {1, 2};
  trace.y = {3, 4};
  trace.curve = {"run-1", 7};
  chart.traces.push_back(trace);
  const std::string text = plotly_specification(chart);
  EXPECT_THAT(text, HasSubstr("\"curve\":[\"run-1\",7]"));
  EXPECT_THAT(text, Not(HasSubstr("\"y\":[")));
}

TEST(PlotlySpecification, StaysInsideItsScriptElementAndIsStrictJson) {
  const std::string hostile = "</script><!--<b>&\"\\ \xE2\x80\xA8 \xFF %{x}";
  Chart chart;
  chart.x.title = hostile;
  chart.x.kind = model::AxisKind::category;
  chart.x.categories = {hostile};
  Trace trace;
  trace.kind = Trace::Kind::points;
  trace.name = hostile;
  trace.x = trace.y = {0};
  trace.labels = trace.links = {hostile};
  trace.filled = {false};
  chart.traces.push_back(trace);
  const std::string text = plotly_specification(chart);
  EXPECT_THAT(text, Not(HasSubstr("<")));
  EXPECT_THAT(text, HasSubstr("\"hollow\":[0]"));
  EXPECT_TRUE(base::parse_json(text).ok);
}

TEST(BuiltInTheme, CarriesScriptsAndPlotly) {
  const Theme& theme = built_in_theme();
  for (const char* name : {"assets/report.js", "assets/plotly.js", "assets/plotly.css", "assets/plotly.licenses.txt"}) {
    ASSERT_TRUE(theme.contains(name)) << name;
    EXPECT_GT(theme.find(name)->second.size(), 1000u) << name;
  }
  const std::string& plotly = theme.find("assets/plotly.js")->second;
  EXPECT_THAT(plotly.substr(0, 40), HasSubstr("plotly.js 4."));
  // What makes a page's policy forbid a script.
  EXPECT_EQ(plotly.find("new Function"), std::string::npos);
  EXPECT_EQ(plotly.find("eval("), std::string::npos);
}

}  // namespace
}  // namespace render
