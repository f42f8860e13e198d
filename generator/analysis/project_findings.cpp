#include "analysis/project_findings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analysis/comparison/baseline.h"
#include "analysis/comparison/baseline_against_best.h"
#include "analysis/comparison/best_configs.h"
#include "analysis/comparison/comparison.h"
#include "analysis/comparison/held_out.h"
#include "analysis/comparison/parent.h"
#include "analysis/comparison/pareto.h"
#include "analysis/comparison/progress.h"
#include "analysis/comparison/project_noise.h"
#include "analysis/comparison/selection_luck.h"
#include "analysis/comparison/single_runs.h"
#include "analysis/comparison/verdicts.h"
#include "analysis/compute_findings.h"
#include "analysis/health/experiment_insights.h"
#include "analysis/health/health.h"
#include "analysis/health/run_notices.h"
#include "analysis/impact/impacts.h"
#include "analysis/kinds/leaderboard.h"
#include "analysis/kinds/project_kind.h"
#include "analysis/kinds/search.h"
#include "analysis/kinds/suite.h"
#include "analysis/log/counted_runs.h"
#include "analysis/log/experiment.h"
#include "analysis/log/experiment_ids.h"
#include "analysis/log/grouping.h"
#include "analysis/log/loop.h"
#include "analysis/log/names/group_names.h"
#include "analysis/log/order.h"
#include "analysis/log/settings_of.h"
#include "analysis/log/title.h"
#include "analysis/loop/race.h"
#include "analysis/metrics/examples.h"
#include "analysis/metrics/metric_table.h"
#include "analysis/metrics/one_unit.h"
#include "analysis/metrics/ranked_evaluation.h"
#include "base/text/iso_time.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/kind.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"

namespace analysis {
namespace {

using NotesById = std::map<std::string, std::vector<const ExperimentNotes*>>;

std::string quoted(const std::string& text) {
  return '"' + base::make_visible(text) + '"';
}

std::string runs_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " run" : " runs");
}

/// One project in the making.
class Builder {
 public:
  Builder(const AnalysisInput& input, const ProjectMembers& members, model::Index index,
          const HardwareInventory& hardware)
      : mixed_units_(bring_to_one_unit(*input.runs, members.runs)),
        runs_(*input.runs),
        members_(members),
        index_(index),
        hardware_(hardware),
        settings_(settings_of(*input.settings, members.settings_name)),
        seed_keys_(find_seed_keys(*input.runs, members.runs, settings_.seed_keys)),
        settings_file_(input.settings->file),
        labels_(input.source_labels),
        curves_(input.curves) {}

  ProjectFindings build() {
    result_.project.name = members_.name;
    result_.project.significance = settings_.significance.value_or(kSignificance);
    result_.project.smallest_effect = settings_.smallest_effect.value_or(0);
    result_.project.set_noise = settings_.noise.value_or(model::kMissing);
    result_.project.evaluation_keys = settings_.evaluation_keys;
    collect_notes();
    find_metrics();
    make_experiments(group());
    look_at_zones();
    choose_kind();
    if (result_.project.kind == model::Kind::loop)
      result_.project.loop = find_loop(result_.project, result_.experiments);
    find_noise(runs_, seed_keys_, result_.project, result_.experiments);
    find_wobbles(runs_, result_.project, result_.experiments);
    hold_out();
    choose_ranked_evaluation(members_, analysis::find_experiment(result_.experiments, settings_.baseline),
                             result_.project, result_.experiments);
    choose_baseline();
    compare_with_parents();
    compare_with_baseline();
    decide_verdicts(result_.project, result_.experiments);
    if (result_.project.loop && result_.project.loop->best)
      result_.project.loop->race = find_race(result_.project, result_.experiments);
    const bool is_suite = result_.project.kind == model::Kind::suite;  // its tasks are in no one ranking
    if (!is_suite) find_best_configurations();
    // In a loop the code changes with every kept try: no two of them differ in a setting alone.
    if (!result_.project.loop && !is_suite)
      result_.project.parameters = find_impacts(result_.project, result_.experiments, hardware_, settings_);
    if (!is_suite)  // each of its tasks has examples of its own
      result_.project.examples = find_examples(result_.project, result_.experiments, settings_.evaluation_examples);
    find_hints(result_.project, result_.experiments);
    if (is_suite && members_.suite && has_direction())
      result_.project.suite = find_suite(*members_.suite, result_.project, result_.experiments, settings_.baseline);
    if (result_.project.kind == model::Kind::leaderboard)
      result_.project.leaderboard =
          find_leaderboard(result_.project, result_.experiments, result_.project.kind_decided.names);
    if (result_.project.kind == model::Kind::search)
      result_.project.search = find_search(result_.project, result_.experiments);
    sum_training_time();
    if (!is_suite) {
      result_.project.fronts = find_fronts(result_.project, result_.experiments, hardware_);
      result_.project.luck = find_luck(result_.project, result_.experiments);
    }
    if (!is_suite && result_.project.kind != model::Kind::leaderboard)
      result_.project.progress = find_progress(result_.project, result_.experiments);
    find_experiment_insights(result_.project, runs_, result_.experiments);
    result_.project.health = find_health(result_.project, runs_, result_.experiments);
    add_mixed_units_to_health();
    return std::move(result_);
  }

 private:
  void collect_notes() {
    for (const ExperimentNotes* notes : members_.notes) {
      std::vector<const ExperimentNotes*>& same = notes_[notes->experiment];
      same.push_back(notes);
      if (same.size() == 1 || notes->of_log) continue;
      warn("duplicate-experiment-id", notes->note.file,
           "experiment id " + quoted(notes->experiment) + " is taken by " + same.front()->note.file +
               "; both count as one experiment");
    }
  }

  void find_metrics() {
    MetricTable& table = table_;
    table = make_metric_table(runs_, members_.runs, settings_);
    model::Project& project = result_.project;
    project.metrics = table.metrics;
    project.objective = table.objective;
    project.objective_decided = table.objective_decided;
    project.direction_decided = table.direction_decided;
    project.roles_decided = table.roles_decided;
    for (const std::string& name : settings_.secondary_objectives) {
      const auto found = std::find_if(table.metrics.begin(), table.metrics.end(),
                                      [&name](const model::MetricInfo& metric) { return metric.name == name; });
      if (found == table.metrics.end()) {
        warn("unknown-objective", settings_file_,
             "no run has the secondary objective " + quoted(name) + "; it is not shown");
        continue;
      }
      const auto index = static_cast<model::Index>(found - table.metrics.begin());
      const bool known = index == project.objective || std::find(project.secondary.begin(), project.secondary.end(),
                                                                 index) != project.secondary.end();
      if (!known) project.secondary.push_back(index);
    }
    say_mixed_units();
    if (table.objective_not_found.empty()) return;
    std::string what = "no run has the objective " + quoted(table.objective_not_found) + "; ";
    what += table.objective ? "experiments are ranked by " + quoted(table.metrics[*table.objective].name) + " instead"
                            : "experiments are not ranked";
    warn("unknown-objective", settings_file_, what);
  }

  void say_mixed_units() {
    for (const MixedUnits& mixed : mixed_units_) {
      const std::size_t source = runs_[members_.runs.front()].source;
      std::string what = "the largest value of " + quoted(mixed.metric) + " is at most 1 in " +
                         runs_text(mixed.shares.size() + mixed.undecided.size()) + " and between 1 and 100 in " +
                         runs_text(mixed.percentages.size()) + ": shares and percentages, it seems";
      if (!mixed.shares.empty()) what += "; they were brought to one unit";
      if (!mixed.undecided.empty()) {
        what += "; of " + runs_text(mixed.undecided.size()) +
                " nobody can tell which, since a metric of the same kind is a percentage there: not compared";
      }
      warn("mixed-units", source < labels_.size() ? labels_[source] : settings_file_, std::move(what));
    }
  }

  /// Of metrics that the report is about.
  void add_mixed_units_to_health() {
    for (const MixedUnits& mixed : mixed_units_) {
      const auto metric = std::find_if(result_.project.metrics.begin(), result_.project.metrics.end(),
                                       [&](const model::MetricInfo& one) { return one.name == mixed.metric; });
      if (metric == result_.project.metrics.end() || mixed.shares.empty()) continue;
      const bool is_objective = metric == result_.project.metrics.begin() && result_.project.objective;
      if (!is_objective && !metric->role) continue;
      const bool fewer_shares = mixed.shares.size() < mixed.percentages.size();
      std::vector<model::Index> evidence = fewer_shares ? mixed.shares : mixed.percentages;
      if (evidence.size() > kMaxEvidence) evidence.resize(kMaxEvidence);
      model::HealthFinding finding{.kind = model::HealthKind::mixed_units};
      finding.runs = std::move(evidence);
      finding.metric = mixed.metric;
      finding.amount = static_cast<double>(mixed.shares.size());
      finding.of = static_cast<double>(mixed.percentages.size());
      result_.project.health.insert(result_.project.health.begin(), std::move(finding));
    }
  }

  /// Groups of runs, and of notes without runs, in order of start.
  std::vector<Group> group() {
    Grouping grouping = group_runs(runs_, members_.runs, seed_keys_);
    result_.project.grouping_decided = grouping.decided;
    result_.project.seed_keys = grouping.seed_keys;
    std::vector<Group> groups = std::move(grouping.groups);
    std::set<std::string> with_runs;
    for (const Group& one : groups) with_runs.insert(one.explicit_id);
    for (const auto& [id, notes] : notes_) {
      if (!with_runs.contains(id)) groups.push_back({.explicit_id = id});
    }
    std::vector<std::string> dates;
    for (const Group& one : groups) dates.push_back(said_date(one));
    std::vector<Group> ordered;
    for (const std::size_t place : order_by_start(runs_, groups, dates)) ordered.push_back(std::move(groups[place]));
    return ordered;
  }

  std::string said_date(const Group& group) const {
    if (const auto notes = notes_.find(group.explicit_id); notes != notes_.end()) {
      for (const ExperimentNotes* one : notes->second) {
        if (const std::string date = base::iso_date(one->note.date); !date.empty()) return date;
      }
    }
    for (const model::Index run : group.runs) {
      for (const model::Note& note : runs_[run].notes) {
        if (const std::string date = base::iso_date(note.date); !date.empty()) return date;
      }
    }
    return {};
  }

  void make_experiments(const std::vector<Group>& groups) {
    std::map<model::Index, model::Index> positions;
    for (model::Index i = 0; i < members_.runs.size(); ++i) positions[members_.runs[i]] = i;
    const std::vector<std::vector<std::string>> names = name_groups(runs_, groups);
    const std::vector<std::string> ids = make_experiment_ids(groups, names);
    std::vector<bool> made;
    const RunCounter counter(runs_, members_.runs, seed_keys_);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      ExperimentParts parts{.id = ids[i], .project = index_, .runs = groups[i].runs, .seed_keys = seed_keys_};
      for (const model::Index run : parts.runs) parts.positions.push_back(positions[run]);
      parts.counted = counter.count(parts.runs, parts.unfinished);
      made.push_back(groups[i].explicit_id.empty());
      if (made.back() && !names[i].empty()) named_.insert(ids[i]);
      if (const auto notes = notes_.find(groups[i].explicit_id); notes != notes_.end()) parts.notes = notes->second;
      result_.experiments.push_back(make_experiment(runs_, parts, table_, hardware_));
    }
    name_experiments(runs_, result_.experiments, made);
    for (model::Index i = 0; i < result_.experiments.size(); ++i) result_.project.experiments.push_back(i);
  }

  /// Where the times of some runs say a zone and those of others do not, days may be wrong by one.
  void look_at_zones() {
    std::size_t with_start = 0, unsaid = 0;
    bool elsewhere = false;
    const model::RunDigest* first = nullptr;
    for (const model::Index run : members_.runs) {
      if (!base::parse_timestamp(runs_[run].started_at)) continue;
      ++with_start;
      const std::optional<double> offset = base::zone_offset(runs_[run].started_at);
      elsewhere = elsewhere || offset.value_or(0) != 0;
      if (offset) continue;
      ++unsaid;
      if (first == nullptr) first = &runs_[run];
    }
    const bool mixed = unsaid > 0 && unsaid < with_start;
    result_.project.days_of_utc = elsewhere || mixed;
    if (!mixed) return;
    result_.notices.push_back(
        {.severity = model::Severity::note,
         .code = "time-without-zone",
         .file = place_of(labels_, first->source, first->files.empty() ? first->folder : first->files.front()),
         .what = "the start of " + std::to_string(unsaid) + " of " + std::to_string(with_start) +
                 " runs has no time zone; taken as UTC"});
  }

  bool has_direction() const {
    const model::Project& project = result_.project;
    return project.objective && project.metrics[*project.objective].direction != model::Direction::unknown;
  }

  /// Whether the settings call one of what a suite compares the baseline, rather than an experiment.
  bool names_row_of_suite() const {
    return members_.suite && result_.project.kind == model::Kind::suite &&
           std::any_of(result_.experiments.begin(), result_.experiments.end(), [&](const model::Experiment& one) {
             return row_name_of(one.config, members_.suite->compared) == settings_.baseline;
           });
  }

  void choose_kind() {
    KindChoice choice = analysis::choose_kind(runs_, members_, result_.experiments, settings_.kind);
    result_.project.kind = choice.kind;
    result_.project.kind_decided = std::move(choice.decided);
    if (!choice.in_vain) return;
    warn("unknown-kind", settings_file_,
         "the settings ask for a " + std::string(model::name_of(*settings_.kind)) +
             (*settings_.kind == model::Kind::loop
                  ? ", but the runs are no rows of the log of a loop"
                  : ", but no two parameters, of what is compared and what it is measured on, are crossed") +
             "; told as a " + std::string(model::name_of(choice.kind)));
  }

  void choose_baseline() {
    const bool is_said = !settings_.baseline.empty() && !names_row_of_suite();
    if (!model::tells_changes(result_.project.kind) && !is_said) {
      result_.project.baseline_decided.how = model::How::not_of_kind;
      return;
    }
    const BaselineChoice choice =
        analysis::choose_baseline(result_.experiments, settings_.baseline, result_.project.objective);
    result_.project.baseline = choice.baseline;
    result_.project.baseline_decided = choice.decided;
    if (!choice.not_found) return;
    std::string what = "no experiment has the id " + quoted(settings_.baseline) + " that is set as the baseline";
    if (choice.baseline) what += "; " + quoted(result_.experiments[*choice.baseline].id) + " is used instead";
    warn("unknown-baseline", settings_file_, what);
  }

  void hold_out() {
    const std::optional<model::Index> objective = result_.project.objective;
    const auto series_of = [&](model::Index run) -> std::optional<model::Index> {
      const model::SeriesDigest* series = runs_[run].find_series(result_.project.metrics[*objective].name);
      if (series == nullptr) return std::nullopt;
      return static_cast<model::Index>(series - runs_[run].series.data());
    };
    find_held_out(result_.project, curves_, series_of, result_.experiments);
  }

  /// The first note of an experiment or its runs that names a parent.
  const model::Note* note_with_parent(const model::Experiment& experiment) const {
    for (const model::Note& note : experiment.notes) {
      if (!note.parent.empty()) return &note;
    }
    for (const model::Index run : experiment.runs) {
      for (const model::Note& note : runs_[run].notes) {
        if (!note.parent.empty()) return &note;
      }
    }
    return nullptr;
  }

  void compare_with_parents() {
    std::vector<model::Experiment>& experiments = result_.experiments;
    std::vector<std::string> said, files;
    for (const model::Experiment& experiment : experiments) {
      const model::Note* note = note_with_parent(experiment);
      said.push_back(note ? note->parent : std::string(model::tells_changes(result_.project.kind) ? "" : "none"));
      files.push_back(note ? note->file : std::string());
    }
    const std::vector<bool> by_order = say_last_kept(said);
    const auto direction = result_.project.objective ? result_.project.metrics[*result_.project.objective].direction
                                                     : model::Direction::unknown;
    std::vector<ParentChoice> choices = choose_parents(experiments, said, result_.project.objective, direction);
    for (model::Index i = 0; i < experiments.size(); ++i) {
      ParentChoice& choice = choices[i];
      if (!model::tells_changes(result_.project.kind) && (files[i].empty() || choice.decided.guessed)) {
        choice.parent.reset();
        choice.decided = {.how = model::How::not_of_kind};
      }
      experiments[i].parent_decided = choice.decided;
      if (by_order[i])
        experiments[i].parent_decided.how = choice.parent ? model::How::last_kept : model::How::no_kept_before;
      if (!choice.unknown.empty()) {
        warn("unknown-parent", files[i],
             "no experiment has the id " + quoted(choice.unknown) + " that is named as parent of " +
                 quoted(experiments[i].id));
      }
      if (!choice.circle.empty()) {
        warn("parent-circle", files[i],
             "naming " + quoted(choice.circle) + " as parent makes " + quoted(experiments[i].id) + " its own ancestor");
      }
      std::vector<model::ParameterChange> changes;
      if (choice.parent) {
        experiments[*choice.parent].children.push_back(i);
        experiments[i].versus_parent =
            compare(result_.project, experiments[*choice.parent], *choice.parent, experiments[i], hardware_);
        changes = experiments[i].versus_parent->changes;
      }
      if (experiments[i].title.empty())
        experiments[i].title =
            make_title(experiments[i].id, named_.contains(experiments[i].id) ? experiments[i].id : "", changes);
    }
    add_said_changes(experiments);
  }

  /// Tries of a loop that name no parent started from the last kept one; true for these.
  std::vector<bool> say_last_kept(std::vector<std::string>& said) const {
    std::vector<bool> by_order(said.size(), false);
    const std::vector<std::optional<model::Index>> before = find_last_kept(result_.experiments);
    for (model::Index i = 0; i < said.size(); ++i) {
      if (result_.experiments[i].loop.number == 0 || !said[i].empty()) continue;
      by_order[i] = true;
      said[i] = before[i] ? result_.experiments[*before[i]].id : "none";
    }
    return by_order;
  }

  void compare_with_baseline() {
    const std::optional<model::Index> baseline = result_.project.baseline;
    if (!baseline) return;
    for (model::Index i = 0; i < result_.experiments.size(); ++i) {
      if (i == *baseline) continue;
      model::Experiment& experiment = result_.experiments[i];
      experiment.versus_baseline =
          compare(result_.project, result_.experiments[*baseline], *baseline, experiment, hardware_);
    }
  }

  void find_best_configurations() {
    model::Project& project = result_.project;
    project.best =
        find_best(project, result_.experiments, hardware_, settings_.speed_tolerance.value_or(kSpeedTolerance));
    if (project.best.empty() || !project.baseline) return;
    project.baseline_against_best = compare_roles(project, result_.experiments[*project.baseline],
                                                  result_.experiments[project.best.front().experiment]);
  }

  void sum_training_time() {
    model::Project& project = result_.project;
    const std::vector<RunValue>* times = nullptr;
    for (model::Index i = 0; i < table_.metrics.size(); ++i) {
      const bool seconds = table_.metrics[i].kind == model::ValueKind::seconds;
      if (table_.metrics[i].role == model::Role::training_time && seconds) times = &table_.values[i];
    }
    std::map<model::Index, double> time_of_run;
    for (model::Index i = 0; i < members_.runs.size(); ++i) {
      double time = times ? (*times)[i].last : model::kMissing;
      if (!std::isfinite(time)) time = runs_[members_.runs[i]].duration_s;
      if (!std::isfinite(time)) continue;
      time_of_run[members_.runs[i]] = time;
      project.training_time_s += time;
      ++project.runs_with_time;
    }
    for (model::Experiment& experiment : result_.experiments) {
      for (const model::Index run : experiment.runs) {
        const auto time = time_of_run.find(run);
        if (time == time_of_run.end()) continue;
        if (std::isnan(experiment.training_time_s)) experiment.training_time_s = 0;
        experiment.training_time_s += time->second;
      }
    }
  }

  void warn(std::string code, const std::string& file, std::string what) {
    result_.notices.push_back(
        {.severity = model::Severity::warning, .code = std::move(code), .file = file, .what = std::move(what)});
  }

  const std::vector<MixedUnits> mixed_units_;  // found, and mended, before anything else looks at the runs
  const std::vector<model::RunDigest>& runs_;
  const ProjectMembers& members_;
  const model::Index index_;
  const HardwareInventory& hardware_;
  const model::ProjectSettings settings_;
  const SeedKeys seed_keys_;
  const std::string settings_file_;
  const std::vector<std::string>& labels_;
  const ReadCurves& curves_;
  NotesById notes_;
  MetricTable table_;
  std::set<std::string> named_;  // ids that were made of names
  ProjectFindings result_;
};

}  // namespace

ProjectFindings compute_project(const AnalysisInput& input, const ProjectMembers& members, model::Index index,
                                const HardwareInventory& hardware) {
  return Builder(input, members, index, hardware).build();
}

}  // namespace analysis
