#include "analysis/verdicts.h"

#include <cmath>
#include <optional>
#include <vector>

#include "analysis/multiple_tests.h"

namespace analysis {
namespace {

struct Decision {
  Verdict verdict = Verdict::none;
  VerdictReason reason = VerdictReason::none;
};

class Judge {
 public:
  Judge(const Project& project, std::span<Experiment> experiments) : project_(project), experiments_(experiments) {}

  void judge(std::optional<Comparison> Experiment::*which) {
    std::vector<double> p(experiments_.size(), model::kMissing);
    for (std::size_t i = 0; i < experiments_.size(); ++i) {
      std::optional<Comparison>& comparison = experiments_[i].*which;
      if (!comparison) continue;
      const Decision before_test = untestable(experiments_[i], *comparison);
      comparison->verdict = before_test.verdict;
      comparison->reason = before_test.reason;
      if (before_test.verdict == Verdict::none && has_direction()) p[i] = comparison->objective.p;
    }
    const std::vector<double> adjusted = adjust_p_values(p);
    for (std::size_t i = 0; i < experiments_.size(); ++i) {
      std::optional<Comparison>& comparison = experiments_[i].*which;
      if (!comparison || std::isnan(adjusted[i])) continue;
      comparison->p_adjusted = adjusted[i];
      const Decision tested = test(*comparison);
      comparison->verdict = tested.verdict;
      comparison->reason = tested.reason;
    }
  }

 private:
  bool has_direction() const {
    return project_.objective && project_.metrics[*project_.objective].direction != model::Direction::unknown;
  }

  const model::Estimate* objective_of(const Experiment& experiment) const {
    const MetricEstimate* metric = experiment.find(*project_.objective);
    return metric ? &metric->at_best : nullptr;
  }

  /// A verdict that needs no test; none: test it.
  Decision untestable(const Experiment& experiment, const Comparison& comparison) const {
    if (experiment.status == ExperimentStatus::failed) return {Verdict::failed, VerdictReason::all_runs_failed};
    if (!has_direction()) return {};
    const model::Estimate* after = objective_of(experiment);
    if (after && after->n == 0 && after->non_finite > 0) return {Verdict::failed, VerdictReason::diverged};
    if (!comparison.evaluation_changes.empty()) return {Verdict::not_comparable, VerdictReason::evaluation_changed};
    if (!std::isfinite(comparison.objective.estimate)) return {Verdict::not_comparable, VerdictReason::no_value};
    if (!std::isnan(comparison.objective.p)) return {};
    const model::Estimate* before = objective_of(experiments_[comparison.other]);
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
  std::span<Experiment> experiments_;
};

}  // namespace

void decide_verdicts(const Project& project, std::span<Experiment> experiments) {
  Judge judge(project, experiments);
  judge.judge(&Experiment::versus_parent);
  judge.judge(&Experiment::versus_baseline);
  for (Experiment& experiment : experiments) experiment.agreement = agreement_of(experiment);
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
