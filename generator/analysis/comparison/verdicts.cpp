#include "analysis/comparison/verdicts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/statistics/effect_chances.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "analysis/statistics/repeats_needed.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace analysis {
namespace {

using model::Verdict;
using model::VerdictReason;

struct Decision {
  Verdict verdict = Verdict::none;
  VerdictReason reason = VerdictReason::none;
};

/// One comparison of a family, with its two sides.
struct Change {
  const model::Experiment* before = nullptr;
  const model::Experiment* after = nullptr;
  model::Comparison* comparison = nullptr;
};

class Judge {
 public:
  explicit Judge(const model::Project& project) : project_(project) {}

  /// Decides what needs no test. True: nothing is left to decide.
  bool decide_untested(const Change& change) const {
    const Decision found = untestable(change);
    change.comparison->verdict = found.verdict;
    change.comparison->reason = found.reason;
    return found.verdict != Verdict::none || !has_direction();
  }

  /// One family of tests; those without a p are told why.
  void judge(std::span<const Change> changes) const {
    std::vector<double> p;
    std::vector<model::Difference> differences;
    for (const Change& change : changes) {
      p.push_back(change.comparison->objective.p);
      differences.push_back(change.comparison->objective);
    }
    const std::vector<double> adjusted = adjust_p_values(p);
    const std::vector<double> chances = effect_chances(differences, project_.smallest_effect);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      model::Comparison& comparison = *changes[i].comparison;
      comparison.p_adjusted = adjusted[i];
      comparison.chance = chances[i];
      const Decision decision = std::isnan(p[i]) ? not_tested(changes[i]) : graded(comparison);
      comparison.verdict = decision.verdict;
      comparison.reason = decision.reason;
    }
  }

  void plan(std::span<const Change> changes, double size) const {
    const auto count = [&](const auto& fits) {
      return static_cast<double>(std::count_if(changes.begin(), changes.end(), fits));
    };
    const double tests = count([](const Change& c) { return model::is_tested(c.comparison->verdict); });
    const double found = count([](const Change& c) { return model::is_clear(c.comparison->verdict); });
    for (const Change& change : changes) {
      const Verdict verdict = change.comparison->verdict;
      if (!model::is_tested(verdict) || model::is_clear(verdict) || verdict == Verdict::no_difference) continue;
      const std::optional<std::uint32_t> needed = repeats_needed(
          size, noise_of(*change.before), noise_of(*change.after), project_.significance * (found + 1) / tests);
      const model::Estimate *before = objective_of(*change.before), *after = objective_of(*change.after);
      const bool had = before && after && needed && std::min(before->n, after->n) >= *needed;
      if (!had) change.comparison->repeats_needed = needed;
    }
  }

 private:
  double noise_of(const model::Experiment& experiment) const {
    const model::Estimate* estimate = objective_of(experiment);
    if (estimate == nullptr || *project_.objective >= project_.noise.size()) return model::kMissing;
    return run_deviation(project_.noise[*project_.objective], *estimate);
  }

  bool has_direction() const {
    return project_.objective && project_.metrics[*project_.objective].direction != model::Direction::unknown;
  }

  const model::Estimate* objective_of(const model::Experiment& experiment) const {
    const model::MetricEstimate* metric = experiment.find(*project_.objective);
    return metric ? &metric->at_best : nullptr;
  }

  Decision untestable(const Change& change) const {
    if (change.after->status == model::ExperimentStatus::failed)
      return {Verdict::failed, VerdictReason::all_runs_failed};
    if (!has_direction()) return {};
    const model::Estimate* after = objective_of(*change.after);
    if (after && after->n == 0 && after->non_finite > 0) return {Verdict::failed, VerdictReason::diverged};
    if (!change.comparison->evaluation_changes.empty())
      return {Verdict::not_comparable, VerdictReason::evaluation_changed};
    if (!std::isfinite(change.comparison->objective.estimate))
      return {Verdict::not_comparable, VerdictReason::no_value};
    if (change.before->unfinished || change.after->unfinished)
      return {Verdict::not_comparable, VerdictReason::unfinished};
    return {};
  }

  Decision not_tested(const Change& change) const {
    const model::NoiseGap gap = *project_.objective < project_.noise.size() ? project_.noise[*project_.objective].gap
                                                                            : model::NoiseGap::no_repeats;
    switch (gap) {
      case model::NoiseGap::no_repeats:
        return {Verdict::not_tested, VerdictReason::no_repeats};
      case model::NoiseGap::all_equal:
        return {Verdict::not_tested, VerdictReason::no_spread};
      case model::NoiseGap::too_few:
        return {Verdict::not_tested, VerdictReason::too_few_repeats};
      case model::NoiseGap::none:
        break;
    }
    const model::Estimate* before = objective_of(*change.before);
    const model::Estimate* after = objective_of(*change.after);
    const bool single = (before && before->n == 1) || (after && after->n == 1);
    return {Verdict::not_tested, single ? VerdictReason::single_runs : VerdictReason::no_spread};
  }

  Decision graded(const model::Comparison& comparison) const {
    const Verdict verdict = grade(project_, comparison.objective, comparison.p_adjusted, comparison.chance);
    const VerdictReason reason = model::is_clear(verdict)            ? VerdictReason::clear
                                 : verdict == Verdict::no_difference ? VerdictReason::within_smallest
                                 : verdict == Verdict::too_close     ? VerdictReason::undecided
                                                                     : VerdictReason::likely;
    return {verdict, reason};
  }

  const model::Project& project_;
};

/// Comparisons of one kind that a test is to decide; the others are decided.
std::vector<Change> testable(const Judge& judge, std::span<model::Experiment> experiments,
                             std::optional<model::Comparison> model::Experiment::*which) {
  std::vector<Change> changes;
  for (model::Experiment& experiment : experiments) {
    std::optional<model::Comparison>& comparison = experiment.*which;
    if (!comparison) continue;
    const Change change{&experiments[comparison->other], &experiment, &*comparison};
    if (!judge.decide_untested(change)) changes.push_back(change);
  }
  return changes;
}

double worth_finding(const model::Project& project, std::span<const Change> changes) {
  if (project.smallest_effect > 0) return project.smallest_effect;
  std::vector<double> clear;
  for (const Change& change : changes) {
    if (model::is_clear(change.comparison->verdict)) clear.push_back(std::fabs(change.comparison->objective.estimate));
  }
  if (clear.empty()) return model::kMissing;
  std::sort(clear.begin(), clear.end());
  const std::size_t middle = clear.size() / 2;
  return clear.size() % 2 == 1 ? clear[middle] : (clear[middle - 1] + clear[middle]) / 2;
}

}  // namespace

Verdict grade(const model::Project& project, const model::Difference& difference, double p_adjusted, double chance) {
  if (std::isnan(p_adjusted)) return Verdict::not_tested;
  const bool minimize = project.metrics[*project.objective].direction == model::Direction::minimize;
  const bool better = (difference.estimate < 0) == minimize, any = difference.estimate != 0;
  const bool significant = p_adjusted <= project.significance;
  if (any && significant && chance >= kClearChance) return better ? Verdict::clearly_better : Verdict::clearly_worse;
  const double smallest = project.smallest_effect;
  if (smallest > 0 && -smallest < difference.low && difference.high < smallest) return Verdict::no_difference;
  if (any && (significant || chance >= kLikelyChance))
    return better ? Verdict::probably_better : Verdict::probably_worse;
  return Verdict::too_close;
}

void decide_verdicts(model::Project& project, std::span<model::Experiment> experiments) {
  const Judge judge(project);
  const std::vector<Change> changes = testable(judge, experiments, &model::Experiment::versus_parent);
  judge.judge(changes);
  project.worth_finding = worth_finding(project, changes);
  judge.plan(changes, project.worth_finding);
  testable(judge, experiments, &model::Experiment::versus_baseline);
  for (model::Experiment& experiment : experiments) {
    const std::optional<model::Comparison>& parent = experiment.versus_parent;
    std::optional<model::Comparison>& baseline = experiment.versus_baseline;
    if (parent && baseline && parent->other == baseline->other) baseline = parent;
    experiment.agreement = agreement_of(experiment);
  }
}

void decide_verdict(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                    model::Comparison& comparison) {
  const std::optional<model::Comparison>& of_log = after.versus_parent;
  if (of_log && of_log->other == comparison.other) {
    comparison = *of_log;
    return;
  }
  const Judge judge(project);
  const Change change{&before, &after, &comparison};
  if (judge.decide_untested(change)) return;
  judge.judge(std::span(&change, 1));
  judge.plan(std::span(&change, 1), project.worth_finding);
}

model::Agreement agreement_of(const model::Experiment& experiment) {
  if (!experiment.versus_parent || experiment.decision == model::Decision::open) return model::Agreement::none;
  const bool kept = experiment.decision == model::Decision::keep;
  const Verdict verdict = experiment.versus_parent->verdict;
  if (model::is_better(verdict)) return kept ? model::Agreement::agrees : model::Agreement::disagrees;
  if (model::is_worse(verdict) || verdict == Verdict::failed)
    return kept ? model::Agreement::disagrees : model::Agreement::agrees;
  if (verdict == Verdict::too_close) return kept ? model::Agreement::unproven : model::Agreement::agrees;
  if (verdict == Verdict::no_difference) return kept ? model::Agreement::none : model::Agreement::agrees;
  return model::Agreement::none;
}

}  // namespace analysis
