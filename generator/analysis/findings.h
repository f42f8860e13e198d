#pragma once
/// Everything computed across runs: what the pages and the data files show. Indexes refer to the vectors here and to
/// the span of RunDigests the findings were computed from.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/impact/parameter_impact.h"
#include "analysis/index.h"
#include "model/estimate.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/previous_site.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace analysis {

/// How something was decided. Guesses are disclosed with the line of trialpress.json that would change them.
struct Decided {
  bool guessed = false;
  std::string how;      ///< "set in trialpress.json", "by the name pattern val*acc*", …
  std::string setting;  ///< the JSON that would change it, e.g. "\"objective\": {\"metric\": \"val/accuracy\"}"
};

enum class ValueKind : std::uint8_t {
  plain,     ///< a number without a unit we know
  fraction,  ///< 0 to 1, shown as per cent (accuracy and the like)
  percent,   ///< 0 to 100 already
  seconds,
  milliseconds,
  bytes,
};

/// One metric of a project.
struct MetricInfo {
  std::string name;   ///< as logged
  std::string label;  ///< for people: "Validation accuracy", or the name
  model::Direction direction = model::Direction::unknown;
  ValueKind kind = ValueKind::plain;
  std::optional<model::Role> role;
};

/// A metric over the repeats of an experiment. at_best: at the objective's best step (for the objective itself: its
/// best); a metric known only from summaries has the same value in all three.
struct MetricEstimate {
  Index metric = 0;  ///< in Project::metrics
  model::Estimate at_best, best, last;
  std::vector<double> per_run;  ///< at_best of each run, as Experiment::runs; NaN: missing or logged as NaN
};

struct Change {
  std::string parameter;
  std::optional<model::ParameterValue> old_value, new_value;  ///< nothing: not set on that side
};

enum class Verdict : std::uint8_t {
  none,
  improved,
  regressed,
  within_noise,
  not_enough_repeats,
  failed,
  not_comparable
};

/// What a verdict rests on.
enum class VerdictReason : std::uint8_t {
  none,
  significant,            ///< improved or regressed: adjusted p at or below the level, effect at least the smallest
  not_significant,        ///< within noise
  below_smallest_effect,  ///< within noise: the effect is real, but smaller than the smallest of interest
  too_few_repeats,        ///< not enough repeats: one run on a side, and no pooled deviation to stand in
  no_spread,              ///< not enough repeats: repeats are equal in every digit, so that noise is not known
  all_runs_failed,        ///< failed
  diverged,               ///< failed: no run has a finite value of the objective, although it was logged
  no_value,               ///< not comparable: a side has no finite value of the objective
  evaluation_changed,     ///< not comparable: the data or the metric's definition differ (see evaluation_changes)
};

/// Whether a difference of a metric says anything.
enum class Comparability : std::uint8_t {
  comparable,
  other_hardware,    ///< a time or memory, on different machines
  other_evaluation,  ///< any metric, where the data or the metric's definition differ
};

struct MetricDifference {
  Index metric = 0;              ///< in Project::metrics
  model::Difference difference;  ///< new minus old, of at_best
  Comparability comparability = Comparability::comparable;
};

/// This experiment against another one.
struct Comparison {
  Index other = 0;                        ///< in Findings::experiments
  std::vector<Change> changes;            ///< in the order of the config, other → this
  std::vector<MetricDifference> metrics;  ///< those both have, in the order of Project::metrics
  model::Difference objective;            ///< of the objective, again, for convenience; NaN if either side has none
  double p_adjusted = model::kMissing;    ///< of the objective, Benjamini–Hochberg over the project's log
  Verdict verdict = Verdict::none;        ///< none: the project has no objective with a direction
  VerdictReason reason = VerdictReason::none;
  std::vector<std::string> evaluation_changes;  ///< changed parameters that define what is measured
  std::optional<std::uint32_t> repeats_needed;  ///< on each side, to tell a difference as large as this one from noise,
                                                ///< where it is not significant; see verdicts.h

  /// The difference of a metric, or nullptr. O(metrics).
  const MetricDifference* find(Index metric) const;
};

/// What a person decided, beside the verdict against the parent (of the baseline itself: none).
enum class Agreement : std::uint8_t {
  none,       ///< no decision, no verdict, or nothing to set against each other
  agrees,     ///< kept and improved; discarded and regressed, failed or within noise
  unproven,   ///< kept although within noise or not enough repeats; discarded for want of repeats
  disagrees,  ///< kept although regressed or failed; discarded although improved
};

/// Something that the repeats of an experiment have in common, or that sets them apart.
struct ExperimentInsight {
  enum class Kind : std::uint8_t {
    of_runs,   ///< an insight that several of its runs share: `insight`
    unstable,  ///< repeats spread much more than those of the project's other experiments: amount is the ratio of sds
    outlier,   ///< one repeat lies far from the others: runs has it
  };
  Kind kind = Kind::of_runs;
  model::Insight::Kind insight = model::Insight::Kind::plateau;
  std::string metric;
  std::vector<Index> runs;  ///< in RunDigests: those it holds for
  double amount = model::kMissing;
};

enum class ExperimentStatus : std::uint8_t { finished, partly_failed, failed, running, unknown };

struct Experiment {
  std::string id;     ///< explicit, or made: "EXP001" in order of date when runs have no ids of their own
  std::string title;  ///< from notes; else a sentence of what changed; else the id
  std::string slug;   ///< page address
  Index project = 0;
  std::string date;  ///< ISO date, of notes, else the earliest start; empty if unknown
  std::string experimenter;
  ExperimentStatus status = ExperimentStatus::unknown;
  std::vector<Index> runs;           ///< in RunDigests, in order of seed, then key
  model::Config config;              ///< of the first run, seed-like keys removed from `parameters` (not from the tree)
  std::vector<std::string> varying;  ///< parameters that differ between its runs (explicit ids only)
  std::vector<MetricEstimate> metrics;  ///< in the order of Project::metrics; those it has
  std::optional<Comparison> versus_parent, versus_baseline;
  Decided parent_decided;
  std::vector<Index> children;
  model::Decision decision = model::Decision::open;
  std::string decision_reason;
  std::vector<std::string> tags;
  std::vector<model::Note> notes;             ///< of the experiment's folder (not those of its runs)
  std::vector<model::NoteText> note_texts;    ///< parallel
  std::optional<Index> hardware;              ///< in Findings::hardware, if all its runs agree
  std::vector<model::Parameter> measured_on;  ///< parameters of its config that define what is measured (evaluation.h)
  std::vector<std::string> measured_otherwise;  ///< those that differ from Project::ranked_on; any: it is not ranked
  Agreement agreement = Agreement::none;
  std::vector<ExperimentInsight> insights;
  double training_time_s = model::kMissing;  ///< sum over its runs that know theirs; NaN: none does

  const MetricEstimate* find(Index metric) const;
  /// Whether it was measured on what the project's ranking is about: the best, fronts, luck and progress are of these.
  bool is_ranked() const { return measured_otherwise.empty(); }
};

/// Rows of "baseline against best".
struct RoleRow {
  model::Role role = model::Role::validation_accuracy;
  std::optional<Index> metric;  ///< in Project::metrics; nothing: no metric plays this role
  model::Estimate baseline, best;
  model::Difference difference;  ///< best minus baseline
  Comparability comparability = Comparability::comparable;
};

struct BestConfiguration {
  std::string purpose;  ///< "accuracy", "speed", "memory", "inference"
  Index experiment = 0;
  std::string rule;                    ///< a sentence
  double tolerance = model::kMissing;  ///< relative, for speed
};

/// Objective against one cost (a role of time or memory): who is not beaten in both.
struct ParetoFront {
  model::Role cost = model::Role::training_time;
  Index metric = 0;                   ///< of the cost, in Project::metrics
  std::vector<Index> experiments;     ///< on the front, cheapest first
  std::vector<Index> dominated;       ///< in the log's order
  std::vector<Index> not_comparable;  ///< made on other hardware than the best for accuracy
};

/// How much of the winner's lead may be luck.
struct SelectionLuck {
  std::size_t tried = 0;                   ///< experiments that find_ranked has
  std::vector<Index> indistinguishable;    ///< the best first: those that cannot be told from it, best mean first
  std::size_t untested = 0;                ///< others that could not be tested against the best
  double expected_luck = model::kMissing;  ///< lead over the mean that the best of `tried` equal ones would have by
                                           ///< chance, in the objective's unit
};

/// How the log went on.
struct Progress {
  struct Step {
    Index experiment = 0;           ///< in Findings::experiments
    double best = model::kMissing;  ///< best mean so far, this one included
    bool is_new_best = false;
  };
  std::vector<Step> steps;  ///< experiments that find_ranked has, in the log's order
  std::size_t kept = 0, discarded = 0, open = 0;
  struct Gain {
    Index experiment = 0;
    double gain = model::kMissing;   ///< over its parent, in the objective's better direction
    double hours = model::kMissing;  ///< training time of its runs
  };
  std::vector<Gain> gains;  ///< most gain per hour first; those that improved (verdict) on their parent
};

/// Something about the inputs that a careful reader wants to know before trusting a number.
struct HealthFinding {
  enum class Kind : std::uint8_t {
    non_finite,          ///< NaN or infinite values in a metric
    gaps,                ///< steps missing in an otherwise regular series
    missing_seeds,       ///< repeats without a seed, or several with the same seed
    unequal_lengths,     ///< repeats of one experiment have different lengths
    different_rates,     ///< metrics of a run logged at different rates
    duplicate_runs,      ///< same config, values and summary
    equal_results,       ///< different configs, results equal in every digit
    best_far_from_last,  ///< the best value is far from the last
    few_repeats,         ///< most experiments have one run only
  };
  Kind kind = Kind::non_finite;
  std::vector<Index> runs;          ///< in RunDigests; evidence, at least one unless experiments are given
  std::vector<Index> experiments;   ///< in Findings::experiments
  std::string metric;               ///< empty: not about one
  double amount = model::kMissing;  ///< per kind, see health.h
  double of = model::kMissing;
  std::size_t more = 0;  ///< findings of this kind that are not listed; on the last one listed
};

struct Project {
  std::string name;                ///< may be empty when the site has one project without a name
  std::optional<Index> objective;  ///< in metrics
  bool objective_at_last = false;  ///< it is a test metric that nobody set: at_best is last, but for costs
  Decided objective_decided, direction_decided, baseline_decided, grouping_decided, roles_decided;
  Decided evaluation_decided;                ///< how it came to one evaluation; `how` is empty where there is only one
  std::vector<model::Parameter> ranked_on;   ///< evaluation-defining parameters with more than one value among the
                                             ///< experiments (or the projects it was divided into), with the values
                                             ///< of those that are ranked; empty: all measured alike, for all we know
  std::vector<MetricInfo> metrics;           ///< objective first, then roles, then by name
  std::vector<Index> experiments;            ///< the log's order: by date, then id (made ids: then start); undated last
  std::optional<Index> baseline;             ///< in Findings::experiments
  std::vector<Index> secondary;              ///< secondary objectives, in metrics; each once, never the objective
  std::vector<std::string> evaluation_keys;  ///< set: more parameters that define what is measured
  double significance = 0.05;                ///< level of the verdicts
  double smallest_effect = 0;                ///< of interest, in the objective's unit
  std::vector<model::PooledDeviation> pooled;  ///< parallel to metrics
  std::vector<ParameterImpact> parameters;  ///< most important first: by importance, else by largest effect, then name
  std::vector<ParetoFront> fronts;          ///< by role; those with at least two experiments
  SelectionLuck luck;
  Progress progress;
  std::vector<HealthFinding> health;
  std::vector<BestConfiguration> best;
  std::vector<RoleRow> baseline_against_best;
  std::vector<std::string> seed_keys;  ///< parameters that were treated as seed-like
  double training_time_s = 0;          ///< sum over runs that know theirs
  std::uint64_t runs_with_time = 0;
};

/// One kind of machine and set of versions.
struct Hardware {
  std::vector<std::pair<std::string, std::string>> hardware;  ///< name → value, e.g. "gpu" → "…"
  std::vector<std::pair<std::string, std::string>> software;
  std::string machine, framework;  ///< in short (hardware_names.h); may be empty
  std::vector<Index> runs;
};

struct JournalEntry {
  std::string date;  ///< may be empty: undated entries come last
  std::optional<Index> experiment;
  std::optional<Index> run;
  Index note = 0;  ///< in that experiment's or run's notes
};

/// What is different from a site that was built before. Experiments are told apart by their runs; see since_last.h.
struct SinceLast {
  struct Flip {
    Index experiment = 0;
    std::string before, now;  ///< verdicts or decisions, as in the data files
  };
  struct NewBest {
    Index project = 0, experiment = 0;
    std::string before;  ///< id of the best before
    model::Estimate estimate_before;
    std::optional<Index> before_now;  ///< the best before, as an experiment of now; nothing: it is gone
    model::Difference difference;     ///< new best minus old best, both as they are now; NaN: the old one is gone, or
                                      ///< measured on something else
  };
  struct ObjectiveChange {
    Index project = 0;
    std::string before, now;  ///< names of metrics; alike: its direction was turned round
  };
  struct ClosedTask {
    Index experiment = 0;
    std::string text;  ///< Markdown, one line
  };
  std::vector<Index> new_experiments, new_runs;
  std::vector<std::string> gone_experiments;  ///< ids, with the project where there are several
  std::vector<NewBest> new_bests;
  std::vector<Flip> flipped, decided;
  std::vector<ObjectiveChange> objectives;  ///< values and verdicts of these projects are not compared
  std::vector<Index> regressions;           ///< new or flipped to regressed or failed; what check --regressions counts
  std::vector<ClosedTask> closed_tasks;
  base::Json changes_before;  ///< PreviousSite::changes, to be kept when nothing changed since
  bool any() const;
};

struct Findings {
  std::vector<Project> projects;                        ///< by name
  std::vector<Experiment> experiments;                  ///< grouped by project, in the log's order
  std::vector<std::optional<Index>> experiment_of_run;  ///< parallel to the digests
  std::vector<Hardware> hardware;                       ///< most runs first
  std::vector<std::optional<Index>> hardware_of_run;
  std::vector<JournalEntry> journal;    ///< newest first
  std::vector<model::Notice> notices;   ///< found while analysing: duplicate ids, unknown baseline, …
  std::optional<SinceLast> since_last;  ///< nothing: no earlier site was given
};

/// Notes that belong to an experiment rather than to one run.
struct ExperimentNotes {
  std::string experiment;     ///< id: front matter, else the folder's name
  std::string source_folder;  ///< of experiment.md, relative to the source root
  std::size_t source = 0;
  model::Note note;
  model::NoteText text;
  bool of_log = false;  ///< said by a log kept by hand (kept_log.h), beside what stands with the runs
};

struct AnalysisInput {
  std::vector<model::RunDigest>* runs = nullptr;  ///< sorted by key; changed: `project`, `experiment`; see kept_log.h
  const std::vector<ExperimentNotes>* notes = nullptr;
  const model::Settings* settings = nullptr;
  const model::PreviousSite* previous = nullptr;  ///< null: none
  std::vector<std::string> source_labels;         ///< by source: what files of notices start with; may be shorter
};

/// All of the above. Pure: no I/O, no clock; same input, same findings. Defined in findings.cpp from the analyses
/// beside it.
Findings compute_findings(const AnalysisInput& input);

}  // namespace analysis
