#include "analysis/comparison/verdicts.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/repeats_needed.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"

namespace analysis {
namespace {

struct Decision {
  model::Verdict verdict = model::Verdict::none;
  model::VerdictReason reason = model::VerdictReason::none;
};

class Judge {
 public:
  explicit Judge(const model::Project& project) : project_(project) {}

  /// One family of tests.
  void judge(std::span<model::Experiment> experiments,
             std::optional<model::Comparison> model::Experiment::*which) const {
    std::vector<double> p(experiments.size(), model::kMissing);
    for (std::size_t i = 0; i < experiments.size(); ++i) {
      std::optional<model::Comparison>& comparison = experiments[i].*which;
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
    for (model::Experiment& experiment : experiments) {
      std::optional<model::Comparison>& comparison = experiment.*which;
      if (comparison) plan(experiments[comparison->other], experiment, level, *comparison);
    }
  }

  void plan(const model::Experiment& before, const model::Experiment& after, double level,
            model::Comparison& comparison) const {
    if (comparison.reason != model::VerdictReason::not_significant) return;
    const double one = noise_of(before), other = noise_of(after);
    comparison.repeats_needed = repeats_needed(comparison.objective.estimate, one, other, level);
  }

  /// Decides what needs no test. The p of a comparison that does; NaN: decided, or nothing to decide.
  double p_to_adjust(const model::Experiment& before, const model::Experiment& after,
                     model::Comparison& comparison) const {
    const Decision found = untestable(before, after, comparison);
    comparison.verdict = found.verdict;
    comparison.reason = found.reason;
    return found.verdict == model::Verdict::none && has_direction() ? comparison.objective.p : model::kMissing;
  }

  void decide(double p_adjusted, model::Comparison& comparison) const {
    comparison.p_adjusted = p_adjusted;
    const Decision tested = test(comparison);
    comparison.verdict = tested.verdict;
    comparison.reason = tested.reason;
  }

 private:
  /// Deviation of the objective: of its repeats, else the pooled one.
  double noise_of(const model::Experiment& experiment) const {
    const model::Estimate* estimate = objective_of(experiment);
    if (estimate && estimate->n >= 2) return estimate->sd;
    return *project_.objective < project_.pooled.size() ? project_.pooled[*project_.objective].sd : model::kMissing;
  }

  bool has_direction() const {
    return project_.objective && project_.metrics[*project_.objective].direction != model::Direction::unknown;
  }

  const model::Estimate* objective_of(const model::Experiment& experiment) const {
    const model::MetricEstimate* metric = experiment.find(*project_.objective);
    return metric ? &metric->at_best : nullptr;
  }

  /// A verdict that needs no test; none: test it.
  Decision untestable(const model::Experiment& old_one, const model::Experiment& new_one,
                      const model::Comparison& comparison) const {
    if (new_one.status == model::ExperimentStatus::failed)
      return {model::Verdict::failed, model::VerdictReason::all_runs_failed};
    if (!has_direction()) return {};
    const model::Estimate* after = objective_of(new_one);
    if (after && after->n == 0 && after->non_finite > 0)
      return {model::Verdict::failed, model::VerdictReason::diverged};
    if (!comparison.evaluation_changes.empty())
      return {model::Verdict::not_comparable, model::VerdictReason::evaluation_changed};
    if (!std::isfinite(comparison.objective.estimate))
      return {model::Verdict::not_comparable, model::VerdictReason::no_value};
    if (!std::isnan(comparison.objective.p)) return {};
    const model::Estimate* before = objective_of(old_one);
    const bool repeated = before && after && before->n >= 2 && after->n >= 2;
    return {model::Verdict::not_enough_repeats,
            repeated ? model::VerdictReason::no_spread : model::VerdictReason::too_few_repeats};
  }

  Decision test(const model::Comparison& comparison) const {
    const double estimate = comparison.objective.estimate;
    if (!(comparison.p_adjusted <= project_.significance) || estimate == 0)
      return {model::Verdict::within_noise, model::VerdictReason::not_significant};
    if (std::fabs(estimate) < project_.smallest_effect)
      return {model::Verdict::within_noise, model::VerdictReason::below_smallest_effect};
    const bool minimize = project_.metrics[*project_.objective].direction == model::Direction::minimize;
    return {(estimate < 0) == minimize ? model::Verdict::improved : model::Verdict::regressed,
            model::VerdictReason::significant};
  }

  const model::Project& project_;
};

}  // namespace

void decide_verdicts(const model::Project& project, std::span<model::Experiment> experiments) {
  const Judge judge(project);
  judge.judge(experiments, &model::Experiment::versus_parent);
  judge.judge(experiments, &model::Experiment::versus_baseline);
  for (model::Experiment& experiment : experiments) {
    const std::optional<model::Comparison>& parent = experiment.versus_parent;
    std::optional<model::Comparison>& baseline = experiment.versus_baseline;
    if (parent && baseline && parent->other == baseline->other) {
      baseline->p_adjusted = parent->p_adjusted;
      baseline->verdict = parent->verdict;
      baseline->reason = parent->reason;
      baseline->repeats_needed = parent->repeats_needed;
    }
    experiment.agreement = agreement_of(experiment);
  }
}

void decide_verdict(const model::Project& project, const model::Experiment& before, const model::Experiment& after,
                    model::Comparison& comparison) {
  const Judge judge(project);
  const double p = judge.p_to_adjust(before, after, comparison);
  if (std::isnan(p)) return;
  judge.decide(p, comparison);
  judge.plan(before, after, project.significance, comparison);
}

model::Agreement agreement_of(const model::Experiment& experiment) {
  if (!experiment.versus_parent || experiment.decision == model::Decision::open) return model::Agreement::none;
  const bool kept = experiment.decision == model::Decision::keep;
  switch (experiment.versus_parent->verdict) {
    case model::Verdict::improved:
      return kept ? model::Agreement::agrees : model::Agreement::disagrees;
    case model::Verdict::regressed:
    case model::Verdict::failed:
      return kept ? model::Agreement::disagrees : model::Agreement::agrees;
    case model::Verdict::within_noise:
      return kept ? model::Agreement::unproven : model::Agreement::agrees;
    case model::Verdict::not_enough_repeats:
      return model::Agreement::unproven;
    case model::Verdict::not_comparable:
    case model::Verdict::none:
      break;
  }
  return model::Agreement::none;
}

}  // namespace analysis
