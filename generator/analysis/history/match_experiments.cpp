#include "analysis/history/match_experiments.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>

#include "analysis/history/since_last.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "model/previous_site.h"
#include "model/run_digest.h"

namespace analysis {
namespace {

using Key = std::pair<std::string, std::string>;  ///< project, id

/// Runs that an experiment of now and one of before share.
struct Overlap {
  model::Index now = 0, before = 0;
  std::size_t shared = 0;
  bool same_id = false;
};

class Matcher {
 public:
  Matcher(const model::PreviousSite& before, const model::Findings& findings, std::span<const model::RunDigest> runs)
      : before_(before), findings_(findings), runs_(runs) {
    matches_.before_of.resize(findings.experiments.size());
    matches_.now_of.resize(before.experiments.size());
    for (model::Index i = 0; i < before.experiments.size(); ++i) {
      const model::PreviousExperiment& experiment = before.experiments[i];
      by_key_.try_emplace({experiment.project, experiment.id}, i);
      for (const std::string& run : experiment.runs) matches_.with_run[run].push_back(i);
    }
  }

  ExperimentMatches match() {
    match_by_runs();
    match_projects();
    match_by_ids();
    match_projects();
    return std::move(matches_);
  }

 private:
  std::optional<model::Index> namesake(const model::Experiment& experiment) const {
    const model::Project& project = findings_.projects[experiment.project];
    std::string name = project.name;
    if (!matches_.project_before.empty()) name = matches_.project_before[experiment.project].value_or(name);
    const auto found = by_key_.find({name, experiment.id});
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
  }

  void add_overlaps(model::Index now, std::vector<Overlap>& overlaps) const {
    const model::Experiment& experiment = findings_.experiments[now];
    const std::optional<model::Index> same = namesake(experiment);
    std::map<model::Index, std::size_t> shared;
    for (const model::Index run : experiment.runs) {
      const auto found = matches_.with_run.find(runs_[run].id);
      if (found == matches_.with_run.end()) continue;
      const std::vector<model::Index>& had = found->second;
      if (had.size() <= kMostNamesakes) {
        for (const model::Index before : had) ++shared[before];
      } else if (same && std::binary_search(had.begin(), had.end(), *same)) {
        ++shared[*same];
      }
    }
    for (const auto& [before, count] : shared) {
      if (2 * count > experiment.runs.size() || 2 * count > before_.experiments[before].runs.size()) {
        overlaps.push_back({now, before, count, same == before});
      }
    }
  }

  void match_by_runs() {
    std::vector<Overlap> overlaps;
    for (model::Index now = 0; now < findings_.experiments.size(); ++now) add_overlaps(now, overlaps);
    std::stable_sort(overlaps.begin(), overlaps.end(), [](const Overlap& a, const Overlap& b) {
      return std::tuple(b.shared, b.same_id, a.now, a.before) < std::tuple(a.shared, a.same_id, b.now, b.before);
    });
    for (const Overlap& overlap : overlaps) pair(overlap.now, overlap.before);
  }

  bool shares_runs(const model::Experiment& experiment) const {
    return std::any_of(experiment.runs.begin(), experiment.runs.end(),
                       [&](model::Index run) { return matches_.with_run.contains(runs_[run].id); });
  }

  bool has_given_id(const model::Experiment& experiment) const {
    return std::any_of(experiment.runs.begin(), experiment.runs.end(),
                       [&](model::Index run) { return !runs_[run].experiment.empty(); });
  }

  /// Made again from the start: all of its runs are new, and none of those it had is left.
  void match_by_ids() {
    std::set<std::string_view> left;
    for (const model::RunDigest& run : runs_) left.insert(run.id);
    for (model::Index now = 0; now < findings_.experiments.size(); ++now) {
      const model::Experiment& experiment = findings_.experiments[now];
      const std::optional<model::Index> before = namesake(experiment);
      if (!before || matches_.before_of[now] || !has_given_id(experiment) || shares_runs(experiment)) continue;
      const auto& had = before_.experiments[*before].runs;
      if (std::none_of(had.begin(), had.end(), [&](const std::string& run) { return left.contains(run); }))
        pair(now, *before);
    }
  }

  void pair(model::Index now, model::Index before) {
    if (matches_.before_of[now] || matches_.now_of[before]) return;
    matches_.before_of[now] = before;
    matches_.now_of[before] = now;
  }

  void match_projects() {
    std::set<std::string_view> then, names;
    for (const auto& experiment : before_.experiments) then.insert(experiment.project);
    for (const model::Project& project : findings_.projects) names.insert(project.name);
    matches_.project_before.assign(findings_.projects.size(), std::nullopt);
    for (model::Index i = 0; i < findings_.projects.size(); ++i) {
      const model::Project& project = findings_.projects[i];
      if (then.contains(project.name)) {
        matches_.project_before[i] = project.name;
        continue;
      }
      std::map<std::string, std::size_t> votes;
      for (const model::Index now : project.experiments) {
        if (const auto& match = matches_.before_of[now]; match && !names.contains(before_.experiments[*match].project))
          ++votes[before_.experiments[*match].project];
      }
      const auto most = std::max_element(votes.begin(), votes.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (most != votes.end()) matches_.project_before[i] = most->first;
    }
  }

  const model::PreviousSite& before_;
  const model::Findings& findings_;
  std::span<const model::RunDigest> runs_;
  std::map<Key, model::Index> by_key_;
  ExperimentMatches matches_;
};

}  // namespace

ExperimentMatches match_experiments(const model::PreviousSite& before, const model::Findings& findings,
                                    std::span<const model::RunDigest> runs) {
  return Matcher(before, findings, runs).match();
}

}  // namespace analysis
