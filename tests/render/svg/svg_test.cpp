#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "render/html/figure.h"
#include "render/svg/labels.h"
#include "render/svg/path.h"
#include "render/svg/ticks.h"

namespace render {
namespace {

using model::AxisUnit;
using model::Chart;
using model::Trace;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks) texts.push_back(tick.label);
  return texts;
}

Chart line_chart(std::vector<double> y) {
  Chart chart;
  chart.id = "c";
  chart.alternative = "A chart.";
  Trace trace;
  for (std::size_t i = 0; i < y.size(); ++i) trace.x.push_back(static_cast<double>(i));
  trace.y = std::move(y);
  chart.traces.push_back(trace);
  return chart;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// The `d` of the first path with this class.
std::string path_of(const std::string& svg, const std::string& css_class) {
  const std::size_t start = svg.find("d=\"", svg.find("<path class=\"" + css_class)) + 3;
  return svg.substr(start, svg.find('"', start) - start);
}

TEST(Ticks, StandAtMultiplesOfOneTwoOrFive) {
  EXPECT_THAT(labels(linear_ticks(0, 10, 5, AxisUnit::plain)), ElementsAre("0", "2", "4", "6", "8", "10"));
  EXPECT_THAT(labels(linear_ticks(-0.5, 1.6, 4, AxisUnit::plain)), ElementsAre("−0.5", "0", "0.5", "1.0", "1.5"));
  EXPECT_THAT(labels(linear_ticks(0, 200'000, 4, AxisUnit::plain)),
              ElementsAre("0", "50,000", "100,000", "150,000", "200,000"));
  EXPECT_THAT(labels(linear_ticks(0, 3'000'000, 3, AxisUnit::plain)), ElementsAre("0M", "1M", "2M", "3M"));
}

TEST(Ticks, SayTheirUnit) {
  EXPECT_THAT(labels(linear_ticks(0.915, 0.98, 3, AxisUnit::fraction_as_percent)),
              ElementsAre("92\u202f%", "94\u202f%", "96\u202f%", "98\u202f%"));
  EXPECT_THAT(labels(linear_ticks(0, 600, 5, AxisUnit::seconds)),
              ElementsAre("0\u202fmin", "2\u202fmin", "4\u202fmin", "6\u202fmin", "8\u202fmin", "10\u202fmin"));
  EXPECT_THAT(labels(linear_ticks(0, 4e6, 2, AxisUnit::bytes)), ElementsAre("0\u202fMB", "2\u202fMB", "4\u202fMB"));
  EXPECT_THAT(labels(linear_ticks(0, 2e-4, 2, AxisUnit::seconds)),
              ElementsAre("0\u202fµs", "100\u202fµs", "200\u202fµs"));
}

TEST(Ticks, OfWholeQuantitiesAreWhole) {
  EXPECT_THAT(labels(linear_ticks(0, 2, 5, AxisUnit::plain, 1)), ElementsAre("0", "1", "2"));
}

TEST(Ticks, OnLogAxesArePowersOfTen) {
  EXPECT_THAT(labels(log_ticks(1e-4, 1, 3, AxisUnit::plain)), ElementsAre("0.0001", "0.001", "0.01", "0.1", "1"));
  EXPECT_THAT(labels(log_ticks(3, 210, 5, AxisUnit::seconds)),
              ElementsAre("5\u202fs", "10\u202fs", "20\u202fs", "50\u202fs", "100\u202fs", "200\u202fs"));
}

TEST(Ticks, OfDatesAreDaysMonthsOrYears) {
  // 2026-03-01 is day 20513 (date -d 2026-03-01 +%s / 86400).
  EXPECT_THAT(labels(date_ticks(20513, 20516, 5)), ElementsAre("1 Mar", "2 Mar", "3 Mar", "4 Mar"));
  EXPECT_THAT(labels(date_ticks(20513, 20513 + 100, 4)), ElementsAre("Mar 2026", "Apr 2026", "May 2026", "Jun 2026"));
}

TEST(Ticks, OfImpossibleRangesAreNone) {
  EXPECT_TRUE(linear_ticks(1, 1, 5, AxisUnit::plain).empty());
  EXPECT_TRUE(linear_ticks(kNaN, 1, 5, AxisUnit::plain).empty());
  EXPECT_TRUE(linear_ticks(-1e308, 1e308, 5, AxisUnit::plain).empty());
  EXPECT_LE(linear_ticks(1e300, 1e300 * (1 + 1e-15), 5, AxisUnit::plain).size(), 12u);
  EXPECT_TRUE(log_ticks(0, 1, 5, AxisUnit::plain).empty());
  EXPECT_TRUE(date_ticks(-1e300, 1e300, 5).empty());
}

TEST(SvgPath, WritesTenthsInTheShortestForm) {
  std::string out;
  for (const int tenths : {0, 5, -4, 10, 123, -1200, 2147483647}) append_tenths(out, tenths), out += ' ';
  EXPECT_EQ(out, "0 .5 -.4 1 12.3 -120 214748364.7 ");
}

TEST(SvgPath, ThinningKeepsTheExtremesOfAColumnAndBothEnds) {
  std::vector<SvgPoint> points = {{0, 50}, {10, 50}, {11, 90}, {12, 10}, {13, 50}, {14, 55}, {25, 50}};
  thin_to_pixels(points);
  EXPECT_THAT(points, ElementsAre(SvgPoint{0, 50}, SvgPoint{11, 90}, SvgPoint{12, 10}, SvgPoint{25, 50}));
}

TEST(SvgLabels, AreSpreadWithinTheFrame) {
  std::vector<int> heights = {100, 100, 105, 995};
  spread_heights(heights, 140, 0, 1000);
  EXPECT_THAT(heights, ElementsAre(100, 240, 380, 995));
  heights = {990, 995};
  spread_heights(heights, 140, 0, 1000);
  EXPECT_THAT(heights, ElementsAre(860, 1000));
}

/// Heights of the labels of marks, in the order they are written.
std::vector<std::string> mark_heights(const std::string& svg) {
  std::vector<std::string> heights;
  const std::string label = "class=\"mark-label\"";
  for (std::size_t at = svg.find(label); at != std::string::npos; at = svg.find(label, at + 1)) {
    const std::size_t start = svg.find("y=\"", at) + 3;
    heights.push_back(svg.substr(start, svg.find('"', start) - start));
  }
  return heights;
}

TEST(Svg, MarksAreNamedAboveThePlotInAsManyRowsAsTheyNeed) {
  // Without a title the plot begins at 12 px, each row of labels takes 14, and a label stands 3 px above its row's end.
  Chart chart = line_chart(std::vector<double>(101, 1.0));
  chart.marks = {{10, "gap"}, {60, "plateau"}};
  std::string svg = render_svg(chart);
  EXPECT_THAT(mark_heights(svg), ElementsAre("23", "23"));
  EXPECT_THAT(path_of(svg, "mark\""), HasSubstr(" 13l0 "));
  chart.marks = {{10, "plateau"}, {12, "gap"}, {60, "slower"}, {98, "diverged"}, {100, "still improving"}};
  svg = render_svg(chart);
  // From the right: the line of "still improving" passes no label of the row below it.
  EXPECT_THAT(mark_heights(svg), ElementsAre("23", "37", "23", "23", "37"));
  EXPECT_LT(svg.find("still improving"), svg.find("diverged"));
}

TEST(Svg, BreaksALineAtNaNAndMarksIt) {
  const std::string svg = render_svg(line_chart({1, 2, kNaN, 2, 1}));
  EXPECT_EQ(count(path_of(svg, "line"), "M"), 2u);
  EXPECT_EQ(count(svg, "class=\"gap s0\""), 1u);
  EXPECT_THAT(render_svg(line_chart({1, 2, 3})), Not(HasSubstr("class=\"gap")));
}

TEST(Svg, ShowsAPointBetweenTwoGaps) {
  EXPECT_THAT(path_of(render_svg(line_chart({kNaN, 2, kNaN, 2, 1})), "line"), HasSubstr("h0M"));
}

TEST(Svg, DrawsNoMoreThanTwoPointsAPixelColumn) {
  std::vector<double> y;
  for (int i = 0; i < 100'000; ++i) y.push_back(i % 7);
  // 487 columns, two points of at most 11 bytes each.
  EXPECT_LT(path_of(render_svg(line_chart(y)), "line").size(), 11'000u);
}

TEST(Svg, SurvivesExtremeAndEmptyNumbers) {
  for (const auto& y : std::vector<std::vector<double>>{
           {}, {kNaN}, {kInfinity, -kInfinity}, {1e308, -1e308}, {5e-324, 0}, {1e16, 1e16 + 2}, {0, 0}, {-3, -3}}) {
    for (const auto kind : {model::AxisKind::linear, model::AxisKind::log}) {
      Chart chart = line_chart(y);
      chart.y.kind = kind;
      const std::string svg = render_svg(chart);
      EXPECT_THAT(svg, Not(HasSubstr("nan")));
      EXPECT_THAT(svg, Not(HasSubstr("inf")));
      EXPECT_EQ(svg.substr(svg.size() - 6), "</svg>");
    }
  }
}

TEST(Svg, LeavesOutWhatALogAxisCannotShow) {
  Chart chart = line_chart({1, 0, 100});
  chart.y.kind = model::AxisKind::log;
  const std::string svg = render_svg(chart);
  EXPECT_EQ(count(path_of(svg, "line"), "M"), 2u);
  EXPECT_EQ(count(svg, "class=\"gap"), 1u);
}

TEST(Svg, EscapesEveryName) {
  const std::string hostile = "</svg><script>alert(1)</script>\" onload='x' &\x01";
  Chart chart = line_chart({1, 2, 3});
  chart.title = chart.alternative = chart.x.title = chart.y.title = chart.caption = hostile;
  chart.x.kind = model::AxisKind::category;
  chart.x.categories = {hostile, hostile, hostile};
  chart.traces[0].name = hostile;
  chart.traces[0].label_at_end = true;
  Trace points = chart.traces[0];
  points.kind = Trace::Kind::points;
  points.labels = points.links = {hostile, hostile, hostile};
  chart.traces.push_back(points);
  points.emphasis = Trace::Emphasis::bold;
  chart.traces.push_back(points);
  const std::string html = render_figure(chart);
  EXPECT_EQ(count(html, "<script"), 1u);  // our own data
  EXPECT_EQ(count(html, "</svg"), 1u);
  EXPECT_THAT(render_svg(chart), Not(HasSubstr("onload='")));
  EXPECT_THAT(html, Not(HasSubstr("\x01")));
}

TEST(Svg, UsesNoInlineStyle) {
  Chart chart = line_chart({1, 2, kNaN, 3});
  chart.traces[0].label_at_end = true;
  EXPECT_THAT(render_figure(chart), Not(HasSubstr("style=")));
}

TEST(Svg, IsAnImageUnlessItHoldsLinks) {
  Chart chart = line_chart({1, 2});
  EXPECT_THAT(render_svg(chart), HasSubstr("role=\"img\" aria-label=\"A chart.\""));
  chart.traces[0].kind = Trace::Kind::points;
  chart.traces[0].links = {"experiments/a.html", ""};
  const std::string svg = render_svg(chart);
  EXPECT_THAT(svg, HasSubstr("role=\"group\""));
  EXPECT_EQ(count(svg, "<a href=\"experiments/a.html\""), 1u);
}

TEST(Svg, ShortensLongNamesAndKeepsTheWholeInATitle) {
  Chart chart = line_chart({1, 2});
  chart.traces[0].name = "a-name-that-is-much-too-long-for-the-edge-of-a-chart";
  chart.traces[0].label_at_end = true;
  EXPECT_THAT(render_svg(chart), HasSubstr("…<title>" + chart.traces[0].name + "</title>"));
}

TEST(Interval, LeavesTheCellByAnArrow) {
  const std::string inside = render_interval({.estimate = 0.5, .low = 0, .high = 1, .scale = 2, .label = "x"});
  EXPECT_THAT(inside, Not(HasSubstr("arrow")));
  EXPECT_THAT(inside, HasSubstr("cx=\"74\""));  // 60 + 0.25 × 56
  const std::string beyond = render_interval({.estimate = 0.5, .low = -3, .high = 1, .scale = 2, .label = "x"});
  EXPECT_EQ(count(beyond, "class=\"arrow\""), 1u);
  const std::string alone = render_interval({.estimate = 0.5, .low = kNaN, .high = kNaN, .scale = 2, .label = "x"});
  EXPECT_THAT(alone, Not(HasSubstr("class=\"line\"")));
  EXPECT_THAT(alone, HasSubstr("class=\"dot\""));
}

}  // namespace
}  // namespace render
