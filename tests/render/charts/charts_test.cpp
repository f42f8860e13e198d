#include "render/charts/charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "render/charts/mean_curve.h"

namespace render {
namespace {

using model::Curve;
using model::Trace;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Curve curve(std::string metric, std::vector<double> x, std::vector<double> y) {
  Curve made;
  made.metric = std::move(metric);
  made.axis = model::CurveAxis::epoch;
  made.source_points = y.size();
  made.x = std::move(x);
  made.y = std::move(y);
  return made;
}

model::Project digits() {
  model::Project project;
  project.metrics = {
      {"val/accuracy", "Validation accuracy", model::Direction::maximize, model::ValueKind::fraction, {}},
      {"time", "Training time", model::Direction::minimize, model::ValueKind::seconds, model::Role::training_time}};
  project.objective = 0;
  return project;
}

std::vector<std::string> titles(const CurveCharts& charts) {
  std::vector<std::string> all;
  for (const model::Chart& chart : charts.charts) all.push_back(chart.title);
  return all;
}

TEST(MeanCurve, TakesMeanAndSampleDeviationWhereAtLeastTwoHaveAValue) {
  const Curve a = curve("m", {0, 1, 2}, {1, 2, kNaN}), b = curve("m", {0, 1, 2}, {3, 6, kNaN}),
              c = curve("m", {0, 1, 2}, {5, kNaN, 1});
  const Curve* const all[] = {&a, &b, &c};
  const MeanCurve mean = mean_of_curves(all);
  EXPECT_EQ(mean.rule, MeanCurve::Rule::shared);
  EXPECT_TRUE(mean.some_missing);
  EXPECT_DOUBLE_EQ(mean.mean[0], 3);  // 1, 3, 5: sd 2
  EXPECT_DOUBLE_EQ(mean.sd[0], 2);
  EXPECT_DOUBLE_EQ(mean.minimum[0], 1);
  EXPECT_DOUBLE_EQ(mean.maximum[0], 5);
  EXPECT_THAT(mean.n, ElementsAre(3, 2, 1));
  EXPECT_DOUBLE_EQ(mean.mean[1], 4);  // 2, 6: sd 2.8284
  EXPECT_NEAR(mean.sd[1], 2.8284271, 1e-6);
  EXPECT_TRUE(std::isnan(mean.mean[2]));
}

TEST(MeanCurve, InterpolatesBetweenDifferentSteps) {
  const Curve a = curve("m", {0, 2, 4}, {0, 2, 4}), b = curve("m", {1, 3}, {3, 5});
  const Curve* const all[] = {&a, &b};
  const MeanCurve mean = mean_of_curves(all);
  EXPECT_EQ(mean.rule, MeanCurve::Rule::interpolated);
  EXPECT_THAT(mean.x, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_TRUE(std::isnan(mean.mean[0]));  // b has not begun
  EXPECT_DOUBLE_EQ(mean.mean[1], 2);      // 1 and 3
  EXPECT_DOUBLE_EQ(mean.mean[2], 3);      // 2 and 4
  EXPECT_DOUBLE_EQ(mean.mean[3], 4);
  EXPECT_TRUE(std::isnan(mean.mean[4]));
}

TEST(MeanCurve, UsesColumnMeansOfThinnedCurvesOnTheCommonRange) {
  Curve a = curve("m", {0, 1000}, {0, 1000}), b = curve("m", {0, 500}, {10, 510});
  a.thinned = b.thinned = true;
  for (std::size_t i = 0; i < model::kMeanColumns; ++i) {
    a.column_means.push_back(4.0 * static_cast<double>(i) + 2);   // y = x
    b.column_means.push_back(2.0 * static_cast<double>(i) + 11);  // y = x + 10
  }
  const Curve* const all[] = {&a, &b};
  const MeanCurve mean = mean_of_curves(all);
  EXPECT_EQ(mean.rule, MeanCurve::Rule::columns);
  ASSERT_EQ(mean.x.size(), model::kMeanColumns);
  EXPECT_DOUBLE_EQ(mean.x.front(), 1);
  EXPECT_DOUBLE_EQ(mean.x.back(), 499);
  EXPECT_NEAR(mean.mean[100], 201 + 5, 1e-9);
}

TEST(RunCurveCharts, PutTrainingAndValidationOfOneQuantityTogether) {
  const Curve curves[] = {curve("train/loss", {0, 1}, {2, 1}), curve("lr", {0, 1}, {.1, .1}),
                          curve("val/loss", {0, 1}, {3, 2}), curve("val/accuracy", {0, 1}, {.5, .9}),
                          curve("once", {0}, {1})};
  const CurveCharts charts = run_curve_charts({}, "run-1", curves, digits());
  EXPECT_THAT(titles(charts), ElementsAre("Validation accuracy", "Loss", "lr"));
  EXPECT_THAT(charts.left_out, ElementsAre("once"));
  const model::Chart& loss = charts.charts[1];
  ASSERT_EQ(loss.traces.size(), 2u);
  EXPECT_EQ(loss.traces[0].name, "validation");
  EXPECT_EQ(loss.traces[0].curve.series, 2u);
  EXPECT_EQ(loss.traces[1].name, "training");
  EXPECT_EQ(loss.traces[1].curve.series, 0u);
  EXPECT_EQ(charts.charts[0].caption, "Validation accuracy by epoch. All 2 points are drawn.");
  EXPECT_EQ(
      charts.charts[0].alternative,
      "Line chart of validation accuracy by epoch, from 50.0\u202f% to 90.0\u202f%; highest 90.0\u202f% at epoch 1.");
}

TEST(RunCurveCharts, KeepCurvesByEpochAndByStepApart) {
  Curve curves[] = {curve("train/loss", {0, 1}, {2, 1}), curve("val/loss", {0, 1}, {3, 2})};
  curves[0].axis = model::CurveAxis::step;
  EXPECT_EQ(run_curve_charts({}, "run-1", curves, digits()).charts.size(), 2u);
}

TEST(RunCurveCharts, SayHowPointsWereThinned) {
  Curve long_one = curve("val/accuracy", {0, 10, 20}, {.5, kNaN, .6});
  long_one.thinned = true;
  long_one.source_points = 200'000;
  long_one.restarts = {7};
  const Curve curves[] = {long_one};
  EXPECT_EQ(
      run_curve_charts({}, "run-1", curves, digits()).charts[0].caption,
      "Validation accuracy by epoch. 3 of 200,000 points drawn: smallest and largest of each of 500 columns, both "
      "ends and gaps kept. The epoch went back at 7. Crosses mark values that are not finite.");
}

TEST(RunCurveCharts, UseALogarithmicAxisForLossesThatSpanThreePowersOfTen) {
  const Curve curves[] = {curve("val/loss", {0, 1, 2}, {50, 1, 0.01})};
  const model::Chart chart = run_curve_charts({}, "run-1", curves, digits()).charts[0];
  EXPECT_EQ(chart.y.kind, model::AxisKind::log);
  EXPECT_THAT(chart.caption, HasSubstr("Logarithmic scale."));
}

TEST(ExperimentCurveCharts, ShowRepeatsMeanBandAndParent) {
  model::RunDigest run;
  run.name = "r";
  run.seed = "3";
  const auto repeat = [&](double shift) {
    return RepeatCurves{&run, "slug", {curve("val/accuracy", {0, 1}, {.5 + shift, .7 + shift})}};
  };
  const RepeatCurves repeats[] = {repeat(0), repeat(.1)}, parents[] = {repeat(-.1)};
  const CurveCharts charts = experiment_curve_charts(repeats, "EXP2", parents, "EXP1", digits());
  ASSERT_EQ(charts.charts.size(), 1u);
  const auto& traces = charts.charts[0].traces;
  ASSERT_EQ(traces.size(), 5u);
  EXPECT_EQ(traces[0].kind, Trace::Kind::band);
  EXPECT_EQ(traces[1].emphasis, Trace::Emphasis::thin);
  EXPECT_EQ(traces[1].name, "r, seed 3");
  EXPECT_EQ(traces[3].name, "EXP1");
  EXPECT_EQ(traces[3].emphasis, Trace::Emphasis::grey);
  EXPECT_EQ(traces[4].name, "EXP2");
  EXPECT_NEAR(traces[4].y[0], .55, 1e-12);
  EXPECT_EQ(charts.charts[0].caption,
            "Validation accuracy by epoch. Mean of 2 repeats, band ± 1 standard deviation. Grey: EXP1 (its "
            "parent). All 2 points of each are drawn.");
}

model::Findings log_of(std::vector<double> values, std::vector<std::string> dates) {
  model::Findings findings;
  findings.projects.push_back(digits());
  for (std::size_t i = 0; i < values.size(); ++i) {
    model::Experiment experiment;
    experiment.id = "EXP" + std::to_string(i + 1);
    experiment.date = dates[i];
    experiment.decision = i == 1 ? model::Decision::keep : model::Decision::open;
    for (const std::size_t metric : {0u, 1u}) {
      model::MetricEstimate estimate;
      estimate.metric = metric;
      estimate.at_best.mean = metric == 0 ? values[i] : 10.0 * static_cast<double>(i + 1);
      estimate.at_best.n = 1;
      experiment.metrics.push_back(estimate);
    }
    findings.projects[0].experiments.push_back(i);
    findings.experiments.push_back(experiment);
  }
  return findings;
}

Addresses pages(std::size_t count) {
  Addresses addresses;
  for (std::size_t i = 0; i < count; ++i)
    addresses.experiment_pages.push_back("experiments/e" + std::to_string(i) + ".html");
  return addresses;
}

TEST(ProgressChart, StepsUpToTheBestSoFar) {
  const auto findings = log_of({.9, .95, kNaN, .92, .97}, {"", "", "", "", ""});
  const model::Chart chart = progress_chart(findings, 0, pages(5));
  ASSERT_EQ(chart.traces.size(), 3u);
  EXPECT_THAT(chart.x.categories, ElementsAre("EXP1", "EXP2", "EXP4", "EXP5"));
  EXPECT_THAT(chart.traces[0].y, ElementsAre(.9, .95, .95, .97));
  EXPECT_THAT(chart.traces[1].links[2], "experiments/e3.html");
  EXPECT_THAT(chart.traces[1].filled, ElementsAre(false, true, false, false));
  EXPECT_THAT(chart.traces[2].labels, ElementsAre("EXP2", "EXP5"));
  EXPECT_THAT(chart.caption, HasSubstr("Without a finite value: EXP3."));
}

TEST(ProgressChart, StandsOnDatesWhenEveryExperimentHasOne) {
  const auto findings = log_of({.9, .95}, {"2026-03-01", "2026-03-04"});
  const model::Chart chart = progress_chart(findings, 0, pages(2));
  EXPECT_EQ(chart.x.unit, model::AxisUnit::date);
  EXPECT_THAT(chart.traces[0].x, ElementsAre(20513, 20516));
  const auto same_day = log_of({.9, .95}, {"2026-03-01", "2026-03-01"});
  EXPECT_EQ(progress_chart(same_day, 0, pages(2)).x.kind, model::AxisKind::category);
}

TEST(ProgressChart, DrawsEveryNewBestOfAVeryLongLogAndSomeOthers) {
  // Every second one of 4,000 has its turn: EXP2, EXP4, …; the first and EXP1001 are new bests.
  std::vector<double> values(4000, .9);
  values[1000] = .95;
  const auto findings = log_of(values, std::vector<std::string>(4000));
  const model::Chart chart = progress_chart(findings, 0, pages(4000));
  ASSERT_THAT(chart.x.categories, testing::SizeIs(2002));
  EXPECT_THAT(chart.x.categories, testing::IsSupersetOf({"EXP1", "EXP2", "EXP4", "EXP1001", "EXP4000"}));
  EXPECT_THAT(chart.x.categories, testing::Not(testing::Contains("EXP3")));
  EXPECT_EQ(chart.traces[0].y[500], .9);
  EXPECT_EQ(chart.traces[0].y[501], .95);
  EXPECT_THAT(chart.caption, HasSubstr("2,002 of 4,000 experiments are drawn: every new best, and others"));
}

TEST(ProgressChart, OfALoopFollowsWhatWasKept) {
  auto findings = log_of({.9, .95, kNaN, .97, .92}, {"", "", "", "", ""});
  findings.experiments[2].status = model::ExperimentStatus::failed;
  for (const std::size_t i : {3u, 4u}) findings.experiments[i].decision = model::Decision::discard;
  findings.experiments[1].title = "wider";
  findings.projects[0].loop = model::Loop{.champions = {0, 1}};
  findings.experiments[0].decision = model::Decision::keep;
  findings.experiments[1].loop.number = 2;
  const model::Chart chart = progress_chart(findings, 0, pages(5));
  ASSERT_EQ(chart.traces.size(), 5u);
  EXPECT_THAT(chart.traces[0].x, ElementsAre(1, 2, 4, 5));
  EXPECT_THAT(chart.traces[0].y, ElementsAre(.9, .95, .95, .95));  // .97 was discarded
  EXPECT_EQ(chart.traces[1].emphasis, model::Trace::Emphasis::thin);
  EXPECT_EQ(chart.traces[1].y[2], .97);
  EXPECT_EQ(chart.traces[2].kind, model::Trace::Kind::ticks);
  EXPECT_THAT(chart.traces[2].x, ElementsAre(3));
  EXPECT_THAT(chart.traces[2].labels, ElementsAre("EXP3: failed"));
  EXPECT_EQ(chart.traces[3].y[1], .95);
  EXPECT_THAT(chart.traces[4].labels, ElementsAre("wider"));
  EXPECT_THAT(chart.caption, HasSubstr("Strokes at the upper edge: 1 try that failed."));
}

TEST(ProgressChart, NeedsTwoExperimentsWithAValue) {
  EXPECT_TRUE(progress_chart(log_of({.9, kNaN}, {"", ""}), 0, pages(2)).traces.empty());
}

TEST(TradeOffChart, DrawsTheFrontAndFadesWhatIsBeaten) {
  // Costs are 10, 20 and 30: the third is beaten by the second in both.
  auto findings = log_of({.9, .95, .93}, {"", "", ""});
  findings.projects[0].best.push_back({.purpose = model::Purpose::accuracy, .experiment = 1});
  findings.projects[0].fronts.push_back({.metric = 1, .experiments = {0, 1}, .dominated = {2}});
  const model::Chart chart = trade_off_chart(findings, 0, pages(3));
  const auto with_name = [&chart](const std::string& name) {
    return *std::find_if(chart.traces.begin(), chart.traces.end(), [&](const auto& one) { return one.name == name; });
  };
  EXPECT_THAT(with_name("Pareto front").x, ElementsAre(10, 20));
  EXPECT_THAT(with_name("On the front").x, ElementsAre(10, 20));
  EXPECT_THAT(with_name("Beaten in both").x, ElementsAre(30));
  EXPECT_EQ(with_name("Beaten in both").emphasis, model::Trace::Emphasis::grey);
  EXPECT_THAT(with_name("Best").labels, ElementsAre("EXP2"));
}

TEST(TradeOffChart, SaysHowManyOfThoseThatAreBeatenItLeavesOut) {
  // The first beats the 2,100 others in both.
  std::vector<double> values(2101, .5);
  values[0] = .95;
  auto findings = log_of(values, std::vector<std::string>(2101));
  model::ParetoFront front{.metric = 1, .experiments = {0}};
  for (std::size_t i = 1; i < values.size(); ++i) front.dominated.push_back(i);
  findings.projects[0].fronts.push_back(front);
  const model::Chart chart = trade_off_chart(findings, 0, pages(2101));
  EXPECT_THAT(chart.traces[0].x, testing::SizeIs(2000));
  EXPECT_THAT(chart.caption,
              HasSubstr("Faded: 2,100 experiments that another one beats in both, of which 2,000 are drawn."));
}

TEST(CurveChunk, CallsTheRegisteredFunctionWithBase64) {
  const Curve curves[] = {curve("a<b", {0, 1}, {1, 2}), curve("c", {0, 1}, {1e300, kNaN})};
  const model::OutputFile file = curve_chunk("run-1", curves);
  EXPECT_EQ(file.path, "data/curves/run-1.js");
  // python3: base64.b64encode(struct.pack("<2d", 0, 1)) and so on
  EXPECT_EQ(
      file.bytes,
      "trialpress.curves(\"run-1\",[\n"
      "{\"name\":\"a\\u003cb\",\"logged\":2,\"x\":\"AAAAAAAAAAAAAAAAAADwPw==\",\"bytes\":4,\"y\":\"AACAPwAAAEA=\"},\n"
      "{\"name\":\"c\",\"logged\":2,\"x\":0,\"bytes\":8,\"y\":\"nHUAiDzkN34AAAAAAAD4fw==\"}]);\n");
}

}  // namespace
}  // namespace render
