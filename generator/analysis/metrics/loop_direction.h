#pragma once
/// Which direction the decisions of a loop of experiments take for better.

#include <span>
#include <string>

#include "analysis/metrics/objective.h"
#include "model/findings/loop.h"
#include "model/index.h"
#include "model/note.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace analysis {

/// One try: its value of the objective (NaN: none) and what was decided; open for failed ones.
struct DecidedTry {
  double value = model::kMissing;
  model::Decision decision = model::Decision::open;
};

/// In the order of tries. Kept rows without a finite value are no champions. O(tries).
model::DecisionEvidence weigh_decisions(std::span<const DecidedTry> tries);

/// The direction under which at least nine of ten kept tries are better than the champion before them, and at least
/// three of four discarded ones are not; unknown where fewer than three tries were decided, or both or neither
/// direction fits. `against_name`: what the name says stands against it; then three kept tries are asked for, or one
/// beside five discarded ones.
model::Direction direction_of(const model::DecisionEvidence& evidence, bool against_name);

/// Whether most of the members are rows of the log of a loop.
bool is_loop(std::span<const model::RunDigest> runs, std::span<const model::Index> members);

/// Of a loop: what chose the objective, and its direction: set, else said by the log, else by the name, unless the
/// decisions stand against it, else by the decisions; else unknown, for a word that says nothing is not taken to mean
/// that larger is better. `metric` is the name of the objective chosen. O(members × summary).
void decide_loop_direction(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                           const std::string& metric, ObjectiveChoice& choice);

}  // namespace analysis
