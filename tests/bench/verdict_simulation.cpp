// How often verdicts are wrong where the truth is known: made-up logs, as a Markdown table.
//   cmake -S . -B build -DTRIALPRESS_BENCHMARKS=ON && ninja -C build simulate_verdicts && build/tests/simulate_verdicts
//   [LOGS]
// A log is a baseline and changes against earlier experiments (chain: a random one, whose runs they share; star: the
// baseline). Of 20 changes 8 do nothing, and 3 each make a difference of 0.5, 1, 2 and 3 deviations of one run, up or
// down at random. Noise, of deviation 1 unless said: homo, normal; hetero, 2^U(−1, 1) for each experiment; t3,
// Student's with 3 degrees; ceiling, accuracies about 0.93 over 500 examples; worse noisier, the deviation grows as the
// mean falls; one wild, two experiments with 6; skew, a tenth of the runs fall by 4. Columns: of changes that do
// nothing, how many are called clearly better or worse; of what is called clear, how much is wrong (mean over logs);
// how many differences of each size are called clear, the right way; how many comparisons are called probable, and how
// many of these go the right way; how many 95 % intervals hold the truth. Then how often a stated chance comes true.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison/verdicts.h"
#include "analysis/statistics/effect_chances.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace {

using model::Verdict;

enum class Kind { homo, hetero, t3, ceiling, worse_noisier, one_wild, skew };
enum class Repeats { fixed, mixed, one_to_ten, few_repeated };

struct Scenario {
  const char* name;
  Kind kind = Kind::homo;
  Repeats shape = Repeats::fixed;
  int repeats = 3;
  bool star = false;
  std::vector<double> sizes = {0, 0, 0, 0, 0, 0, 0, 0, .5, .5, .5, 1, 1, 1, 2, 2, 2, 3, 3, 3};
};

std::vector<double> sizes_of(int changes, int real) {
  std::vector<double> sizes(static_cast<std::size_t>(changes), 0);
  const std::array<double, 4> all{.5, 1, 2, 3};
  for (int i = 0; i < real; ++i) sizes[static_cast<std::size_t>(i)] = all[static_cast<std::size_t>(i) % all.size()];
  return sizes;
}

/// Numbers that are the same everywhere (std::normal_distribution is not).
class Random {
 public:
  double uniform() { return (static_cast<double>(engine_() >> 11) + 0.5) / 9007199254740992.0; }
  double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979323846 * uniform()); }
  /// Student's t of 3 degrees, with deviation 1.
  double t3() {
    const double z = normal();
    double squares = 0;
    for (int i = 0; i < 3; ++i) {
      const double one = normal();
      squares += one * one;
    }
    return z / std::sqrt(squares / 3) / std::sqrt(3.0);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }

 private:
  std::mt19937_64 engine_{20261201};
};

struct Log {
  std::vector<std::vector<double>> values;  // by experiment
  std::vector<double> truth;                // of the means
  std::vector<std::size_t> parent;          // of experiments from 1 on
  std::vector<double> size;                 // of the change, as said
};

int repeats_of(const Scenario& scenario, std::size_t experiment, Random& random) {
  switch (scenario.shape) {
    case Repeats::fixed:
      return scenario.repeats;
    case Repeats::mixed:
      return experiment % 2 == 0 ? 3 : 1;
    case Repeats::one_to_ten:
      return 1 + static_cast<int>(random.below(10));
    case Repeats::few_repeated:
      return experiment < 4 ? 3 : 1;
  }
  return 1;
}

double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

constexpr double kLatent = 0.01 / (0.9 * 0.1), kBase = 2.5867;  // ln(0.93 / 0.07)

/// The mean of an accuracy whose latent value is normal, by the midpoint rule.
double mean_accuracy(double mean) {
  double sum = 0, weights = 0;
  for (int i = -400; i <= 400; ++i) {
    const double z = i / 50.0, weight = std::exp(-z * z / 2);
    sum += weight * logistic(kBase + kLatent * (mean + z));
    weights += weight;
  }
  return sum / weights;
}

Log make_log(const Scenario& scenario, Random& random) {
  Log log;
  std::vector<double> sizes = scenario.sizes;
  for (std::size_t i = sizes.size(); i > 1; --i) std::swap(sizes[i - 1], sizes[random.below(i)]);
  const std::size_t experiments = sizes.size() + 1;
  std::vector<double> mean(experiments, 0), deviation(experiments, 1);
  log.parent.assign(experiments, 0);
  log.size.assign(experiments, 0);
  for (std::size_t i = 1; i < experiments; ++i) {
    if (!scenario.star && i > 1) log.parent[i] = random.below(i);
    log.size[i] = sizes[i - 1];
    mean[i] = mean[log.parent[i]] + (random.uniform() < .5 ? -1 : 1) * sizes[i - 1];
  }
  for (std::size_t i = 0; i < experiments; ++i) {
    if (scenario.kind == Kind::hetero) deviation[i] = std::exp2(2 * random.uniform() - 1);
    if (scenario.kind == Kind::worse_noisier) deviation[i] = mean[i] < 0 ? 1 - .5 * mean[i] : 1 / (1 + .25 * mean[i]);
  }
  if (scenario.kind == Kind::one_wild) {
    deviation[1 + random.below(experiments - 1)] = 6;
    deviation[1 + random.below(experiments - 1)] = 6;
  }
  log.truth = mean;
  for (std::size_t i = 0; i < experiments; ++i) {
    const int repeats = repeats_of(scenario, i, random);
    std::vector<double>& values = log.values.emplace_back();
    for (int run = 0; run < repeats; ++run) {
      double z = scenario.kind == Kind::t3 ? random.t3() : random.normal();
      if (scenario.kind == Kind::skew && random.uniform() < .1) z -= 4;
      if (scenario.kind == Kind::ceiling) {
        values.push_back(std::round(500 * logistic(kBase + kLatent * (mean[i] + z))) / 500);
      } else {
        values.push_back(mean[i] + deviation[i] * z);
      }
    }
    if (scenario.kind == Kind::skew) log.truth[i] = mean[i] - .4 * deviation[i];
    if (scenario.kind == Kind::ceiling) log.truth[i] = mean_accuracy(mean[i]);
  }
  return log;
}

struct Count {
  double all = 0, hits = 0;
  void add(bool hit) {
    ++all;
    hits += hit;
  }
  double percent() const { return all > 0 ? 100 * hits / all : std::nan(""); }
};

constexpr std::array<double, 6> kChanceEnds{.6, .7, .8, .9, .96, 1.01};

struct Counts {
  Count nothing, probable, probably_right, covered;
  std::array<Count, 4> power;
  std::array<Count, kChanceEnds.size() - 1> chances;
  double false_share = 0, logs = 0;
};

std::size_t place_of(double size) {
  return size == .5 ? 0 : size == 1 ? 1 : size == 2 ? 2 : 3;
}

void judge(const Log& log, Counts& counts) {
  model::Project project;
  project.metrics = {{.name = "score", .direction = model::Direction::maximize}};
  project.objective = 0;
  const model::Noise noise = analysis::fit_noise(log.values);
  std::vector<model::Difference> differences;
  std::vector<double> p;
  for (std::size_t i = 1; i < log.values.size(); ++i) {
    differences.push_back(analysis::compare_means(noise, analysis::estimate(log.values[log.parent[i]]),
                                                  analysis::estimate(log.values[i])));
    p.push_back(differences.back().p);
  }
  const std::vector<double> q = analysis::adjust_p_values(p), chances = analysis::effect_chances(differences);
  double found = 0, wrong = 0;
  for (std::size_t i = 1; i < log.values.size(); ++i) {
    const model::Difference& difference = differences[i - 1];
    const Verdict verdict = analysis::grade(project, difference, q[i - 1], chances[i - 1]);
    const double truth = log.truth[i] - log.truth[log.parent[i]];
    const bool nothing = log.size[i] == 0;
    const bool right_way = !nothing && (difference.estimate > 0) == (truth > 0);
    if (nothing) counts.nothing.add(model::is_clear(verdict));
    if (!nothing) counts.power[place_of(log.size[i])].add(model::is_clear(verdict) && right_way);
    if (model::is_clear(verdict)) {
      ++found;
      wrong += !right_way;
    }
    if (std::isnan(p[i - 1])) continue;
    const bool probable = !model::is_clear(verdict) && (model::is_better(verdict) || model::is_worse(verdict));
    counts.probable.add(probable);
    if (probable) counts.probably_right.add(right_way);
    counts.covered.add(difference.low <= truth && truth <= difference.high);
    for (std::size_t bin = 0; bin + 1 < kChanceEnds.size(); ++bin) {
      if (chances[i - 1] >= kChanceEnds[bin] && chances[i - 1] < kChanceEnds[bin + 1])
        counts.chances[bin].add(right_way);
    }
  }
  ++counts.logs;
  if (found > 0) counts.false_share += wrong / found;
}

std::vector<Scenario> scenarios() {
  const std::vector<double> five = sizes_of(5, 3);
  return {{.name = "2, homo", .repeats = 2},
          {.name = "3, homo"},
          {.name = "3, homo, star", .star = true},
          {.name = "5, homo", .repeats = 5},
          {.name = "10, homo", .repeats = 10},
          {.name = "2, hetero", .kind = Kind::hetero, .repeats = 2},
          {.name = "3, hetero", .kind = Kind::hetero},
          {.name = "5, hetero", .kind = Kind::hetero, .repeats = 5},
          {.name = "10, hetero", .kind = Kind::hetero, .repeats = 10},
          {.name = "3, t3", .kind = Kind::t3},
          {.name = "3, ceiling", .kind = Kind::ceiling},
          {.name = "3, worse noisier", .kind = Kind::worse_noisier},
          {.name = "2, one wild", .kind = Kind::one_wild, .repeats = 2},
          {.name = "3, one wild", .kind = Kind::one_wild},
          {.name = "3, skew", .kind = Kind::skew},
          {.name = "3 and 1 in turn, homo", .shape = Repeats::mixed},
          {.name = "3 and 1 in turn, hetero", .kind = Kind::hetero, .shape = Repeats::mixed},
          {.name = "four with 3, rest 1, homo", .shape = Repeats::few_repeated},
          {.name = "four with 3, rest 1, hetero", .kind = Kind::hetero, .shape = Repeats::few_repeated},
          {.name = "1 to 10, homo", .shape = Repeats::one_to_ten},
          {.name = "1 to 10, hetero", .kind = Kind::hetero, .shape = Repeats::one_to_ten},
          {.name = "3, homo, nothing real", .sizes = sizes_of(20, 0)},
          {.name = "3, hetero, nothing real", .kind = Kind::hetero, .sizes = sizes_of(20, 0)},
          {.name = "3, hetero, 4 of 20 real", .kind = Kind::hetero, .sizes = sizes_of(20, 4)},
          {.name = "3, homo, 16 of 20 real", .sizes = sizes_of(20, 16)},
          {.name = "3, homo, 5 changes, 3 real", .sizes = five},
          {.name = "3, hetero, 5 changes, 3 real", .kind = Kind::hetero, .sizes = five},
          {.name = "1, homo", .repeats = 1}};
}

}  // namespace

int main(int count, char** arguments) {
  const int logs = count > 1 ? std::atoi(arguments[1]) : 2000;
  std::puts(
      "| repeats, noise | false clear | false share | 0.5 sd | 1 sd | 2 sd | 3 sd | probable | of these right | "
      "coverage | "
      "true at .6–.7 | .7–.8 | .8–.9 | .9–.96 | .96– |");
  std::puts("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
  for (const Scenario& scenario : scenarios()) {
    Random random;
    Counts counts;
    for (int log = 0; log < logs; ++log) judge(make_log(scenario, random), counts);
    std::printf("| %s | %.1f | %.1f |", scenario.name, counts.nothing.percent(),
                100 * counts.false_share / counts.logs);
    for (const Count& power : counts.power) std::printf(" %.0f |", power.percent());
    std::printf(" %.0f | %.0f | %.1f |", counts.probable.percent(), counts.probably_right.percent(),
                counts.covered.percent());
    for (const Count& chance : counts.chances) std::printf(" %.0f |", chance.percent());
    std::puts("");
  }
  std::printf("\n%d logs each, in per cent; level 5 %%.\n", logs);
}
