#include "words/counted_runs.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::NotCounted;

constexpr std::size_t kMostRunsNamed = 6;

std::string unit_of(model::CurveAxis axis, double count) {
  const bool one = count == 1;
  switch (axis) {
    case model::CurveAxis::epoch:
      return one ? "epoch" : "epochs";
    case model::CurveAxis::step:
      return one ? "step" : "steps";
    case model::CurveAxis::row:
      break;
  }
  return one ? "row" : "rows";
}

std::string length_text(double length) {
  const double shown = std::fabs(length - std::round(length)) < 0.05 ? std::round(length) : length;
  return format_value(shown, model::ValueKind::plain);
}

std::string name_of_run(std::span<const model::RunDigest> runs, model::Index run) {
  return base::make_visible(runs[run].name.empty() ? runs[run].id : runs[run].name);
}

}  // namespace

std::string not_counted_text(std::span<const model::RunDigest> runs, const model::RunCount& count) {
  switch (count.why) {
    case NotCounted::counts:
      break;
    case NotCounted::failed:
      return "failed";
    case NotCounted::running:
      if (!std::isfinite(count.reached)) return "still running";
      return "still running, at " + length_text(count.reached) + " of " + length_text(count.planned) + " " +
             unit_of(count.unit, count.planned);
    case NotCounted::diverged:
      return base::make_visible(count.metric) + " ended in values that are not numbers";
    case NotCounted::stopped: {
      const std::string reached = length_text(count.reached), planned = length_text(count.planned);
      const std::string unit = unit_of(count.unit, count.planned);
      if (count.by_plan) return "stopped at " + reached + " of " + planned + " " + unit;
      return "ended after " + reached + " " + unit_of(count.unit, count.reached) + ", where others have " + planned;
    }
    case NotCounted::copy:
      return "the same as " + name_of_run(runs, count.other);
    case NotCounted::same_seed:
      return "the seed of " + name_of_run(runs, count.other) + " again, with another result";
  }
  return "";
}

std::string counted_sentence(std::span<const model::RunDigest> runs, const model::Experiment& experiment) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < experiment.counted.size(); ++i) {
    const std::string why = not_counted_text(runs, experiment.counted[i]);
    if (!why.empty()) out.push_back(name_of_run(runs, experiment.runs[i]) + ", " + why);
  }
  const std::size_t all = experiment.runs.size();
  if (out.empty()) return all < 2 ? "" : all == 2 ? "Both runs count." : "All " + format_count(all) + " runs count.";
  std::string listed_runs;
  const std::size_t shown = out.size() > kMostRunsNamed ? kMostRunsNamed - 1 : out.size();
  for (std::size_t i = 0; i < shown; ++i) listed_runs += (i > 0 ? "; " : "") + out[i];
  if (shown < out.size()) listed_runs += "; and " + counted(out.size() - shown, "more", "more");
  if (experiment.unfinished) {
    return (all == 1 ? "The run does not count: " : "No run counts: ") + listed_runs +
           ". What was reached is shown all the same, but not compared.";
  }
  return "Not counted: " + listed_runs + ".";
}

}  // namespace words
