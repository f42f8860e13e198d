#include "analysis/compute_findings.h"

#include <iterator>
#include <optional>
#include <utility>

#include "analysis/config/name_parameters.h"
#include "analysis/config/settle_values.h"
#include "analysis/health/run_notices.h"
#include "analysis/history/since_last.h"
#include "analysis/kinds/join_environments.h"
#include "analysis/log/divide_projects.h"
#include "analysis/log/experiment_ids.h"
#include "analysis/log/hardware.h"
#include "analysis/log/journal.h"
#include "analysis/log/kept/kept_log.h"
#include "analysis/log/project_members.h"
#include "analysis/log/settings_of.h"
#include "analysis/project_findings.h"
#include "analysis/run/nested_runs.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/findings/selection_luck.h"
#include "model/findings/since_last.h"
#include "model/index.h"

namespace analysis {
namespace {

/// Positions within a project become indexes into Findings::experiments: here and below.
void shift(model::Search& search, model::Index by) {
  search.best += by;
  search.improved += by;
  for (std::vector<model::Index>* list : {&search.as_good, &search.leaders, &search.repeat}) {
    for (model::Index& experiment : *list) experiment += by;
  }
}

void shift(model::Loop& loop, model::Index by) {
  model::LoopRace& race = loop.race;
  for (std::vector<model::Index>* list : {&loop.champions, &race.discarded_though_better, &race.kept_though_worse,
                                          &race.near_misses, &race.measure_again}) {
    for (model::Index& experiment : *list) experiment += by;
  }
  for (model::LoopStep& step : race.steps) step.champion += by;
  if (loop.best) *loop.best += by;
  if (race.since.clear) *race.since.clear += by;
}

void shift(ProjectFindings& part, model::Index by) {
  model::Project& project = part.project;
  for (model::Index& experiment : project.experiments) experiment += by;
  if (project.baseline) *project.baseline += by;
  for (model::BestConfiguration& best : project.best) {
    best.experiment += by;
    for (model::Index& experiment : best.candidates) experiment += by;
  }
  for (model::ParameterImpact& impact : project.parameters) {
    for (model::TestedValue& value : impact.values) {
      for (model::Index& experiment : value.experiments) experiment += by;
    }
    for (model::ValueEffect& effect : impact.effects) {
      if (effect.log_change) *effect.log_change += by;
    }
    for (model::ControlledPair& pair : impact.pairs) {
      pair.before += by;
      pair.after += by;
    }
  }
  for (model::ParetoFront& front : project.fronts) {
    for (std::vector<model::Index>* list : {&front.experiments, &front.dominated, &front.not_comparable}) {
      for (model::Index& experiment : *list) experiment += by;
    }
  }
  for (model::Index& experiment : project.luck.indistinguishable) experiment += by;
  if (project.loop) shift(*project.loop, by);
  if (project.suite) {
    for (model::SuiteRow& row : project.suite->rows) {
      for (model::SuiteCell& cell : row.cells) {
        for (model::Index& experiment : cell.experiments) experiment += by;
      }
    }
  }
  if (project.leaderboard) {
    for (model::Index& experiment : project.leaderboard->ranked) experiment += by;
    for (model::CheapLeader& one : project.leaderboard->cheap) one.experiment += by;
  }
  if (project.search) shift(*project.search, by);
  for (model::Progress::Step& step : project.progress.steps) step.experiment += by;
  for (model::Progress::Gain& gain : project.progress.gains) gain.experiment += by;
  for (model::HealthFinding& finding : project.health) {
    for (model::Index& experiment : finding.experiments) experiment += by;
  }
  for (model::Experiment& experiment : part.experiments) {
    if (experiment.versus_parent) experiment.versus_parent->other += by;
    if (experiment.versus_baseline) experiment.versus_baseline->other += by;
    for (model::Index& child : experiment.children) child += by;
  }
}

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void write_back(const model::Findings& findings, std::vector<model::RunDigest>& runs) {
  for (model::Index run = 0; run < runs.size(); ++run) {
    const std::optional<model::Index> experiment = findings.experiment_of_run[run];
    if (!experiment) continue;
    runs[run].experiment = findings.experiments[*experiment].id;
    runs[run].project = findings.projects[findings.experiments[*experiment].project].name;
  }
}

}  // namespace

model::Findings compute_findings(const AnalysisInput& input) {
  std::vector<model::RunDigest>& runs = *input.runs;
  model::Findings findings;
  std::vector<model::Notice> nested = fold_nested_runs(runs, input.source_labels);
  const KeptLogs logs = take_kept_logs(runs, *input.notes, input.source_labels);
  std::vector<ExperimentNotes> notes = *input.notes;
  notes.insert(notes.end(), logs.notes.begin(), logs.notes.end());
  AnalysisInput with_logs = input;
  with_logs.notes = &notes;
  findings.notices = find_run_notices(runs, input.source_labels);
  append(findings.notices, std::move(nested));
  HardwareInventory hardware = find_hardware(runs);
  findings.experiment_of_run.resize(runs.size());
  join_environments(with_logs);
  std::vector<ProjectMembers> projects = find_projects(with_logs);
  for (const ProjectMembers& members : projects) {
    settle_values(runs, members.runs);
    add_name_parameters(runs, members.runs, settings_of(*input.settings, members.settings_name));
  }
  for (const ProjectMembers& members : divide_projects(with_logs, std::move(projects))) {
    ProjectFindings part = compute_project(with_logs, members, findings.projects.size(), hardware);
    shift(part, findings.experiments.size());
    for (model::Index i = 0; i < part.experiments.size(); ++i) {
      for (const model::Index run : part.experiments[i].runs)
        findings.experiment_of_run[run] = findings.experiments.size() + i;
    }
    findings.projects.push_back(std::move(part.project));
    append(findings.experiments, std::move(part.experiments));
    append(findings.notices, std::move(part.notices));
  }
  append(findings.notices, compare_kept_logs(logs, findings, runs));
  assign_slugs(findings.experiments, findings.projects);
  findings.journal = make_journal(runs, findings.experiments, findings.experiment_of_run);
  findings.hardware = std::move(hardware.kinds);
  findings.hardware_of_run = std::move(hardware.of_run);
  if (input.previous != nullptr) findings.since_last = find_changes_since(*input.previous, findings, runs);
  write_back(findings, runs);
  return findings;
}

}  // namespace analysis
