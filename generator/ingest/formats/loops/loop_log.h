#pragma once
/// The log of a loop of experiments as all its readers give it, and the runs it tells of. The loop: someone changes
/// something, measures it, appends a row, and keeps the change or takes it back.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/run_format.h"
#include "model/config.h"
#include "model/loop_row.h"
#include "vocabulary/loops/loop_words.h"

namespace ingest {

/// One row, which is one try. Texts are as written, of any length.
struct LoopEntry {
  std::uint32_t line = 0;
  std::string id;           ///< of an own column or key; empty: none
  std::string commit;       ///< the cell, whether it is a commit or not
  std::string parent;       ///< an id or a commit; empty: not said
  std::string description;  ///< what was tried
  vocabulary::StatusWord status;
  std::vector<model::Parameter> values;  ///< numbers that were measured
  std::vector<model::Parameter> environment;
  base::Json config;  ///< an object, or null
  std::string started_at, finished_at, seed;
  std::string reason;  ///< why it was kept or not
  std::vector<std::string> observations, issues, next_steps, tags;
  std::vector<model::SaidChange> changes;  ///< as the log has them; else they are looked for in the description
};

/// One session: tries that were held against each other.
struct LoopLog {
  std::string project;
  std::string prefix;     ///< of ids of rows that have none of their own: "mar8" gives "mar8-7"
  std::string objective;  ///< empty: nothing can be told
  bool objective_said = false;
  model::Direction direction = model::Direction::unknown;  ///< as the log says it
  bool parents_said = false;  ///< a row without a parent has none, rather than the last kept one
  std::vector<LoopEntry> entries;
};

/// Appends a run a row, in the order of the log.
///
/// Status: failed words make a failed run, whose values are left out; keep and discard are the decision. Experiment:
/// its own, but for repeats, which belong to the one that they repeat: rows of the same commit with the same
/// description, or one that says that it repeats it ("rerun", "seed 7", "no changes") and names no other idea; without
/// a commit, a "baseline" again; and rows that change nothing but the seed, which repeat the last kept one. Decisions
/// of repeats count only where the first row has none. Title, parent, decision, reason and prose go into a note. The
/// commit is provenance ("git.commit" of the environment, and run.loop). O(rows × length).
void append_loop_runs(const ReadContext& context, const std::string& path, LoopLog log, std::vector<model::Run>& runs);

/// The name of a log's project: the file without its extension, or its folder where the file's name says only that it
/// is one ("results", "experiments").
std::string loop_project(const std::string& path);

/// "max", "higher_is_better", "lower" and the like; unknown for anything else.
model::Direction read_loop_direction(std::string_view text);

}  // namespace ingest
