#include "analysis/kinds/search.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/search.h"
#include "support/all_findings.h"

namespace {

using model::Index;
using model::NoiseSource;
using testing::ElementsAre;
using testing::IsEmpty;

/// Lower is better. Numbers of each parameter are on a linear axis.
struct SearchLog {
  model::Project project;
  std::vector<model::Experiment> experiments;

  explicit SearchLog(std::vector<std::string> parameters) {
    project.metrics.push_back({.name = "loss", .direction = model::Direction::minimize});
    project.objective = 0;
    for (std::string& name : parameters) {
      model::ParameterImpact& impact = project.parameters.emplace_back();
      impact.parameter = std::move(name);
      impact.numeric = true;
    }
  }
  SearchLog& add(const std::vector<double>& settings, const std::vector<double>& losses) {
    const Index index = experiments.size();
    model::Experiment& one = experiments.emplace_back();
    one.status = model::ExperimentStatus::finished;
    double sum = 0;
    for (const double loss : losses) {
      sum += loss;
      one.runs.push_back(one.runs.size());
    }
    const auto n = static_cast<std::uint32_t>(losses.size());
    one.metrics.push_back({.metric = 0, .at_best = {.mean = sum / n, .n = n}, .per_run = losses});
    for (std::size_t p = 0; p < settings.size(); ++p) set(project.parameters[p], settings[p], index);
    return *this;
  }
  static void set(model::ParameterImpact& impact, double number, Index index) {
    for (model::TestedValue& value : impact.values) {
      if (value.value->number == number) return value.experiments.push_back(index);
    }
    model::TestedValue& value = impact.values.emplace_back();
    value.value = model::ParameterValue{model::ParameterValue::Kind::number, std::to_string(number), number};
    value.experiments = {index};
  }
  model::Search search() {
    Index best = 0;
    for (Index i = 1; i < experiments.size(); ++i) {
      if (experiments[i].metrics[0].at_best.mean < experiments[best].metrics[0].at_best.mean) best = i;
    }
    project.best = {{.purpose = model::Purpose::accuracy, .experiment = best}};
    return analysis::find_search(project, experiments).value();
  }
};

TEST(Search, KnowsTheBestAndWhenItLastImproved) {
  SearchLog log({"lr"});
  log.add({1}, {5}).add({2}, {3}).add({3}, {9}).add({4}, {2}).add({5}, {2}).add({6}, {4});
  const model::Search search = log.search();
  EXPECT_EQ(search.trials, 6u);
  EXPECT_EQ(search.best, 3u);
  EXPECT_EQ(search.improved, 3u);
  EXPECT_EQ(search.since, 2u);
  EXPECT_EQ(search.typical, 3.5);
  EXPECT_THAT(search.leaders, ElementsAre(3u, 4u, 1u, 5u, 0u, 2u));
  EXPECT_THAT(search.as_good, IsEmpty());  // nothing tells how much runs differ
}

TEST(Search, RepeatsTellWhatCannotBeToldFromTheBest) {
  SearchLog log({"lr"});
  log.add({1}, {4.0, 6.0}).add({2}, {9}).add({3}, {30});
  const model::Search search = log.search();
  EXPECT_EQ(search.noise.source, NoiseSource::repeats);
  EXPECT_NEAR(search.noise.sd, std::sqrt(2), 1e-12);
  // One degree: 12.7062 · 1.4142 · √(1/1 + 1/2) = 22.01 behind 5.
  EXPECT_THAT(search.as_good, ElementsAre(0u, 1u));
}

TEST(Search, ASetNoiseGoesFirst) {
  SearchLog log({"lr"});
  log.project.set_noise = 1;
  log.add({1}, {4.0, 6.0}).add({2}, {7.3}).add({3}, {7.5});
  // 1.95996 · √1.5 = 2.4005 behind 5.
  EXPECT_THAT(log.search().as_good, ElementsAre(0u, 1u));
}

TEST(Search, NearlyEqualSettingsBoundTheNoise) {
  SearchLog log({"lr", "width"});
  for (int pair = 0; pair < 24; ++pair) {
    const double at = pair * 4, loss = 1 + pair * 0.1;
    log.add({at, 100 - at}, {loss}).add({at + 0.5, 100 - at}, {loss + 0.001 * (pair + 1)});
  }
  const model::Search search = log.search();
  EXPECT_EQ(search.noise.source, NoiseSource::close_pairs);
  EXPECT_EQ(search.noise.experiments, 12u);
  // Of the better half the twelve pairs differ by 0.001 to 0.012: 0.0065 / (√2 · 0.67449).
  EXPECT_NEAR(search.noise.sd, 0.0068143, 1e-6);
  EXPECT_THAT(search.as_good, ElementsAre(0u, 1u));  // up to 1.96 · √2 of it behind
}

TEST(Search, WithoutNearlyEqualSettingsNothingIsSaidOfNoise) {
  SearchLog log({"lr", "width"});
  for (int i = 0; i < 30; ++i) log.add({static_cast<double>(i), static_cast<double>(i * 7 % 30)}, {1.0 + i * 0.01});
  EXPECT_EQ(log.search().noise.source, NoiseSource::unknown);
  EXPECT_THAT(log.search().as_good, IsEmpty());
}

TEST(Search, TheBoundIsAboveTheNoiseWhereSettingsDoNothing) {
  // The median of |difference|/(√2·0.6745) over twelve pairs, in 200 searches with noise 1, is not below it on average.
  std::mt19937 random(3);
  const auto uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
  double sum = 0;
  for (int i = 0; i < 200; ++i) {
    SearchLog log({"lr"});
    for (int trial = 0; trial < 80; ++trial) {
      const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979 * uniform());
      log.add({uniform()}, {normal});
    }
    sum += log.search().noise.sd;
  }
  EXPECT_GT(sum / 200, 0.95);
  EXPECT_LT(sum / 200, 1.5);
}

TEST(Search, RepeatsTheBestAndTheMostDifferentAmongTheNext) {
  SearchLog log({"lr", "width"});
  log.add({0.5, 10}, {1.0}).add({0.5, 11}, {1.1}).add({0.9, 10}, {1.2}).add({0.1, 19}, {1.3}).add({0.5, 10.5}, {1.4});
  EXPECT_THAT(log.search().repeat, ElementsAre(0u, 3u, 2u));
}

TEST(Search, NamesTheSettingsInWhichTheLeadersDiffer) {
  SearchLog log({"lr", "width"});
  for (int i = 0; i < 10; ++i) log.add({static_cast<double>(i), 8}, {1.0 + i});
  log.add({3, 9}, {50});
  EXPECT_THAT(log.search().differing, ElementsAre("lr"));
}

TEST(Search, NeedsABest) {
  SearchLog log({"lr"});
  log.add({1}, {5});
  EXPECT_FALSE(analysis::find_search(log.project, log.experiments).has_value());
}

}  // namespace
