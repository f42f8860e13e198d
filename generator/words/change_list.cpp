#include "words/change_list.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <map>
#include <utility>

#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/since_last.h"
#include "model/index.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Experiment;
using model::Index;
using model::SinceLast;

class Lister {
 public:
  explicit Lister(const model::Findings& findings) : findings_(findings), since_(*findings.since_last) {}

  std::vector<ListedChange> list() {
    for (const auto& change : since_.objectives) add_objective(change);
    for (const auto& best : since_.new_bests) add_best(best);
    for (const auto& flip : since_.flipped) add_flip(flip);
    for (const auto& flip : since_.decided) add_decision(flip);
    for (const Index index : since_.new_experiments) add_new(index);
    add_new_runs();
    for (const auto& task : since_.closed_tasks) {
      add("task", task.experiment, "", "", name(task.experiment) + ": done: " + base::make_visible(task.text));
    }
    for (const std::string& id : since_.gone_experiments) {
      out_.push_back({.kind = "gone", .before = id, .sentence = base::make_visible(id) + " is gone"});
    }
    return std::move(out_);
  }

 private:
  std::string name(Index index) const {
    const Experiment& experiment = findings_.experiments[index];
    const std::string& project = findings_.projects[experiment.project].name;
    const bool several = findings_.projects.size() > 1 && !project.empty();
    return base::make_visible(experiment.shown()) + (several ? " of " + base::make_visible(project) : "");
  }

  ListedChange& add(const char* kind, Index experiment, std::string before, std::string now, std::string sentence) {
    const auto& worse = since_.regressions;  // sorted, as experiments are
    out_.push_back({.kind = kind,
                    .project = findings_.experiments[experiment].project,
                    .experiment = experiment,
                    .before = std::move(before),
                    .now = std::move(now),
                    .sentence = std::move(sentence)});
    const bool told = out_.back().kind == "verdict" || out_.back().kind == "new_experiment";
    out_.back().regression = told && std::binary_search(worse.begin(), worse.end(), experiment);
    return out_.back();
  }

  /// "against EXP001: Validation accuracy 96.2 → 97.4 % (…): improved"; empty without a verdict.
  std::string verdict(Index index) const {
    const Experiment& experiment = findings_.experiments[index];
    const auto& versus = experiment.versus_parent ? experiment.versus_parent : experiment.versus_baseline;
    if (!versus) return "";
    const Experiment& other = findings_.experiments[versus->other];
    const std::string sentence = verdict_sentence(findings_.projects[experiment.project], other, experiment, *versus);
    return sentence.empty() ? "" : "against " + base::make_visible(other.shown()) + ": " + sentence;
  }

  void add_objective(const SinceLast::ObjectiveChange& change) {
    const std::string& project = findings_.projects[change.project].name;
    std::string sentence = "The objective";
    if (findings_.projects.size() > 1 && !project.empty()) sentence += " of " + base::make_visible(project);
    sentence += change.before == change.now
                    ? ", " + base::make_visible(change.now) + ", is now better in the other direction"
                : change.now.empty()
                    ? " was " + base::make_visible(change.before) + ", and there is none now"
                    : " was " + base::make_visible(change.before) + " and is now " + base::make_visible(change.now);
    out_.push_back({.kind = "objective",
                    .project = change.project,
                    .before = change.before,
                    .now = change.now,
                    .sentence = sentence + "; bests and verdicts of before are not compared"});
  }

  void add_best(const SinceLast::NewBest& best) {
    const model::Project& project = findings_.projects[best.project];
    const model::MetricInfo& objective = project.metrics[*project.objective];
    const auto* now = findings_.experiments[best.experiment].find(*project.objective);
    std::string sentence =
        name(best.experiment) + " is the new best for " + base::make_visible(metric_in_sentence(objective));
    const auto* was = best.before_now ? findings_.experiments[*best.before_now].find(*project.objective) : nullptr;
    if (now != nullptr && was != nullptr && std::isfinite(best.difference.estimate)) {
      const std::string interval = interval_words(best.difference, objective.kind);
      sentence += ", before it was " + name(*best.before_now) + ": " +
                  from_to(was->at_best, now->at_best, objective.kind) + " (" +
                  format_difference(best.difference, objective.kind) + (interval.empty() ? "" : ", " + interval) +
                  ", " + repeats_text(was->at_best, now->at_best) + ")";
    } else {
      const bool apart = best.before_now && !findings_.experiments[*best.before_now].is_ranked();
      sentence += "; the best before, " + base::make_visible(best.before) +
                  (apart             ? ", was measured on something else"
                   : best.before_now ? ", has no value now"
                                     : ", is gone");
    }
    const Experiment& winner = findings_.experiments[best.experiment];
    add("new_best", best.experiment, best.before, winner.id, std::move(sentence)).best = &best;
  }

  void add_flip(const SinceLast::VerdictFlip& flip) {
    const std::string because = verdict(flip.experiment);
    add("verdict", flip.experiment, std::string(model::name_of(flip.before)), std::string(model::name_of(flip.now)),
        name(flip.experiment) + ": the verdict was " + std::string(model::words_of(flip.before)) + " and is now " +
            std::string(model::words_of(flip.now)) + (because.empty() ? "" : ", " + because));
  }

  void add_decision(const SinceLast::DecisionFlip& flip) {
    add("decision", flip.experiment, std::string(model::name_of(flip.before)), std::string(model::name_of(flip.now)),
        name(flip.experiment) + ": the decision was " + std::string(model::words_of(flip.before)) + " and is now " +
            std::string(model::words_of(flip.now)));
  }

  void add_new(Index index) {
    const Experiment& experiment = findings_.experiments[index];
    const std::string because = verdict(index);
    add("new_experiment", index, "", "",
        name(index) + " is new, " + counted(experiment.runs.size(), "run", "runs") +
            (because.empty() ? "" : "; " + because));
  }

  void add_new_runs() {
    std::map<Index, std::size_t> counts;
    for (const Index run : since_.new_runs) {
      if (const auto& experiment = findings_.experiment_of_run[run]) ++counts[*experiment];
    }
    for (const auto& [index, count] : counts) {
      add("new_runs", index, "", "",
          name(index) + " has " + counted(count, "new run", "new runs") + ", now " +
              format_count(findings_.experiments[index].runs.size()));
    }
  }

  const model::Findings& findings_;
  const SinceLast& since_;
  std::vector<ListedChange> out_;
};

}  // namespace

std::vector<ListedChange> list_changes(const model::Findings& findings) {
  assert(findings.since_last);
  return Lister(findings).list();
}

std::vector<ListedChange> list_regressions(const model::Findings& findings) {
  std::vector<ListedChange> all = list_changes(findings);
  std::erase_if(all, [](const ListedChange& change) { return !change.regression; });
  return all;
}

}  // namespace words
