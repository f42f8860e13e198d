#include "analysis/statistics/noise_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/verdicts.h"
#include "analysis/statistics/effect_chances.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/seed_blocks.h"
#include "base/json/document.h"
#include "model/enum_names.h"
#include "support/all_findings.h"

namespace analysis {
namespace {

using base::ReadDocument;
using Values = std::vector<double>;

/// reference/noise_vectors.json: what an independent program (Python, scipy) computes by the same rule.
ReadDocument read_vectors() {
  std::ifstream file(std::string(TRIALPRESS_SOURCE_DIR) + "/tests/analysis/reference/noise_vectors.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto document = base::read_document(text);
  EXPECT_TRUE(document);
  return document ? *document : ReadDocument();
}

/// A number, "inf", or NaN for null.
double number(const ReadDocument& value) {
  if (value.is_string()) return value == "inf" ? INFINITY : model::kMissing;
  return value.is_number() ? value.get<double>() : model::kMissing;
}

void expect_same(double value, const ReadDocument& expected, double tolerance, const std::string& what) {
  const double right = number(expected);
  if (std::isnan(right)) {
    EXPECT_TRUE(std::isnan(value)) << what;
  } else if (std::isinf(right)) {
    EXPECT_EQ(value, right) << what;
  } else {
    EXPECT_NEAR(value, right, tolerance * std::max(std::fabs(right), 1e-300)) << what;
  }
}

std::vector<Values> repeats_in(const ReadDocument& list) {
  std::vector<Values> repeats;
  for (const ReadDocument& one : list) repeats.push_back(one.get<Values>());
  return repeats;
}

/// A family of comparisons by the rule, larger being better; held against what is expected.
void judge(const model::Noise& noise, const std::vector<std::pair<model::Estimate, model::Estimate>>& pairs,
           const ReadDocument& expected, double smallest, double level, const std::string& name) {
  model::Project project;
  project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize}};
  project.objective = 0;
  project.significance = level;
  project.smallest_effect = smallest;
  std::vector<model::Difference> differences;
  std::vector<double> p;
  for (const auto& [before, after] : pairs) {
    differences.push_back(compare_means(noise, before, after, smallest));
    p.push_back(differences.back().p);
  }
  const std::vector<double> q = adjust_p_values(p), chances = effect_chances(differences, smallest);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::string what = name + ", comparison " + std::to_string(i);
    const ReadDocument& right = expected[i];
    expect_same(differences[i].estimate, right["estimate"], 1e-9, what);
    expect_same(differences[i].low, right["low"], 1e-9, what + " low");
    expect_same(differences[i].high, right["high"], 1e-9, what + " high");
    expect_same(differences[i].p, right["p"], 1e-9, what + " p");
    expect_same(differences[i].degrees_of_freedom, right["df"], 1e-9, what + " degrees");
    expect_same(differences[i].standard_error, right["se"], 1e-9, what + " error");
    expect_same(q[i], right["q"], 1e-9, what + " q");
    expect_same(chances[i], right["chance"], 1e-7, what + " chance");
    std::string verdict = right["verdict"].get<std::string>();
    if (verdict.starts_with("one run each, ")) verdict.erase(0, 14);
    EXPECT_EQ(model::name_of(grade(project, differences[i], q[i], chances[i])), verdict) << what;
  }
}

TEST(NoiseModel, AgreesWithTheReferenceProgram) {
  const ReadDocument vectors = read_vectors();
  ASSERT_GE(vectors["cases"].size(), 18u);
  for (const ReadDocument& one : vectors["cases"]) {
    const std::string name = one["name"].get<std::string>();
    const std::vector<Values> repeats = repeats_in(one["experiments"]);
    const model::Noise noise = fit_noise(repeats);
    const ReadDocument& right = one["noise"];
    EXPECT_EQ(noise.is_known(), right["known"].get<bool>()) << name;
    EXPECT_EQ(noise.degrees, number(right["D"])) << name;
    EXPECT_EQ(noise.experiments, right["k"].get<std::uint32_t>()) << name;
    EXPECT_EQ(noise.equal, right["equal"].get<std::uint32_t>()) << name;
    expect_same(noise.step, right["step"], 1e-9, name + " step");
    if (noise.is_known()) {
      expect_same(noise.prior_degrees, right["d0"], 1e-12, name + " d0");
      expect_same(noise.variance, right["s0"], 1e-9, name + " s0");
    }
    std::vector<std::pair<model::Estimate, model::Estimate>> pairs;
    for (const ReadDocument& pair : one["pairs"])
      pairs.emplace_back(estimate(repeats[pair[0].get<std::size_t>()]), estimate(repeats[pair[1].get<std::size_t>()]));
    judge(noise, pairs, one["expected"], one["smallest"].get<double>(), one["level"].get<double>(), name);
  }
}

TEST(NoiseModel, TakesSeedsOutAsTheReferenceProgramDoes) {
  const ReadDocument vectors = read_vectors();
  ASSERT_EQ(vectors["seed_cases"].size(), 2u);
  for (const ReadDocument& one : vectors["seed_cases"]) {
    const std::string name = one["name"].get<std::string>();
    std::vector<SeededRepeats> experiments;
    for (std::size_t i = 0; i < one["experiments"].size(); ++i) {
      SeededRepeats& repeats = experiments.emplace_back();
      repeats.values = one["experiments"][i].get<Values>();
      for (const ReadDocument& seed : one["seeds"][i]) repeats.seeds.push_back(std::to_string(seed.get<int>()));
    }
    const SeedBlocks blocks = block_seeds(experiments);
    EXPECT_EQ(blocks.members, one["members"].get<std::vector<std::size_t>>()) << name;
    expect_same(blocks.p, one["p"], 1e-9, name + " p");
    for (std::size_t i = 0; i < experiments.size(); ++i) {
      for (std::size_t j = 0; j < experiments[i].values.size(); ++j)
        expect_same(blocks.values[i][j], one["adjusted"][i][j], 1e-12, name);
    }
    std::vector<std::pair<model::Estimate, model::Estimate>> pairs;
    for (std::size_t i = 1; i < experiments.size(); ++i)
      pairs.emplace_back(estimate(blocks.values[0]), estimate(blocks.values[i]));
    judge(fit_noise(blocks.values), pairs, one["expected"], 0, 0.05, name);
  }
}

TEST(NoiseModel, KeepsTheNoiseOfRepeatsThatAreAllShiftedAlike) {
  // 0.01 from seed to seed everywhere: without the seeds nothing but rounding would be left, and no noise be known.
  std::vector<SeededRepeats> experiments;
  for (const double mean : {0.7, 0.8, 0.9, 0.5})
    experiments.push_back({.values = {mean - 0.01, mean, mean + 0.01}, .seeds = {"1", "2", "3"}});
  const SeedBlocks blocks = block_seeds(experiments);
  EXPECT_TRUE(blocks.members.empty());
  const model::Noise noise = fit_noise(blocks.values);
  const model::Difference change = compare_means(noise, estimate(blocks.values[0]), estimate(blocks.values[2]));
  // t of 4 · 2 degrees 2.306, standard error 0.01 · √(2/3).
  EXPECT_NEAR(change.low, 0.2 - 2.306 * 0.01 * std::sqrt(2.0 / 3), 1e-5);
}

TEST(NoiseModel, AsksForThreeExperimentsBeforeTheyLendTheirNoise) {
  const std::vector<Values> two{{0.90, 0.91, 0.92}, {0.80, 0.82, 0.81}, {0.95}};
  const model::Difference from_two = compare_means(fit_noise(two), estimate(two[0]), estimate(two[2]));
  EXPECT_NEAR(from_two.estimate, 0.04, 1e-12);
  EXPECT_TRUE(std::isnan(from_two.p));
  std::vector<Values> three = two;
  three.push_back({0.70, 0.71, 0.72});
  const model::Difference from_three = compare_means(fit_noise(three), estimate(three[0]), estimate(three[2]));
  EXPECT_TRUE(std::isfinite(from_three.p));
  EXPECT_TRUE(from_three.lent);
}

TEST(NoiseModel, OfFoldsIsWiderByNadeauAndBengiosFactor) {
  // 1/4 + 1/3 in place of 1/4: wider by the root of 7/3.
  const std::vector<Values> folds{{0.90, 0.91, 0.92, 0.93}, {0.80, 0.82, 0.81, 0.83}};
  const model::Noise noise = fit_noise(folds);
  const model::Difference plain = compare_means(noise, estimate(folds[0]), estimate(folds[1]));
  const model::Difference wider = compare_means(noise, estimate(folds[0], true), estimate(folds[1], true));
  EXPECT_NEAR(wider.standard_error / plain.standard_error, std::sqrt(7.0 / 3), 1e-12);
  const model::Estimate mean = estimate(folds[0]), wide_mean = estimate(folds[0], true);
  EXPECT_NEAR((wide_mean.high - wide_mean.low) / (mean.high - mean.low), std::sqrt(7.0 / 3), 1e-12);
}

}  // namespace
}  // namespace analysis
