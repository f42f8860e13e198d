#pragma once
/// Which kind a project is (model/findings/kind.h).

#include <optional>
#include <span>

#include "analysis/log/project_members.h"
#include "model/findings/decided.h"
#include "model/findings/fwd.h"
#include "model/findings/kind.h"

namespace analysis {

struct KindChoice {
  model::Kind kind = model::Kind::log;
  model::Decided decided;
  bool in_vain = false;  ///< `set` asks for a loop or a suite, and there is none: the kind is guessed
};

/// The kind that is `set`, where the project can be told so: a loop needs rows of its log, a suite two parameters that
/// are crossed (ProjectMembers::suite). Else the first that fits:
/// 1. loop: most runs are rows of the log of a loop (loop_direction.h);
/// 2. log: somebody keeps it (is_kept_by_hand);
/// 3. suite: two parameters are crossed;
/// 4. search: a tool that searches made most runs (RunIdentity::objective_said); or there are 20 experiments or more,
///    nine of ten with one run, that set the same parameters (in nine of ten of them) to other values, and not one
///    thing at a time: half of them differ from the one before in half of these parameters, two or more; or they fill
///    0.3 or more of the grid that the values span; or a single number is varied. No search: a text among them is as
///    good as a name;
/// 5. leaderboard: 8 experiments or more, nine of ten with one run, one of ten at most with a date, and either a text
///    whose name says that it is compared (compared_names.h) differs in six of ten, or the names do (of rows of tables
///    in which nothing was set, and of what an evaluation harness wrote, which is no search);
/// 6. log.
/// Seed-like parameters are none. O(experiments × parameters).
KindChoice choose_kind(std::span<const model::RunDigest> runs, const ProjectMembers& members,
                       std::span<const model::Experiment> experiments, std::optional<model::Kind> set);

/// Whether somebody keeps a log: notes of experiments; a run whose notes give a parent or a decision; or most runs name
/// their experiment (a row of a table of results gives it a name, which says nothing).
bool is_kept_by_hand(std::span<const model::RunDigest> runs, const ProjectMembers& members);

}  // namespace analysis
