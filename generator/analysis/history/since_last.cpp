#include "analysis/history/since_last.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/history/match_experiments.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/since_last.h"
#include "model/index.h"

namespace analysis {
namespace {

model::Verdict verdict_of(const std::optional<model::Comparison>& comparison) {
  return comparison ? comparison->verdict : model::Verdict::none;
}

/// Worse by its own p, whatever else was tried.
bool has_regressed(const std::optional<model::Comparison>& comparison, double significance) {
  if (!comparison) return false;
  const model::Verdict verdict = comparison->verdict;
  return verdict == model::Verdict::failed || verdict == model::Verdict::clearly_worse ||
         (verdict == model::Verdict::probably_worse && comparison->objective.p <= significance);
}

bool same_value(const model::Estimate& a, const model::Estimate& b) {
  constexpr double kRounding = 1e-9;
  if (std::isnan(a.mean) || std::isnan(b.mean)) return std::isnan(a.mean) == std::isnan(b.mean);
  return std::fabs(a.mean - b.mean) <= kRounding * std::max(std::fabs(a.mean), std::fabs(b.mean));
}

/// Looks at one kind of change after the other.
class Changes {
 public:
  Changes(const model::PreviousSite& before, const model::Findings& findings, std::span<const model::RunDigest> runs)
      : before_(before), findings_(findings), runs_(runs), matches_(match_experiments(before, findings, runs)) {}

  model::SinceLast find() {
    find_objectives();
    for (model::Index now = 0; now < findings_.experiments.size(); ++now) look_at(now);
    find_gone();
    for (model::Index project = 0; project < findings_.projects.size(); ++project) look_at_best(project);
    find_closed_tasks();
    found_.changes_before = before_.changes;
    return std::move(found_);
  }

 private:
  void find_objectives() {
    std::map<std::string_view, const model::PreviousExperiment*> objectives;
    for (const model::PreviousExperiment& experiment : before_.experiments) {
      if (!experiment.objective.empty()) objectives.try_emplace(experiment.project, &experiment);
    }
    other_objective_.resize(findings_.projects.size());
    for (model::Index i = 0; i < findings_.projects.size(); ++i) {
      const model::Project& project = findings_.projects[i];
      if (!matches_.project_before[i]) continue;
      const auto found = objectives.find(*matches_.project_before[i]);
      const std::string was = found == objectives.end() ? "" : found->second->objective;
      const std::string now = project.objective ? project.metrics[*project.objective].name : "";
      const auto direction =
          project.objective ? project.metrics[*project.objective].direction : model::Direction::unknown;
      const bool turned = was == now && !now.empty() && found->second->direction != direction;
      if (was == now && !turned) continue;
      other_objective_[i] = true;
      // No experiment of then had a value of it: that is no change of what is looked at.
      if (!was.empty()) found_.objectives.push_back({i, was, now});
    }
  }

  void look_at(model::Index now) {
    const model::Experiment& experiment = findings_.experiments[now];
    const std::optional<model::Index> match = matches_.before_of[now];
    const model::Verdict verdict = verdict_of(experiment.versus_parent);
    if (!match) {
      found_.new_experiments.push_back(now);
      if (regressed(experiment)) found_.regressions.push_back(now);
      return;
    }
    const model::PreviousExperiment& before = before_.experiments[*match];
    find_new_runs(experiment, before);
    const bool both_known = before.verdict != model::Verdict::none && verdict != model::Verdict::none;
    if (both_known && before.verdict != verdict && !other_objective_[experiment.project] && has_new_values(now)) {
      found_.flipped.push_back({now, before.verdict, verdict});
      if (regressed(experiment)) found_.regressions.push_back(now);
    }
    if (before.decision && *before.decision != experiment.decision)
      found_.decided.push_back({now, *before.decision, experiment.decision});
  }

  bool regressed(const model::Experiment& experiment) const {
    const double significance = findings_.projects[experiment.project].significance;
    return has_regressed(experiment.versus_parent ? experiment.versus_parent : experiment.versus_baseline,
                         significance);
  }

  /// Whether the experiment, or its parent, has other runs or another value than before. Without, its verdict can only
  /// have changed because of what others did.
  bool has_new_values(model::Index now) const {
    const auto changed = [&](model::Index index) {
      const model::Experiment& experiment = findings_.experiments[index];
      const std::optional<model::Index> match = matches_.before_of[index];
      if (!match) return true;
      const model::PreviousExperiment& before = before_.experiments[*match];
      std::multiset<std::string_view> had(before.runs.begin(), before.runs.end()), has;
      for (const model::Index run : experiment.runs) has.insert(runs_[run].id);
      const std::optional<model::Index> objective = findings_.projects[experiment.project].objective;
      const model::MetricEstimate* value = objective ? experiment.find(*objective) : nullptr;
      return had != has || !same_value(before.estimate, value ? value->at_best : model::Estimate{});
    };
    const std::optional<model::Comparison>& parent = findings_.experiments[now].versus_parent;
    return changed(now) || (parent && changed(parent->other));
  }

  void find_new_runs(const model::Experiment& experiment, const model::PreviousExperiment& before) {
    const std::set<std::string_view> had(before.runs.begin(), before.runs.end());
    for (const model::Index run : experiment.runs) {
      const std::string& id = runs_[run].id;
      const auto anywhere = matches_.with_run.find(id);
      const bool moved = anywhere != matches_.with_run.end() && anywhere->second.size() == 1;
      if (!had.contains(id) && !moved) found_.new_runs.push_back(run);
    }
  }

  void find_gone() {
    std::set<std::string_view> projects;
    for (const auto& experiment : before_.experiments) projects.insert(experiment.project);
    for (model::Index i = 0; i < before_.experiments.size(); ++i) {
      if (matches_.now_of[i]) continue;
      const model::PreviousExperiment& gone = before_.experiments[i];
      const bool several = projects.size() > 1 && !gone.project.empty();
      found_.gone_experiments.push_back(several ? gone.id + " of " + gone.project : gone.id);
    }
  }

  /// The best before, as one of the previous site's experiments.
  std::optional<model::Index> best_before(const std::string& project) const {
    const auto best = before_.best.find(project);
    if (best == before_.best.end()) return std::nullopt;
    for (model::Index i = 0; i < before_.experiments.size(); ++i) {
      if (before_.experiments[i].project == project && before_.experiments[i].id == best->second) return i;
    }
    return std::nullopt;
  }

  void look_at_best(model::Index index) {
    const model::Project& project = findings_.projects[index];
    const auto best = std::find_if(project.best.begin(), project.best.end(), [](const model::BestConfiguration& one) {
      return one.purpose == model::Purpose::accuracy;
    });
    if (best == project.best.end() || !project.objective || !matches_.project_before[index] || other_objective_[index])
      return;
    const std::optional<model::Index> was = best_before(*matches_.project_before[index]);
    if (!was || matches_.before_of[best->experiment] == was) return;
    model::SinceLast::NewBest found{
        .project = index, .experiment = best->experiment, .before = before_.experiments[*was].id};
    found.estimate_before = before_.experiments[*was].estimate;
    found.before_now = matches_.now_of[*was];
    // Of a project that was divided, the best before went with one of the parts.
    if (found.before_now && findings_.experiments[*found.before_now].project != index) return;
    if (found.before_now && findings_.experiments[*found.before_now].is_ranked()) {
      found.difference =
          compare_objective(project, findings_.experiments[*found.before_now], findings_.experiments[best->experiment]);
    }
    found_.new_bests.push_back(std::move(found));
  }

  void find_closed_tasks() {
    std::map<model::Index, std::set<std::string_view>> open;  // by experiment of now
    std::map<std::pair<std::string_view, std::string_view>, std::vector<model::Index>> now_of;
    for (model::Index i = 0; i < before_.experiments.size(); ++i) {
      if (!matches_.now_of[i]) continue;
      const model::PreviousExperiment& experiment = before_.experiments[i];
      now_of[{experiment.project, experiment.id}].push_back(*matches_.now_of[i]);
      now_of[{std::string_view(), experiment.id}].push_back(*matches_.now_of[i]);
    }
    for (const model::PreviousTask& task : before_.open_tasks) {
      const auto found = now_of.find({task.project, task.experiment});
      if (found == now_of.end()) continue;
      for (const model::Index now : found->second) open[now].insert(task.text);
    }
    for (const auto& [now, texts] : open) close_tasks(now, texts);
  }

  void close_tasks(model::Index now, const std::set<std::string_view>& open_before) {
    const model::Experiment& experiment = findings_.experiments[now];
    std::vector<const model::Task*> tasks;
    const auto add = [&](const std::vector<model::Note>& notes) {
      for (const model::Note& note : notes) {
        for (const model::Task& task : note.next_steps) tasks.push_back(&task);
      }
    };
    add(experiment.notes);
    for (const model::Index run : experiment.runs) add(runs_[run].notes);
    std::set<std::string_view> settled;  // still open somewhere, or told already
    for (const model::Task* task : tasks) {
      if (!task->done) settled.insert(task->text);
    }
    for (const model::Task* task : tasks) {
      if (task->done && open_before.contains(task->text) && settled.insert(task->text).second)
        found_.closed_tasks.push_back({now, task->text});
    }
  }

  const model::PreviousSite& before_;
  const model::Findings& findings_;
  std::span<const model::RunDigest> runs_;
  ExperimentMatches matches_;
  std::vector<bool> other_objective_;
  model::SinceLast found_;
};

}  // namespace

model::SinceLast find_changes_since(const model::PreviousSite& before, const model::Findings& findings,
                                    std::span<const model::RunDigest> runs) {
  return Changes(before, findings, runs).find();
}

}  // namespace analysis
