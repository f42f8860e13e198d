#include "words/story/loop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/loop.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::Index;
using model::Loop;

constexpr std::size_t kMostTriesNamed = 5;
constexpr std::size_t kLongestTitle = 60;

/// Whether the mean of `a` is better than that of `b`. REQUIRES: an objective with a direction.
bool is_better(const model::Findings& findings, const model::Project& project, Index a, Index b) {
  const model::Estimate* first = objective_estimate(findings, findings.experiments[a]);
  const model::Estimate* second = objective_estimate(findings, findings.experiments[b]);
  if (first == nullptr || second == nullptr) return false;
  const bool minimize = objective_of(project)->direction == model::Direction::minimize;
  return minimize ? first->mean < second->mean : first->mean > second->mean;
}

/// "0.852"; empty without a finite mean.
std::string mean_text(const model::Findings& findings, const model::Project& project, Index index) {
  const model::Estimate* estimate = objective_estimate(findings, findings.experiments[index]);
  if (estimate == nullptr || !std::isfinite(estimate->mean)) return "";
  return format_value(estimate->mean, objective_of(project)->kind);
}

/// "mar8-4 (increase LR to 0.04)".
Phrase try_name(const model::Findings& findings, Index index) {
  const model::Experiment& experiment = findings.experiments[index];
  Phrase out = experiment_link(findings, index);
  if (experiment.title.empty() || experiment.title == experiment.shown()) return out;
  return out + " (" + base::shorten(base::make_visible(experiment.title), kLongestTitle) + ")";
}

Phrase try_names(const model::Findings& findings, const std::vector<Index>& tries) {
  std::vector<Phrase> names;
  for (const Index index : tries) names.push_back(try_name(findings, index));
  return listed_with_rest(std::move(names), kMostTriesNamed);
}

/// Experiments by what became of them; one that failed counts as failed whatever was decided.
struct Outcomes {
  std::size_t kept = 0, discarded = 0, failed = 0, open = 0;
  std::size_t all() const { return kept + discarded + failed + open; }
};

Outcomes outcomes_of(const model::Findings& findings, const model::Project& project) {
  Outcomes out;
  for (const Index index : project.experiments) {
    const model::Experiment& experiment = findings.experiments[index];
    if (experiment.status == model::ExperimentStatus::failed) {
      ++out.failed;
    } else if (experiment.decision == model::Decision::keep) {
      ++out.kept;
    } else if (experiment.decision == model::Decision::discard) {
      ++out.discarded;
    } else {
      ++out.open;
    }
  }
  return out;
}

Phrase counts_sentence(const Outcomes& outcomes) {
  const double share = static_cast<double>(outcomes.kept) / static_cast<double>(outcomes.all());
  Phrase out = "Of " + counted(outcomes.all(), "try", "tries") + ", " + strong(format_count(outcomes.kept)) +
               (outcomes.kept == 1 ? " was" : " were") + " kept (" + base::fixed_text(100 * share, 0) + "\u202f%)";
  std::vector<std::string> others;
  if (outcomes.discarded > 0) others.push_back(format_count(outcomes.discarded) + " discarded");
  if (outcomes.failed > 0) others.push_back(format_count(outcomes.failed) + " failed");
  if (outcomes.open > 0)
    others.push_back(format_count(outcomes.open) + (outcomes.open == 1 ? " has" : " have") + " no decision");
  return others.empty() ? out + "." : out + ", " + listed(others) + ".";
}

Phrase since_sentence(const model::Findings& findings, const model::Project& project, const Loop& loop) {
  const Phrase last = try_name(findings, loop.champions.back());
  const auto& log = project.experiments;
  const auto kept = std::find(log.rbegin(), log.rend(), loop.champions.back());
  const std::vector<Index> latest_first(log.rbegin(), kept);
  const std::size_t count = latest_first.size();
  if (count == 0) return "The last try was kept: " + last + ".";
  const Phrase out = "Since the last one that was kept, " + last + ", ";
  if (count == 1) return out + "one was tried: " + try_names(findings, latest_first) + ".";
  return out + format_count(count) + " were tried; the latest first: " + try_names(findings, latest_first) + ".";
}

/// The champion with the best mean; the first of equal ones. REQUIRES: there is a champion, and a direction.
Index best_champion(const model::Findings& findings, const model::Project& project, const Loop& loop) {
  Index best = loop.champions.front();
  for (const Index champion : loop.champions) {
    if (is_better(findings, project, champion, best)) best = champion;
  }
  return best;
}

Phrase better_kept_sentence(const model::Findings& findings, const model::Project& project, Index best, Index last) {
  const std::string best_text = mean_text(findings, project, best), last_text = mean_text(findings, project, last);
  if (best == last || best_text == last_text) return "";
  return "What was kept last has " + last_text + ", " + try_name(findings, best) + " before it has " + best_text + ".";
}

Phrase better_discarded_sentence(const model::Findings& findings, const model::Project& project, Index best) {
  std::vector<Index> better;
  for (const Index index : project.experiments) {
    const model::Experiment& experiment = findings.experiments[index];
    const bool discarded = experiment.decision == model::Decision::discard &&
                           experiment.status != model::ExperimentStatus::failed && experiment.is_ranked();
    if (discarded && is_better(findings, project, index, best)) better.push_back(index);
  }
  if (better.empty()) return "";
  return "Discarded, though better than all that was kept: " + try_names(findings, better) + ".";
}

bool has_direction(const model::Project& project) {
  const model::MetricInfo* objective = objective_of(project);
  return objective != nullptr && objective->direction != model::Direction::unknown;
}

}  // namespace

std::optional<std::string> loop_headline(const model::Findings& findings, const model::Project& project) {
  if (!project.loop || project.loop->champions.empty() || !has_direction(project)) return std::nullopt;
  const Loop& loop = *project.loop;
  const Outcomes outcomes = outcomes_of(findings, project);
  const Index best = best_champion(findings, project, loop);
  const std::string first_text = mean_text(findings, project, loop.champions.front());
  const std::string metric = metric_at_start(*objective_of(project));
  const std::string tries = counted(outcomes.all(), "try", "tries");
  if (best == loop.champions.front())
    return metric + " " + first_text + " at the start; nothing that was kept in " + tries + " is better";
  return metric + " went from " + first_text + " to " + mean_text(findings, project, best) + " in " + tries + ", " +
         format_count(outcomes.kept) + " of which were kept";
}

std::vector<Phrase> loop_story(const model::Findings& findings, const model::Project& project) {
  std::vector<Phrase> story;
  if (!project.loop) return story;
  const Loop& loop = *project.loop;
  story.push_back(counts_sentence(outcomes_of(findings, project)));
  if (loop.champions.empty()) return story;
  std::vector<Phrase> more;
  if (has_direction(project)) {
    const Index best = best_champion(findings, project, loop);
    more.push_back(better_kept_sentence(findings, project, best, loop.champions.back()));
    more.push_back(better_discarded_sentence(findings, project, best));
  }
  more.push_back(since_sentence(findings, project, loop));
  for (Phrase& sentence : more) {
    if (!sentence.empty()) story.push_back(std::move(sentence));
  }
  return story;
}

}  // namespace words
