#include "analysis/loop/race.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/log/loop.h"
#include "analysis/statistics/normal_maximum.h"
#include "base/json/json.h"
#include "support/all_findings.h"

namespace {

using model::Decision;
using model::Experiment;
using model::NoiseSource;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double kExact = 1e-6;

/// Worked out by another program, with numerical integration and SciPy.
base::Json vectors() {
  const std::ifstream file(TRIALPRESS_SOURCE_DIR "/tests/analysis/loop/race-vectors.json");
  std::stringstream text;
  text << file.rdbuf();
  const base::JsonParse parsed = base::parse_json(text.str());
  EXPECT_TRUE(parsed.ok);
  return parsed.value;
}

double number_in(const base::Json& object, const char* key) {
  const base::Json* value = object.find(key);
  return value != nullptr && value->is_number() ? value->as_number() : std::nan("");
}

std::vector<double> numbers_of(const base::Json& list) {
  std::vector<double> numbers;
  for (const base::Json& item : list.items()) numbers.push_back(item.as_number());
  return numbers;
}

TEST(Race, ExpectsTheLargestOfManyDraws) {
  const base::Json all = vectors();
  ASSERT_EQ(all.find("emax")->members().size(), 15u);
  for (const auto& [n, expected] : all.find("emax")->members())
    EXPECT_NEAR(analysis::expected_normal_maximum(std::stoul(n)), expected.as_number(), kExact) << n;
}

TEST(Race, ExpectsNewBestsByChance) {
  const base::Json all = vectors();
  ASSERT_EQ(all.find("records")->members().size(), 9u);
  for (const auto& [n, expected] : all.find("records")->members())
    EXPECT_NEAR(analysis::expected_records(std::stoul(n)).mean, expected.as_number(), kExact) << n;
  // √Σ(1/k − 1/k²), k from 2 to 101, by hand.
  EXPECT_NEAR(analysis::expected_records(100).sd, 1.887378, 1e-6);
}

TEST(Race, PutsTheLuckOfTheChampionAt) {
  const base::Json all = vectors();
  ASSERT_EQ(all.find("race")->items().size(), 9u);
  for (const base::Json& one : all.find("race")->items()) {
    const std::string& name = one.find("name")->text();
    const double best = number_in(one, "best"), sd = number_in(one, "s");
    const auto runs = static_cast<std::size_t>(number_in(one, "runs_of_best"));
    const auto close = static_cast<std::size_t>(number_in(one, "close"));
    std::vector<double> losses = numbers_of(*one.find("values"));
    if (losses.empty()) losses.assign(close, best);  // the log itself is not ours to copy
    const analysis::ChampionLuck champion = analysis::luck_of_champion(losses, best, sd, runs);
    EXPECT_EQ(champion.rivals, close) << name;
    const double gain = number_in(one, "reported");
    const double luck = gain > 0 ? champion.luck : 0;
    EXPECT_NEAR(luck, number_in(one, "luck"), kExact) << name;
    EXPECT_NEAR(gain - luck, number_in(one, "expected"), kExact) << name;
  }
}

TEST(Race, TakesNoiseFromRepeats) {
  const base::Json all = vectors();
  ASSERT_EQ(all.find("noise")->items().size(), 4u);
  for (const base::Json& one : all.find("noise")->items()) {
    std::vector<std::vector<double>> groups;
    for (const base::Json& group : one.find("groups")->items()) groups.push_back(numbers_of(group));
    const model::RunNoise noise = analysis::noise_of_repeats(groups);
    EXPECT_EQ(noise.degrees_of_freedom, number_in(one, "nu"));
    if (one.find("s")->is_null()) {
      EXPECT_TRUE(std::isnan(noise.sd));
    } else {
      EXPECT_NEAR(noise.sd, number_in(one, "s"), kExact);
    }
  }
}

TEST(Race, RepeatsThatAreAllEqualTellNothingBesideOthers) {
  const model::RunNoise noise = analysis::noise_of_repeats(std::vector<std::vector<double>>{{5, 5, 5}, {1, 3}});
  EXPECT_EQ(noise.degrees_of_freedom, 1);
  EXPECT_NEAR(noise.sd, std::sqrt(2), kExact);
  const model::RunNoise same = analysis::noise_of_repeats(std::vector<std::vector<double>>{{5, 5, 5}});
  EXPECT_EQ(same.source, NoiseSource::same_again);
  EXPECT_FALSE(same.is_known());
}

TEST(Race, ADifferenceOfTwoRunsNeedsThreeDeviationsAndMoreWithFewDegrees) {
  const base::Json all = vectors();
  const base::Json& factors = *all.find("need_factor_single_vs_single");
  ASSERT_EQ(factors.members().size(), 10u);
  for (const auto& [degrees, factor] : factors.members()) {
    const double nu = degrees == "inf" ? std::numeric_limits<double>::infinity() : std::stod(degrees);
    EXPECT_NEAR(analysis::needed_difference({.sd = 1, .degrees_of_freedom = nu}, 1, 1), factor.as_number(), kExact)
        << degrees;
  }
  EXPECT_TRUE(std::isnan(analysis::needed_difference({}, 1, 1)));
}

/// Lower is better; noise 1, known exactly, unless `noise` is NaN.
struct RacedLog {
  model::Project project;
  std::vector<Experiment> experiments;

  explicit RacedLog(double noise = 1) {
    project.metrics.push_back({.name = "loss", .direction = model::Direction::minimize});
    project.objective = 0;
    project.set_noise = noise;
  }
  RacedLog& add(Decision decision, std::vector<double> values) {
    Experiment& one = experiments.emplace_back();
    one.decision = decision;
    one.status = values.empty() ? model::ExperimentStatus::failed : model::ExperimentStatus::finished;
    double sum = 0;
    for (const double value : values) {
      sum += value;
      one.runs.push_back(one.runs.size());
    }
    const auto n = static_cast<std::uint32_t>(values.size());
    if (n > 0) one.metrics.push_back({.metric = 0, .at_best = {.mean = sum / n, .n = n}, .per_run = values});
    return *this;
  }
  RacedLog& keep(double value) { return add(Decision::keep, {value}); }
  RacedLog& discard(double value) { return add(Decision::discard, {value}); }
  model::LoopRace race() {
    project.loop = analysis::find_loop(project, experiments);
    return analysis::find_race(project, experiments);
  }
};

TEST(Race, TellsClearStepsFromTheRest) {
  RacedLog log;
  log.keep(20).discard(21).keep(16).keep(13.5).add(Decision::discard, {}).discard(14.2).discard(12).keep(14);
  const model::LoopRace race = log.race();
  ASSERT_EQ(race.steps.size(), 3u);
  EXPECT_EQ(race.steps[0].gain, 4);
  EXPECT_NEAR(race.steps[0].needed, 3, 1e-6);
  EXPECT_TRUE(race.steps[0].clear);
  EXPECT_EQ(race.steps[1].gain, 2.5);
  EXPECT_FALSE(race.steps[1].clear);
  EXPECT_EQ(race.steps[2].gain, -0.5);
  EXPECT_EQ(race.gain, 6.5);
  EXPECT_EQ(race.rivals, 5u);  // 13.5, and 16, 14.2, 12 and 14 within 3 of it
  EXPECT_NEAR(race.luck, 1.1629645, kExact);
  // 6.5 − luck ± 1.96·√1.5
  EXPECT_NEAR(race.low, 6.5 - 1.1629645 - 2.4004558, 1e-5);
  EXPECT_NEAR(race.high, 6.5 - 1.1629645 + 2.4004558, 1e-5);
  EXPECT_THAT(race.discarded_though_better, ElementsAre(6u));
  EXPECT_THAT(race.kept_though_worse, ElementsAre(7u));
  EXPECT_THAT(race.near_misses, ElementsAre(5u));
}

TEST(Race, CountsTriesSinceTheLastClearStepBesideChance) {
  RacedLog log;
  log.keep(20).discard(21).keep(16).keep(13.5).add(Decision::discard, {}).discard(14.2).discard(12).keep(14);
  const model::LoopSince since = log.race().since;
  EXPECT_EQ(since.clear, 2u);
  EXPECT_EQ(since.tries, 4u);  // the failed one does not count
  EXPECT_EQ(since.kept, 2u);
  EXPECT_EQ(since.gain, 2.5);
  EXPECT_NEAR(since.chance_kept, 1 / 2. + 1 / 3. + 1 / 4. + 1 / 5., kExact);
  EXPECT_NEAR(since.chance_gain, 1.1629645, kExact);
}

TEST(Race, WithoutAClearStepAllTriesAfterTheFirstCount) {
  RacedLog log;
  log.keep(20).keep(19).discard(25);
  const model::LoopSince since = log.race().since;
  EXPECT_EQ(since.clear, std::nullopt);
  EXPECT_EQ(since.tries, 2u);
  EXPECT_EQ(since.gain, 1);
}

TEST(Race, MeasuresTheChampionAndTheStartAgainThenTheLargestUnclearSteps) {
  RacedLog log;
  log.keep(20).keep(18).keep(17.5).keep(14).add(Decision::keep, {12, 12.5, 13}).keep(11.8);
  EXPECT_THAT(log.race().measure_again, ElementsAre(5u, 0u, 1u, 2u));
}

TEST(Race, NothingIsClearWhereNothingWasMeasuredTwice) {
  RacedLog log(std::nan(""));
  log.keep(20).keep(10).discard(12);
  const model::LoopRace race = log.race();
  EXPECT_FALSE(race.noise.is_known());
  EXPECT_EQ(race.gain, 10);
  EXPECT_TRUE(std::isnan(race.luck));
  EXPECT_FALSE(race.steps[0].clear);
  EXPECT_THAT(race.near_misses, IsEmpty());
  EXPECT_THAT(race.measure_again, ElementsAre(1u, 0u));
}

TEST(Race, RepeatsGiveTheNoiseAndTheConfirmedMean) {
  RacedLog log(std::nan(""));
  log.keep(20).add(Decision::keep, {10, 11, 12}).discard(12);
  const model::LoopRace race = log.race();
  EXPECT_EQ(race.noise.source, NoiseSource::repeats);
  EXPECT_NEAR(race.noise.sd, 1, kExact);
  EXPECT_EQ(race.noise.degrees_of_freedom, 2);
  EXPECT_EQ(race.confirmed, 11.5);
  EXPECT_EQ(race.rivals, 2u);
  EXPECT_NEAR(race.luck, 0.5641896 / 3, kExact);
}

TEST(Race, ATestedChangeOfTheLogIsClearIfItsVerdictIs) {
  RacedLog log(std::nan(""));
  log.keep(20).add(Decision::keep, {10, 11, 12}).keep(2).keep(1.5);
  log.experiments[2].versus_parent = model::Comparison{.other = 1, .verdict = model::Verdict::probably_better};
  log.experiments[3].versus_parent = model::Comparison{.other = 2, .verdict = model::Verdict::clearly_better};
  const model::LoopRace race = log.race();
  EXPECT_TRUE(race.steps[0].clear);  // not tested by the log: 9 is more than t(2)·√(4/3) = 6.1
  EXPECT_FALSE(race.steps[1].clear);
  EXPECT_TRUE(race.steps[2].clear);
}

TEST(Race, HigherIsBetterTheOtherWayRound) {
  RacedLog log;
  log.project.metrics[0].direction = model::Direction::maximize;
  log.keep(1).keep(6).discard(7).keep(5);
  const model::LoopRace race = log.race();
  EXPECT_EQ(race.gain, 5);
  EXPECT_TRUE(race.steps[0].clear);
  EXPECT_THAT(race.discarded_though_better, ElementsAre(2u));
  EXPECT_THAT(race.kept_though_worse, ElementsAre(3u));
}

TEST(Race, WhatWasMeasuredOtherwiseTakesNoPart) {
  RacedLog log;
  log.keep(20).keep(16).discard(15);
  log.experiments[2].measured_otherwise = {"dataset"};
  const model::LoopRace race = log.race();
  EXPECT_EQ(race.rivals, 1u);
  EXPECT_THAT(race.discarded_though_better, IsEmpty());
}

}  // namespace
