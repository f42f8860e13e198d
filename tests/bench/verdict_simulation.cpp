// How often verdicts are wrong where the truth is known: 2,000 made-up logs, as a Markdown table.
//   cmake -S . -B build -DTRIALPRESS_BENCHMARKS=ON && ninja -C build simulate_verdicts && build/tests/simulate_verdicts
// A log is a baseline and twenty experiments against it: half of them without any effect, a quarter with one of half a
// deviation of the noise, a quarter with one of two deviations, half of these for the better. Noise is normal; in the
// second half of the logs each experiment has a deviation of its own, between a half and twice the common one. "Mixed":
// half of the experiments have one run, so that the pooled deviation stands in.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/comparison/verdicts.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/pooled_deviation.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace {

using model::Experiment;
using model::Verdict;

constexpr int kLogs = 2000, kExperiments = 20;
constexpr double kSmall = 0.5, kLarge = 2;

/// Normal numbers that are the same everywhere (std::normal_distribution is not).
class Noise {
 public:
  double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) / 9007199254740992.0; }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979323846 * uniform()); }

 private:
  std::mt19937_64 engine_{20260101};
};

struct Counts {
  int null_tested = 0, null_improved = 0, null_regressed = 0;
  int small = 0, small_found = 0, large = 0, large_found = 0, wrong_way = 0;
  int intervals = 0, covered = 0;
  int logs = 0;
  double false_share = 0;  // sum over logs of false findings / findings
};

struct Shape {
  const char* name;
  int repeats;  ///< 0: one run or five, in turn
};
constexpr Shape kShapes[] = {{"1", 1}, {"2", 2}, {"3", 3},   {"4", 4},    {"5", 5},
                             {"6", 6}, {"8", 8}, {"10", 10}, {"mixed", 0}};

double effect_of(int i) {
  if (i % 2 == 0) return 0;
  const double size = i % 4 == 1 ? kSmall : kLarge;
  return i % 8 < 4 ? size : -size;
}

Experiment make_experiment(Noise& noise, double truth, double deviation, int repeats) {
  std::vector<double> values;
  for (int i = 0; i < repeats; ++i) values.push_back(truth + deviation * noise.normal());
  Experiment one;
  one.status = model::ExperimentStatus::finished;
  one.metrics = {{.metric = 0, .at_best = analysis::estimate(values), .per_run = values}};
  return one;
}

void judge(const std::vector<Experiment>& experiments, Counts& counts) {
  int found = 0, false_findings = 0;
  for (int i = 0; i < kExperiments; ++i) {
    const model::Comparison& comparison = *experiments[static_cast<std::size_t>(i) + 1].versus_baseline;
    const double truth = effect_of(i);
    const bool improved = comparison.verdict == Verdict::improved, regressed = comparison.verdict == Verdict::regressed;
    found += improved || regressed;
    if (std::isfinite(comparison.objective.low)) {
      ++counts.intervals;
      counts.covered += comparison.objective.low <= truth && truth <= comparison.objective.high;
    }
    if (truth == 0) {
      ++counts.null_tested;
      counts.null_improved += improved;
      counts.null_regressed += regressed;
      false_findings += improved || regressed;
      continue;
    }
    const bool right = truth > 0 ? improved : regressed, wrong = truth > 0 ? regressed : improved;
    counts.wrong_way += wrong;
    false_findings += wrong;
    const bool small = std::fabs(truth) == kSmall;
    ++(small ? counts.small : counts.large);
    (small ? counts.small_found : counts.large_found) += right;
  }
  ++counts.logs;
  if (found > 0) counts.false_share += static_cast<double>(false_findings) / found;
}

Counts simulate(Noise& noise, const Shape& shape, int logs) {
  Counts counts;
  for (int log = 0; log < logs; ++log) {
    model::Project project;
    project.metrics = {{.name = "accuracy", .direction = model::Direction::maximize}};
    project.objective = 0;
    const bool own_noise = log % 2 == 1;
    std::vector<Experiment> experiments;
    for (int i = -1; i < kExperiments; ++i) {
      const double deviation = own_noise ? std::exp2(2 * noise.uniform() - 1) : 1;
      const int repeats = shape.repeats > 0 ? shape.repeats : (i % 2 == 0 ? 1 : 5);
      experiments.push_back(make_experiment(noise, i < 0 ? 0 : effect_of(i), deviation, repeats));
    }
    project.pooled = analysis::pool_metrics(project, experiments);
    const analysis::HardwareInventory hardware;
    for (std::size_t i = 1; i < experiments.size(); ++i) {
      experiments[i].versus_baseline = analysis::compare(project, experiments[0], 0, experiments[i], hardware);
    }
    analysis::decide_verdicts(project, experiments);
    judge(experiments, counts);
  }
  return counts;
}

double percent(double part, double whole) {
  return whole > 0 ? 100 * part / whole : std::nan("");
}

}  // namespace

int main() {
  Noise noise;
  std::puts(
      "| repeats | false improved | false regressed | false share of findings | power, small | power, large | wrong "
      "way | coverage of 95 % intervals |");
  std::puts("|---|---|---|---|---|---|---|---|");
  int logs = 0;
  for (const Shape& shape : kShapes) {
    const int share = kLogs / static_cast<int>(std::size(kShapes)) + (shape.repeats == 0 ? kLogs % 9 : 0);
    const Counts c = simulate(noise, shape, share);
    logs += c.logs;
    std::printf("| %s | %.2f %% | %.2f %% | %.2f %% | %.1f %% | %.1f %% | %.2f %% | %.1f %% |\n", shape.name,
                percent(c.null_improved, c.null_tested), percent(c.null_regressed, c.null_tested),
                percent(c.false_share, c.logs), percent(c.small_found, c.small), percent(c.large_found, c.large),
                percent(c.wrong_way, c.small + c.large), percent(c.covered, c.intervals));
  }
  std::printf("\n%d logs of %d experiments; level 5 %%.\n", logs, kExperiments);
}
