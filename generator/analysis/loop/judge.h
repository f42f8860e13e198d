#pragma once
/// One candidate against the champion of a loop: keep, measure again, or take back.

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/findings/run_noise.h"
#include "model/run.h"
#include "model/settings.h"

namespace analysis {

/// What the loop does next; the numbers are the exit codes that tell a script.
enum class JudgeAction : std::uint8_t { keep = 0, again = 10, leave = 11, revert = 20 };

enum class Judgement : std::uint8_t {
  failed,
  not_better,
  clearly_worse,
  clearly_better,
  close_after_one_run,  ///< better, but not clearly; there are more runs to come
  noise_unknown,        ///< better after one run, and nothing tells how much runs differ
  no_worse,             ///< better, not clearly, after all the runs asked for: counts in no list of findings
};

struct JudgeCase {
  std::span<const double> candidate, champion;  ///< finite values of the objective, one for each run
  model::RunNoise noise;
  model::Direction direction = model::Direction::minimize;
  bool failed = false;      ///< the candidate: its values do not count
  std::size_t runs = 2;     ///< of a candidate that is better, but not clearly
  bool only_clear = false;  ///< after these runs, leave what is not clearly better
};

struct JudgeResult {
  JudgeAction action = JudgeAction::revert;
  Judgement judgement = Judgement::failed;
  double difference = model::kMissing;      ///< of the means, above 0: the candidate is better
  double standard_error = model::kMissing;  ///< of it; NaN: the noise is not known
  double needed = model::kMissing;          ///< needed_difference (race.h); NaN likewise
};

/// In this order: failed, or not better than the champion: revert; clearly better: keep; fewer than `runs` runs:
/// again; else keep (only_clear: leave). Where no noise is known, nothing is clear. A noise of 0 with degrees is that
/// of an exact metric: any difference is clear. REQUIRES: a run on both sides, unless the candidate failed.
JudgeResult judge(const JudgeCase& one);

}  // namespace analysis
