#pragma once
/// One experiment with its runs, numbers, notes and comparisons.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/curve.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/metric_info.h"
#include "model/index.h"
#include "model/insight.h"
#include "model/loop_row.h"
#include "model/note.h"
#include "model/run.h"

namespace model {

/// What a person decided, beside the verdict against the parent (of the baseline itself: none).
enum class Agreement : std::uint8_t {
  none,       ///< no decision, no verdict, or nothing to set against each other
  agrees,     ///< kept and better; discarded and not better
  unproven,   ///< kept although too close to call
  disagrees,  ///< kept although worse or failed; discarded although better
};

/// Why a run is no repeat of its experiment.
enum class NotCounted : std::uint8_t {
  counts,     ///< it is one
  failed,     ///< or killed
  running,    ///< while others of the project are at their end
  diverged,   ///< `metric`, a loss, ended in NaN or an infinity
  stopped,    ///< it ended early: at `reached` of `planned`
  copy,       ///< the same seed and values as `other`
  same_seed,  ///< the same seed as `other`, which counts, and other values
};

/// Whether a run counts, with what a reader is told of it.
struct RunCount {
  NotCounted why = NotCounted::counts;
  bool takes_part = true;     ///< in the estimates: it counts, or stands in where none does
  std::string metric;         ///< of diverged
  double reached = kMissing;  ///< of stopped and of running that is short, in `unit`
  double planned = kMissing;  ///< of stopped: by its configuration, or what the longest of its siblings reached
  bool by_plan = false;       ///< `planned` is the configuration's
  CurveAxis unit = CurveAxis::step;
  Index other = 0;  ///< of copy and same_seed, in RunDigests
};

enum class ExperimentInsightKind : std::uint8_t {
  of_runs,   ///< an insight that several of its runs share: `insight`
  unstable,  ///< repeats spread much more than those of the project's other experiments: amount is the ratio of sds
  outlier,   ///< one repeat lies far from the others: runs has it
};

/// Something that the repeats of an experiment have in common, or that sets them apart.
struct ExperimentInsight {
  using Kind = ExperimentInsightKind;
  Kind kind = Kind::of_runs;
  Insight::Kind insight = Insight::Kind::plateau;
  std::string metric;
  std::vector<Index> runs;  ///< in RunDigests: those it holds for
  double amount = kMissing;
};

enum class ExperimentStatus : std::uint8_t { finished, partly_failed, failed, running, unknown };

struct Experiment {
  std::string id;    ///< explicit, or what its runs, folder or file are called; else "EXP001", …; see analysis/log
  std::string name;  ///< the id as it is shown: all of it, or the part that tells it apart where that is long
  std::vector<std::string> aliases;  ///< what else it may be called by: names and ids of its runs, …; of none other
  std::string title;                 ///< from notes; else a sentence of what changed; else the id
  std::string slug;                  ///< page address
  Index project = 0;
  std::string date;  ///< ISO date, of notes, else the day in UTC of the earliest start; empty if unknown
  std::string experimenter;
  ExperimentStatus status = ExperimentStatus::unknown;
  std::vector<Index> runs;           ///< in RunDigests, in order of seed, then key
  std::vector<RunCount> counted;     ///< parallel to runs; empty: all count
  bool unfinished = false;           ///< no run went to its end: those that got furthest stand in (their `why` is kept)
  Config config;                     ///< of the first run, seed-like keys removed from `parameters` (not from the tree)
  std::vector<std::string> varying;  ///< parameters that differ between its runs (explicit ids only)
  std::vector<MetricEstimate> metrics;  ///< in the order of Project::metrics; those it has
  /// The objective, each run at the point that the mean of the other runs has best: what choosing the best point by the
  /// same values does not flatter. n 0: fewer than three runs count, or it is not judged at its best.
  Estimate held_out;
  /// The objective with the effects of shared seeds taken out; n 0: no block. See seed_blocks.h.
  Estimate without_seeds;
  double wobble = kMissing;  ///< of the objective from one value to the next (SeriesDigest::wobble), mean over the runs
                             ///< that count; NaN: not known, or not judged at its best
  std::optional<Comparison> versus_parent, versus_baseline;
  Decided parent_decided;
  std::vector<Index> children;
  Decision decision = Decision::open;
  std::string decision_reason;
  std::vector<std::string> tags;
  std::vector<Note> notes;             ///< of the experiment's folder (not those of its runs)
  std::vector<NoteText> note_texts;    ///< parallel
  std::optional<Index> hardware;       ///< in Findings::hardware, if all its runs agree
  std::vector<Parameter> measured_on;  ///< parameters of its config that define what is measured (evaluation.h)
  std::vector<std::string> measured_otherwise;  ///< those that differ from Project::ranked_on; any: it is not ranked
  LoopRow loop;                                 ///< of its first run in the order of tries; number 0: not of a loop
  Agreement agreement = Agreement::none;
  std::vector<ExperimentInsight> insights;
  double training_time_s = kMissing;  ///< sum over its runs that know theirs; NaN: none does

  /// Whether runs[run] takes part in the estimates.
  bool counts(std::size_t run) const;
  const MetricEstimate* find(Index metric) const;
  /// What pages and the terminal call it: `name`; the id where that is empty.
  const std::string& shown() const { return name.empty() ? id : name; }
  /// Whether it was measured on what the project's ranking is about: the best, fronts, luck and progress are of these.
  bool is_ranked() const { return measured_otherwise.empty(); }
};

}  // namespace model
