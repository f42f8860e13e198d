#include "analysis/comparison/verdicts.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/repeats_needed.h"

namespace analysis {
namespace {

struct Decision {
  Verdict verdict = Verdict::none;
  VerdictReason reason = VerdictReason::none;
};

class Judge {
 public:
  explicit Judge(const Project& project) : project_(project) {}

  /// One family of tests.
  void judge(std::span<Experiment> experiments, std::optional<Comparison> Experiment::*which) const {
    std::vector<double> p(experiments.size(), model::kMissing);
    for (std::size_t i = 0; i < experiments.size(); ++i) {
      std::optional<Comparison>& comparison = experiments[i].*which;
      if (comparison) p[i] = p_to_adjust(experiments[comparison->other], experiments[i], *comparison);
    }
    const std::vector<double> adjusted = adjust_p_values(p);
    std::size_t tests = 0, found = 0;
    for (std::size_t i = 0; i < experiments.size(); ++i) {
      if (std::isnan(adjusted[i])) continue;
      decide(adjusted[i], *(experiments[i].*which));
      ++tests;
      found += adjusted[i] <= project_.significance;
    }
    // The p that one finding more among as many tests would need.
    const double level = project_.significance * static_cast<double>(found + 1) / static_cast<double>(tests);
    for (Experiment& experiment : experiments) {
      std::optional<Comparison>& comparison = experiment.*which;
      if (comparison) plan(experiments[comparison->other], experiment, level, *comparison);
    }
  }

  void plan(const Experiment& before, const Experiment& after, double level, Comparison& comparison) const {
    if (comparison.reason != VerdictReason::not_significant) return;
    const double one = noise_of(before), other = noise_of(after);
    comparison.repeats_needed = repeats_needed(comparison.objective.estimate, one, other, level);
  }

  /// Decides what needs no test. The p of a comparison that does; NaN: decided, or nothing to decide.
  double p_to_adjust(const Experiment& before, const Experiment& after, Comparison& comparison) const {
    const Decision found = untestable(before, after, comparison);
    comparison.verdict = found.verdict;
    comparison.reason = found.reason;
    return found.verdict == Verdict::none && has_direction() ? comparison.objective.p : model::kMissing;
  }

  void decide(double p_adjusted, Comparison& comparison) const {
    comparison.p_adjusted = p_adjusted;
    const Decision tested = test(comparison);
    comparison.verdict = tested.verdict;
    comparison.reason = tested.reason;
  }

 private:
  /// Deviation of the objective: of its repeats, else the pooled one.
  double noise_of(const Experiment& experiment) const {
    const model::Estimate* estimate = objective_of(experiment);
    if (estimate && estimate->n >= 2) return estimate->sd;
    return *project_.objective < project_.pooled.size() ? project_.pooled[*project_.objective].sd : model::kMissing;
  }

  bool has_direction() const {
    return project_.objective && project_.metrics[*project_.objective].direction != model::Direction::unknown;
  }

  const model::Estimate* objective_of(const Experiment& experiment) const {
    const MetricEstimate* metric = experiment.find(*project_.objective);
    return metric ? &metric->at_best : nullptr;
  }

  /// A verdict that needs no test; none: test it.
  Decision untestable(const Experiment& old_one, const Experiment& new_one, const Comparison& comparison) const {
    if (new_one.status == ExperimentStatus::failed) return {Verdict::failed, VerdictReason::all_runs_failed};
    if (!has_direction()) return {};
    const model::Estimate* after = objective_of(new_one);
    if (after && after->n == 0 && after->non_finite > 0) return {Verdict::failed, VerdictReason::diverged};
    if (!comparison.evaluation_changes.empty()) return {Verdict::not_comparable, VerdictReason::evaluation_changed};
    if (!std::isfinite(comparison.objective.estimate)) return {Verdict::not_comparable, VerdictReason::no_value};
    if (!std::isnan(comparison.objective.p)) return {};
    const model::Estimate* before = objective_of(old_one);
    const bool repeated = before && after && before->n >= 2 && after->n >= 2;
    return {Verdict::not_enough_repeats, repeated ? VerdictReason::no_spread : VerdictReason::too_few_repeats};
  }

  Decision test(const Comparison& comparison) const {
    const double estimate = comparison.objective.estimate;
    if (!(comparison.p_adjusted <= project_.significance) || estimate == 0)
      return {Verdict::within_noise, VerdictReason::not_significant};
    if (std::fabs(estimate) < project_.smallest_effect)
      return {Verdict::within_noise, VerdictReason::below_smallest_effect};
    const bool minimize = project_.metrics[*project_.objective].direction == model::Direction::minimize;
    return {(estimate < 0) == minimize ? Verdict::improved : Verdict::regressed, VerdictReason::significant};
  }

  const Project& project_;
};

}  // namespace

void decide_verdicts(const Project& project, std::span<Experiment> experiments) {
  const Judge judge(project);
  judge.judge(experiments, &Experiment::versus_parent);
  judge.judge(experiments, &Experiment::versus_baseline);
  for (Experiment& experiment : experiments) {
    const std::optional<Comparison>& parent = experiment.versus_parent;
    std::optional<Comparison>& baseline = experiment.versus_baseline;
    if (parent && baseline && parent->other == baseline->other) {
      baseline->p_adjusted = parent->p_adjusted;
      baseline->verdict = parent->verdict;
      baseline->reason = parent->reason;
      baseline->repeats_needed = parent->repeats_needed;
    }
    experiment.agreement = agreement_of(experiment);
  }
}

void decide_verdict(const Project& project, const Experiment& before, const Experiment& after, Comparison& comparison) {
  const Judge judge(project);
  const double p = judge.p_to_adjust(before, after, comparison);
  if (std::isnan(p)) return;
  judge.decide(p, comparison);
  judge.plan(before, after, project.significance, comparison);
}

Agreement agreement_of(const Experiment& experiment) {
  if (!experiment.versus_parent || experiment.decision == model::Decision::open) return Agreement::none;
  const bool kept = experiment.decision == model::Decision::keep;
  switch (experiment.versus_parent->verdict) {
    case Verdict::improved:
      return kept ? Agreement::agrees : Agreement::disagrees;
    case Verdict::regressed:
    case Verdict::failed:
      return kept ? Agreement::disagrees : Agreement::agrees;
    case Verdict::within_noise:
      return kept ? Agreement::unproven : Agreement::agrees;
    case Verdict::not_enough_repeats:
      return Agreement::unproven;
    case Verdict::not_comparable:
    case Verdict::none:
      break;
  }
  return Agreement::none;
}

}  // namespace analysis
