#include "analysis/metrics/examples.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "support/all_findings.h"

namespace analysis {
namespace {

TEST(InferExamples, FindsWhatAllValuesAreMultiplesOf) {
  std::vector<double> of_500, of_50000, of_any;
  std::uint32_t drawn = 1;
  for (int i = 0; i < 60; ++i) {
    drawn = drawn * 1664525u + 1013904223u;
    of_500.push_back((250 + drawn % 241) / 500.0);
    // As written with five decimals: 45,028 of 50,000 are 0.90056.
    of_50000.push_back(std::round((30001 + drawn % 19000) / 50000.0 * 1e5) / 1e5);
    of_any.push_back(std::round((0.5 + drawn / 4294967296.0 / 2) * 1e5) / 1e5);
  }
  EXPECT_EQ(infer_examples(of_500), 500u);
  EXPECT_EQ(infer_examples(of_50000), 50000u);
  EXPECT_EQ(infer_examples(of_any), std::nullopt);
  // Three decimals of eight values fit too many numbers.
  EXPECT_EQ(infer_examples(std::span(of_500).first(8)), std::nullopt);
  // 0.47, 0.52, …: any number of examples from 100 on may have been rounded so.
  EXPECT_EQ(infer_examples(std::vector<double>{0.47, 0.52, 0.61, 0.33, 0.12}), std::nullopt);
  EXPECT_EQ(infer_examples(std::vector<double>{0.5, 0.25}), std::nullopt);
}

TEST(InferExamples, ValuesAtEvenDistancesAreNoCounts) {
  // Steps of 0.001 from three starts: 2,990 fits them all to half a unit of the fourth decimal.
  const std::vector<double> steps{0.7699, 0.7709, 0.7739, 0.8,    0.801,  0.802,  0.803,  0.804, 0.8301, 0.8311,
                                  0.8321, 0.8331, 0.8341, 0.8699, 0.8709, 0.8729, 0.8739, 0.901, 0.902,  0.903};
  EXPECT_EQ(infer_examples(steps), std::nullopt);
}

TEST(InferExamples, TakesSharesThatWereComputedInThirtyTwoBits) {
  std::vector<double> shares;
  for (const int count : {274, 273, 272, 267, 250, 300, 288}) shares.push_back(static_cast<float>(count) / 1172.0F);
  EXPECT_EQ(infer_examples(shares), 1172u);
}

TEST(ErrorOfExamples, IsThatOfTwoCounts) {
  // 1.96·√(2·0.9·0.1/50,000) = 0.003719.
  EXPECT_NEAR(error_of_examples(0.9, 0.9, 50000), 0.0037188, 1e-6);
}

struct Log {
  model::Project project;
  std::vector<model::Experiment> experiments;
};

/// An experiment for each value, measured by `metric`.
Log log_of(const char* metric, model::ValueKind kind, const std::vector<double>& values) {
  Log log;
  log.project.metrics = {{.name = metric, .direction = model::Direction::maximize, .kind = kind}};
  log.project.objective = 0;
  for (const double value : values) {
    log.experiments.emplace_back();
    log.experiments.back().status = model::ExperimentStatus::finished;
    log.experiments.back().metrics = {
        {.metric = 0, .at_best = {.mean = value, .n = 1}, .last = {.mean = value, .n = 1}, .per_run = {value}}};
  }
  return log;
}

const std::vector<double> kOf320{288 / 320.0, 286 / 320.0, 279 / 320.0, 271 / 320.0, 257 / 320.0,
                                 255 / 320.0, 213 / 320.0, 205 / 320.0, 201 / 320.0, 199 / 320.0};

TEST(FindExamples, SaysHowFarAsManyOthersWouldMoveTheBest) {
  const Log log = log_of("val_accuracy", model::ValueKind::fraction, kOf320);
  const std::optional<model::Examples> found = find_examples(log.project, log.experiments, std::nullopt);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->count, 320u);
  EXPECT_FALSE(found->set);
  EXPECT_NEAR(found->error, 1.959964 * 0.0167705, 1e-7);  // √(0.9·0.1/320)
}

TEST(FindExamples, TheSettingGoesBeforeWhatIsInferred) {
  std::vector<double> percentages;
  for (const double share : kOf320) percentages.push_back(share * 100);
  const Log log = log_of("val_accuracy", model::ValueKind::percent, percentages);
  const std::optional<model::Examples> found = find_examples(log.project, log.experiments, 10000);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->count, 10000u);
  EXPECT_TRUE(found->set);
  EXPECT_NEAR(found->error, 1.959964 * 0.3, 1e-6);  // 100·√(0.09/10,000) points
}

TEST(FindExamples, ScoresThatCountNoExamplesHaveNone) {
  const Log f1 = log_of("val_f1", model::ValueKind::plain, kOf320);
  EXPECT_FALSE(find_examples(f1.project, f1.experiments, 320));
  const Log loss = log_of("val_loss", model::ValueKind::plain, kOf320);
  EXPECT_FALSE(find_examples(loss.project, loss.experiments, 320));
}

}  // namespace
}  // namespace analysis
