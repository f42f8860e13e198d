#include "analysis/loop/judge.h"

#include <cmath>

#include "analysis/loop/race.h"

namespace analysis {
namespace {

double mean_of_runs(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

JudgeResult judge(const JudgeCase& one) {
  JudgeResult result;
  if (one.failed) return result;
  const double sign = one.direction == model::Direction::maximize ? 1 : -1;
  result.difference = sign * (mean_of_runs(one.candidate) - mean_of_runs(one.champion));
  const bool known = one.noise.degrees_of_freedom > 0 && std::isfinite(one.noise.sd);
  if (known) {
    const auto n = static_cast<double>(one.candidate.size()), m = static_cast<double>(one.champion.size());
    result.standard_error = one.noise.sd * std::sqrt(1 / n + 1 / m);
    result.needed = needed_difference(one.noise, one.candidate.size(), one.champion.size());
  }
  if (!(result.difference > 0)) {
    const bool clear = known && result.difference < 0 && -result.difference >= result.needed;
    result.judgement = clear ? Judgement::clearly_worse : Judgement::not_better;
  } else if (known && result.difference >= result.needed) {
    result.action = JudgeAction::keep;
    result.judgement = Judgement::clearly_better;
  } else if (one.candidate.size() < one.runs) {
    result.action = JudgeAction::again;
    const bool first = one.candidate.size() == 1;
    result.judgement = !known && first ? Judgement::noise_unknown : Judgement::close_after_one_run;
  } else {
    result.action = one.only_clear ? JudgeAction::leave : JudgeAction::keep;
    result.judgement = Judgement::no_worse;
  }
  return result;
}

}  // namespace analysis
