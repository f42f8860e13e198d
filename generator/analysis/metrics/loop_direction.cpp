#include "analysis/metrics/loop_direction.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/json/json.h"
#include "model/enum_names.h"
#include "model/findings/decided.h"
#include "vocabulary/metric_names.h"

namespace analysis {
namespace {

using model::Direction;
using model::How;

/// By place in the log.
std::vector<DecidedTry> tries_of(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                                 const std::string& metric) {
  std::vector<model::Index> order;
  for (const model::Index run : members) {
    if (runs[run].loop.number > 0) order.push_back(run);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](model::Index a, model::Index b) { return runs[a].loop.number < runs[b].loop.number; });
  std::vector<DecidedTry> tries;
  for (const model::Index run : order) {
    DecidedTry& one = tries.emplace_back();
    for (const model::Parameter& leaf : runs[run].summary) {
      if (leaf.path == metric && leaf.value.kind == model::ParameterValue::Kind::number) one.value = leaf.value.number;
    }
    for (const model::Note& note : runs[run].notes) {
      if (note.decision_said) one.decision = note.decision;
    }
  }
  return tries;
}

bool fits(const model::DecisionEvidence& evidence, bool lower) {
  const std::size_t kept = lower ? evidence.kept_lower : evidence.kept - evidence.kept_lower;
  const std::size_t wrong = lower ? evidence.discarded_lower : evidence.discarded - evidence.discarded_lower;
  return evidence.kept > 0 && 10 * kept >= 9 * evidence.kept && 4 * wrong <= evidence.discarded;
}

}  // namespace

model::DecisionEvidence weigh_decisions(std::span<const DecidedTry> tries) {
  model::DecisionEvidence evidence;
  double champion = model::kMissing;
  for (const DecidedTry& one : tries) {
    if (!std::isfinite(one.value) || one.decision == model::Decision::open) continue;
    const bool known = std::isfinite(champion) && one.value != champion;
    const bool lower = one.value < champion;
    if (one.decision == model::Decision::keep) {
      evidence.kept += known;
      evidence.kept_lower += known && lower;
      champion = one.value;
    } else {
      evidence.discarded += known;
      evidence.discarded_lower += known && lower;
    }
  }
  return evidence;
}

model::Direction direction_of(const model::DecisionEvidence& evidence, bool against_name) {
  const bool enough = against_name ? evidence.kept >= 3 || (evidence.kept > 0 && evidence.discarded >= 5)
                                   : evidence.kept > 0 && evidence.kept + evidence.discarded >= 3;
  const bool lower = fits(evidence, true), higher = fits(evidence, false);
  if (!enough || lower == higher) return Direction::unknown;
  return lower ? Direction::minimize : Direction::maximize;
}

bool is_loop(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::size_t rows = 0;
  for (const model::Index run : members) rows += runs[run].loop.number > 0;
  return 2 * rows > members.size();
}

void decide_loop_direction(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                           const std::string& metric, ObjectiveChoice& choice) {
  const bool said =
      std::any_of(members.begin(), members.end(), [&](model::Index run) { return runs[run].loop.objective_said; });
  model::Decided& objective = choice.objective;
  if (objective.how == How::by_search) {
    objective.how = said ? How::said_in_log : How::first_of_log_columns;
    objective.guessed = !said;
  }
  model::Decided& decided = choice.direction_decided;
  if (decided.how == How::by_search) {
    decided.how = How::said_in_log;
    return;
  }
  if (decided.how == How::set_in_settings) return;
  const Direction named = vocabulary::describe_metric(metric).direction;
  const model::DecisionEvidence evidence = weigh_decisions(tries_of(runs, members, metric));
  const Direction told = direction_of(evidence, named != Direction::unknown);
  if (told == named && named != Direction::unknown) return;
  if (told == Direction::unknown) {
    if (named != Direction::unknown) return;
    choice.direction = Direction::unknown;
    decided = {.guessed = true, .how = How::direction_not_known, .setting = decided.setting};
    return;
  }
  const bool lower = told == Direction::minimize;
  choice.direction = told;
  decided.guessed = true;
  decided.how = named == Direction::unknown ? How::by_decisions : How::by_decisions_against_name;
  decided.pattern = lower ? "lower" : "higher";
  decided.count = lower ? evidence.kept_lower : evidence.kept - evidence.kept_lower;
  decided.of = evidence.kept;
  std::string name;
  base::append_json_string(name, metric);
  const auto setting = [&](Direction direction) {
    return "\"objective\": {\"metric\": " + name + ", \"direction\": \"" + std::string(model::name_of(direction)) +
           "\"}";
  };
  decided.setting = setting(lower ? Direction::maximize : Direction::minimize);
  objective.setting = setting(told);
}

}  // namespace analysis
