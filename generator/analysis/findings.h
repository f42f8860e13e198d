#pragma once
/// Everything computed across runs: what the pages and the data files show. Indexes refer to the vectors here and to
/// the span of RunDigests the findings were computed from.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace analysis {

using Index = std::size_t;

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

struct MetricDifference {
  Index metric = 0;              ///< in Project::metrics
  model::Difference difference;  ///< new minus old, of at_best
  bool comparable = true;        ///< false for times and memory across different hardware
};

/// This experiment against another one.
struct Comparison {
  Index other = 0;                        ///< in Findings::experiments
  std::vector<Change> changes;            ///< in the order of the config, other → this
  std::vector<MetricDifference> metrics;  ///< those both have, in the order of Project::metrics
  model::Difference objective;            ///< of the objective, again, for convenience; NaN if either side has none
  Verdict verdict = Verdict::none;        ///< computed by a later analysis; none until then
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
  std::vector<model::Note> notes;           ///< of the experiment's folder (not those of its runs)
  std::vector<model::NoteText> note_texts;  ///< parallel
  std::optional<Index> hardware;            ///< in Findings::hardware, if all its runs agree

  const MetricEstimate* find(Index metric) const;
};

/// Rows of "baseline against best".
struct RoleRow {
  model::Role role = model::Role::validation_accuracy;
  std::optional<Index> metric;  ///< in Project::metrics; nothing: no metric plays this role
  model::Estimate baseline, best;
  model::Difference difference;  ///< best minus baseline
  bool comparable = true;
};

struct BestConfiguration {
  std::string purpose;  ///< "accuracy", "speed", "memory", "inference"
  Index experiment = 0;
  std::string rule;                    ///< a sentence
  double tolerance = model::kMissing;  ///< relative, for speed
};

struct Project {
  std::string name;                ///< may be empty when the site has one project without a name
  std::optional<Index> objective;  ///< in metrics
  bool objective_at_last = false;  ///< it is a test metric that nobody set: at_best is last, but for costs
  Decided objective_decided, direction_decided, baseline_decided, grouping_decided, roles_decided;
  std::vector<MetricInfo> metrics;  ///< objective first, then roles, then by name
  std::vector<Index> experiments;   ///< the log's order: by date, then id (made ids: then start); undated last
  std::optional<Index> baseline;    ///< in Findings::experiments
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
  std::vector<Index> runs;
};

struct JournalEntry {
  std::string date;  ///< may be empty: undated entries come last
  std::optional<Index> experiment;
  std::optional<Index> run;
  Index note = 0;  ///< in that experiment's or run's notes
};

struct Findings {
  std::vector<Project> projects;                        ///< by name
  std::vector<Experiment> experiments;                  ///< grouped by project, in the log's order
  std::vector<std::optional<Index>> experiment_of_run;  ///< parallel to the digests
  std::vector<Hardware> hardware;                       ///< most runs first
  std::vector<std::optional<Index>> hardware_of_run;
  std::vector<JournalEntry> journal;   ///< newest first
  std::vector<model::Notice> notices;  ///< found while analysing: duplicate ids, unknown baseline, …
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
  std::vector<std::string> source_labels;  ///< by source: what files of notices start with; may be shorter
};

/// All of the above. Pure: no I/O, no clock; same input, same findings. Defined in findings.cpp from the analyses
/// beside it.
Findings compute_findings(const AnalysisInput& input);

}  // namespace analysis
