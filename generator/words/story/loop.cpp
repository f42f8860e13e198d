#include "words/story/loop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
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

constexpr std::size_t kMostTriesNamed = 5, kMostListed = 3;
constexpr std::size_t kLongestTitle = 60;
constexpr std::size_t kFewestForChance = 5;  ///< of fewer tries, what chance would have kept says nothing

/// "0.852"; empty without a finite mean.
std::string mean_text(const model::Findings& findings, const model::Project& project, Index index) {
  const model::Estimate* estimate = objective_estimate(findings, findings.experiments[index]);
  if (estimate == nullptr || !std::isfinite(estimate->mean)) return "";
  return format_value(estimate->mean, objective_of(project)->kind);
}

/// "mar8-4 (increase LR to 0.04)", "mar8-4 (increase LR to 0.04; the best)".
Phrase try_name(const model::Findings& findings, Index index, const std::string& remark = "") {
  const model::Experiment& experiment = findings.experiments[index];
  const bool has_title = !experiment.title.empty() && experiment.title != experiment.shown();
  std::string beside = has_title ? base::shorten(base::make_visible(experiment.title), kLongestTitle) : "";
  if (!remark.empty()) beside += (beside.empty() ? "" : "; ") + remark;
  const Phrase out = experiment_link(findings, index);
  return beside.empty() ? out : out + " (" + beside + ")";
}

Phrase try_names(const model::Findings& findings, const std::vector<Index>& tries, std::size_t most) {
  std::vector<Phrase> names;
  for (const Index index : tries) names.push_back(try_name(findings, index));
  return listed_with_rest(std::move(names), most);
}

Phrase counts_sentence(const model::LoopOutcomes& outcomes) {
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
  if (count == 1) return out + "one was tried: " + try_names(findings, latest_first, kMostTriesNamed) + ".";
  return out + format_count(count) +
         " were tried; the latest first: " + try_names(findings, latest_first, kMostTriesNamed) + ".";
}

Phrase better_kept_sentence(const model::Findings& findings, const model::Project& project, Index best, Index last) {
  const std::string best_text = mean_text(findings, project, best), last_text = mean_text(findings, project, last);
  if (best == last || best_text == last_text) return "";
  return "What was kept last has " + last_text + ", " + try_name(findings, best) + " before it has " + best_text + ".";
}

/// "Discarded, though better than what was kept before: a and b." Empty for none.
Phrase list_sentence(const model::Findings& findings, const char* what, const std::vector<Index>& tries) {
  return tries.empty() ? Phrase() : what + (": " + try_names(findings, tries, kMostListed)) + ".";
}

bool has_race(const model::Project& project) {
  return project.loop && project.loop->best && std::isfinite(project.loop->race.gain);
}

bool has_gained(const model::Project& project) {
  return has_race(project) && project.loop->race.gain > 0;
}

/// An expected size, with the digits that it has: one, and one more below 3.
std::string about(double size, model::ValueKind kind) {
  if (!(size > 0)) return format_size(0, kind);
  const double unit = std::pow(10.0, std::floor(std::log10(size)));
  const double step = size / unit < 3 ? unit / 10 : unit;
  return format_size(std::round(size / step) * step, kind);
}

/// A gain in the objective's own direction: "−0.0119" where it is minimised.
std::string gain_text(double gain, const model::MetricInfo& objective) {
  return format_difference(objective.direction == model::Direction::minimize ? -gain : gain, objective.kind);
}

/// What stands in the way of saying how much is luck.
Phrase unknown_noise_sentence(const model::Findings& findings, const model::LoopRace& race) {
  const bool same = race.noise.source == model::NoiseSource::same_again;
  Phrase out = "How much of that is luck cannot be said: ";
  out += same ? "what was measured again gave the same in every digit, as one seed always does."
              : "nothing was measured twice.";
  std::vector<Phrase> names;
  for (const Index index : race.measure_again) names.push_back(try_name(findings, index));
  if (names.empty()) return out;
  out += " Measure " + listed(names);
  if (same) return out + (names.size() == 1 ? " with another seed." : " with another seed each.");
  return out + (names.size() == 1 ? " once more." : " once more each.");
}

Phrase luck_sentence(const model::Findings& findings, const model::Project& project) {
  const model::LoopRace& race = project.loop->race;
  if (!has_gained(project)) return "";
  if (!race.noise.is_known()) return unknown_noise_sentence(findings, race);
  const model::ValueKind kind = objective_of(project)->kind;
  const std::string gained = "the " + format_size(race.gain, kind) + " gained";
  if (race.rivals < 2) return "Hardly any of " + gained + " is luck: no other try comes near the best one.";
  const std::size_t others = race.rivals - 1;
  const std::string rivals = counted(others, "other try lies", "other tries lie") + " within noise of the best one";
  if (race.luck >= race.gain) return "All of " + gained + " may be luck: " + rivals + ".";
  return "About " + strong(about(race.luck, kind)) + " of " + gained + " may be luck: " + rivals + ".";
}

/// "Measured 2 more times, mar8-4 gave 0.341 on average, in which there is no luck of selection."
Phrase confirmed_sentence(const model::Findings& findings, const model::Project& project) {
  const model::Loop& loop = *project.loop;
  const model::Estimate* estimate = objective_estimate(findings, findings.experiments[*loop.best]);
  if (!has_gained(project) || !std::isfinite(loop.race.confirmed) || estimate == nullptr || estimate->n < 2) return "";
  const std::size_t again = estimate->n - 1;
  const std::string times = again == 1 ? "once more" : format_count(again) + " more times";
  return "Measured " + times + ", " + experiment_link(findings, *loop.best) + " gave " +
         strong(format_value(loop.race.confirmed, objective_of(project)->kind)) + (again == 1 ? "" : " on average") +
         ", in which being chosen has no part.";
}

Phrase clear_sentence(const model::Findings& findings, const model::Project& project) {
  const model::LoopRace& race = project.loop->race;
  if (!race.noise.is_known() || race.steps.empty()) return "";
  const model::MetricInfo& objective = *objective_of(project);
  std::vector<model::LoopStep> clear;
  double rest = 0;
  for (const model::LoopStep& step : race.steps) {
    if (step.clear) clear.push_back(step);
    if (!step.clear) rest += step.gain;
  }
  const std::size_t others = race.steps.size() - clear.size();
  const std::string needed = "after one run each, " + about(race.needed, objective.kind) + " is needed";
  if (clear.empty()) {
    if (others == 1) return "The one change that was kept is too close to call: " + needed + ".";
    return "None of the " + format_count(others) + " changes that were kept is clear: " + needed + ".";
  }
  std::stable_sort(clear.begin(), clear.end(),
                   [](const model::LoopStep& a, const model::LoopStep& b) { return a.gain > b.gain; });
  std::vector<Phrase> names;
  for (const model::LoopStep& step : clear) {
    names.push_back(try_name(findings, step.champion, gain_text(step.gain, objective)));
  }
  Phrase out = strong(counted(clear.size(), "change is", "changes are")) +
               " clear: " + listed_with_rest(std::move(names), kMostTriesNamed) + " (" + needed + ").";
  if (others == 0) return out;
  const std::string together = gain_text(rest, objective);
  if (others == 1) return out + " The other one that was kept, " + together + ", is too close to call.";
  return out + " The other " + format_count(others) + " that were kept, " + together +
         " together, are each too close to call.";
}

Phrase chance_sentence(const model::Findings& findings, const model::Project& project) {
  const model::LoopSince& since = project.loop->race.since;
  if (!project.loop->race.noise.is_known() || since.tries < kFewestForChance) return "";
  const model::ValueKind kind = objective_of(project)->kind;
  const Phrase from = since.clear ? "the last clear one, " + experiment_link(findings, *since.clear) : "the start";
  const std::string kept =
      since.kept == 0 ? "none was kept" : format_count(since.kept) + (since.kept == 1 ? " was" : " were") + " kept";
  const std::string gained = since.gain > 0 ? ", which gained " + format_size(since.gain, kind) : ", none better";
  const auto by_chance = static_cast<std::uint64_t>(std::llround(since.chance_kept));
  return "Of " + counted(since.tries, "try", "tries") + " since " + from + ", " + kept +
         (since.kept > 0 ? gained : "") + "; chance alone would keep about " + format_count(by_chance) +
         " and gain about " + about(since.chance_gain, kind) + ".";
}

Phrase measure_again_sentence(const model::Findings& findings, const model::Project& project) {
  const model::Loop& loop = *project.loop;
  if (!loop.race.noise.is_known() || loop.race.measure_again.empty()) return "";
  std::vector<Phrase> names;
  for (const Index index : loop.race.measure_again) {
    const char* what = index == *loop.best ? "the best" : index == loop.champions.front() ? "the start" : "";
    names.push_back(try_name(findings, index, what));
  }
  return "Measure again first: " + listed(names) + ".";
}

}  // namespace

std::optional<std::string> loop_headline(const model::Findings& findings, const model::Project& project) {
  if (!project.loop || !project.loop->best) return std::nullopt;
  const Loop& loop = *project.loop;
  const std::string first_text = mean_text(findings, project, loop.champions.front());
  const std::string metric = metric_at_start(*objective_of(project));
  const std::string tries = counted(loop.outcomes.all(), "try", "tries");
  if (*loop.best == loop.champions.front())
    return metric + " " + first_text + " at the start; nothing that was kept in " + tries + " is better";
  return metric + " went from " + first_text + " to " + mean_text(findings, project, *loop.best) + " in " + tries +
         ", " + format_count(loop.outcomes.kept) + " of which were kept";
}

std::vector<Phrase> loop_story(const model::Findings& findings, const model::Project& project) {
  std::vector<Phrase> story;
  if (!project.loop) return story;
  const Loop& loop = *project.loop;
  story.push_back(counts_sentence(loop.outcomes));
  if (loop.champions.empty()) return story;
  std::vector<Phrase> more;
  if (loop.best) {
    const model::LoopRace& race = loop.race;
    more = {luck_sentence(findings, project),
            confirmed_sentence(findings, project),
            clear_sentence(findings, project),
            chance_sentence(findings, project),
            measure_again_sentence(findings, project),
            better_kept_sentence(findings, project, *loop.best, loop.champions.back()),
            list_sentence(findings, "Discarded, though better than what had been kept", race.discarded_though_better),
            list_sentence(findings, "Kept, though worse than what had been kept", race.kept_though_worse),
            list_sentence(findings, "Discarded, though it cannot be told from the best", race.near_misses)};
  }
  more.push_back(since_sentence(findings, project, loop));
  for (Phrase& sentence : more) {
    if (!sentence.empty()) story.push_back(std::move(sentence));
  }
  return story;
}

}  // namespace words
