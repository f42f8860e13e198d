#include "words/story/project_story.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/loop.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"
#include "words/best.h"
#include "words/examples.h"
#include "words/experiment.h"
#include "words/measured_on.h"
#include "words/parts/change.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/secondary.h"
#include "words/story/kind_story.h"
#include "words/story/loop.h"
#include "words/story/luck.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::Experiment;
using model::MetricInfo;
using model::Project;
using model::Verdict;

constexpr std::size_t kMostExperimentsNamed = 3;
constexpr std::size_t kMostCredited = 3;
constexpr std::size_t kEnoughPairs = 3;
constexpr double kWorthTelling = 1.1;  ///< times as fast

/// The best experiment for the objective with its estimate; nothing where there is none, or no telling what is better.
struct Best {
  model::Index index = 0;
  const Experiment* experiment = nullptr;
  const model::Estimate* estimate = nullptr;
};

Best best_of(const model::Findings& findings, const Project& project) {
  const MetricInfo* objective = objective_of(project);
  if (objective == nullptr || objective->direction == model::Direction::unknown) return {};
  const auto* best = find_best(project, model::Purpose::accuracy);
  if (best == nullptr) return {};
  const Experiment& experiment = findings.experiments[best->experiment];
  const model::Estimate* estimate = objective_estimate(findings, experiment);
  if (estimate == nullptr || !std::isfinite(estimate->mean)) return {};
  return {best->experiment, &experiment, estimate};
}

bool has_known_changes(const model::Findings& findings, const Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const auto& comparison = findings.experiments[index].versus_baseline;
    return comparison && !comparison->changes.empty();
  });
}

bool is_measured_otherwise(const model::Comparison& comparison) {
  return comparison.reason == model::VerdictReason::evaluation_changed;
}

/// Experiments that the baseline can be held against: not itself, and not those that were measured on something else.
std::size_t count_rivals(const model::Findings& findings, const Project& project) {
  return static_cast<std::size_t>(
      std::count_if(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
        const auto& comparison = findings.experiments[index].versus_baseline;
        return comparison && !is_measured_otherwise(*comparison);
      }));
}

bool all_failed(const model::Findings& findings, const Project& project) {
  return std::all_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    return findings.experiments[index].status == model::ExperimentStatus::failed;
  });
}

/// "3 experiments with 5 runs: all failed".
std::string without_best(const model::Findings& findings, const Project& project) {
  const std::string there_is = what_there_is(findings, project);
  if (project.experiments.empty() || !all_failed(findings, project)) return there_is;
  const bool one = project.experiments.size() == 1 && findings.experiments[project.experiments[0]].runs.size() == 1;
  return there_is + (one ? ", which failed" : ": all failed");
}

/// Whether any experiment has two runs that count and differ, so that something is known of the noise.
bool has_repeats(const Project& project) {
  return project.objective && *project.objective < project.noise.size() &&
         project.noise[*project.objective].experiments > 0;
}

/// Whether the interval of the difference lies on the better side of 0.
bool is_ahead(const model::Difference& difference, const MetricInfo& objective) {
  return objective.direction == model::Direction::minimize ? difference.high < 0 : difference.low > 0;
}

/// Whether the story of its loop says what is clear, how much is luck, and what to measure again.
bool is_told_as_loop(const Project& project) {
  return project.loop && project.loop->best;
}

std::string against_text(const model::Estimate* then, const model::Comparison& comparison, const MetricInfo& objective,
                         const std::string& baseline) {
  if (is_measured_otherwise(comparison)) return ", but measured on something else than the baseline";
  if (then == nullptr || !std::isfinite(then->mean) || comparison.verdict == Verdict::not_comparable) return "";
  const std::string mean = format_estimate(*then, objective.kind).mean;
  const bool tested = std::isfinite(comparison.objective.low);
  if (tested && !is_ahead(comparison.objective, objective)) return ", not told apart from the baseline's " + mean;
  return ", against " + mean + " of " + baseline;
}

/// Whether somebody chose the baseline, or it is the first by date. The first line of a table is neither.
bool is_chosen(const model::Findings& findings, const Project& project) {
  return project.baseline &&
         (!project.baseline_decided.guessed || !findings.experiments[*project.baseline].date.empty());
}

/// "EXP001", with what it is called where nothing tells what was changed: "EXP001 (resnet50)".
std::string name_in_headline(const Experiment& experiment) {
  const bool has_name = !experiment.versus_parent && !experiment.title.empty() && experiment.title != experiment.id;
  return has_name ? experiment.shown() + " (" + experiment.title + ")" : experiment.shown();
}

/// "86.1 % to 95.5 %".
std::string from_and_to(const model::Estimate& from, const model::Estimate& to, model::ValueKind kind) {
  return format_estimate(from, kind).mean + " to " + format_estimate(to, kind).mean;
}

/// What counts on the way from the baseline to the best: changes against parents, by their verdicts.
struct Credits {
  std::vector<std::string> clear, likely;
};

Credits credits_of(const model::Findings& findings, const Project& project, const Best& best) {
  Credits credits;
  const Experiment* at = best.experiment;
  for (std::size_t steps = 0; at->versus_parent && steps < project.experiments.size(); ++steps) {
    const model::Comparison& change = *at->versus_parent;
    std::vector<std::string>* list = change.verdict == Verdict::clearly_better    ? &credits.clear
                                     : change.verdict == Verdict::probably_better ? &credits.likely
                                                                                  : nullptr;
    if (list != nullptr && !change.changes.empty()) list->insert(list->begin(), cause_of(change.changes));
    at = &findings.experiments[change.other];
  }
  return credits;
}

/// "a higher learning rate clearly helped, dropout 0.5 probably"; empty: nothing counts.
std::string credit_text(const Credits& credits) {
  std::string out;
  if (!credits.clear.empty()) out = listed_within(credits.clear, kMostCredited) + " clearly helped";
  if (credits.likely.empty()) return out;
  return out + (out.empty() ? "" : ", ") + listed_within(credits.likely, kMostCredited) +
         (out.empty() ? " probably helped" : " probably");
}

std::string best_headline(const model::Findings& findings, const Project& project, const Best& best) {
  const MetricInfo& objective = *objective_of(project);
  const std::string metric = metric_in_sentence(objective);
  const std::string reached = format_estimate(*best.estimate, objective.kind).mean;
  const std::size_t tried = std::max<std::size_t>(project.luck.tried, 1);
  if (project.experiments.size() == 1) return best.experiment->shown() + " reached " + metric + " " + reached;
  const std::size_t rivals = count_rivals(findings, project);
  if (best.index == project.baseline && rivals > 0 && has_known_changes(findings, project) &&
      is_chosen(findings, project)) {
    return (rivals == 1 ? "The one change did not beat the baseline: "
                        : "None of " + counted(rivals, "change", "changes") + " beat the baseline: ") +
           metric + " " + reached;
  }
  const auto& comparison = best.experiment->versus_baseline;
  const bool ahead = comparison && project.baseline && !comparison->changes.empty() &&
                     comparison->verdict != Verdict::not_comparable && is_ahead(comparison->objective, objective);
  if (!ahead) {
    if (const auto loop = loop_headline(findings, project)) return *loop;
  }
  const model::Estimate* then =
      project.baseline ? objective_estimate(findings, findings.experiments[*project.baseline]) : nullptr;
  if (ahead && then != nullptr) {
    const std::string credit = credit_text(credits_of(findings, project, best));
    return metric_at_start(objective) + (best.estimate->mean < then->mean ? " fell from " : " rose from ") +
           from_and_to(*then, *best.estimate, objective.kind) +
           (credit.empty() ? "; no single change on the way is proven" : ": " + credit);
  }
  std::string out = name_in_headline(*best.experiment) +
                    (tried == 1 ? " is the only one to rank" : " is the best of " + format_count(tried)) + ": " +
                    metric + " " + reached;
  if (best.index == project.baseline && rivals == 0) return out + ", but the others were measured on something else";
  if (best.index == project.baseline || !comparison || !project.baseline) return out;
  return out + against_text(then, *comparison, objective, findings.experiments[*project.baseline].shown());
}

/// What the best is worth beside the baseline, from ": " or "; " on.
Phrase against_baseline(const model::Findings& findings, const Project& project, const Best& best) {
  const MetricInfo& objective = *objective_of(project);
  if (best.index == project.baseline) return project.experiments.size() > 1 ? "; it is the baseline" : "";
  const auto& comparison = best.experiment->versus_baseline;
  if (!comparison || !project.baseline) return "";
  const Phrase baseline = "the baseline " + experiment_link(findings, *project.baseline);
  if (comparison->verdict == Verdict::not_comparable || !std::isfinite(comparison->objective.estimate)) {
    const bool moved = !comparison->evaluation_changes.empty();
    return "; it cannot be compared with " + baseline +
           (moved ? ", which was measured on something else (" + listed(comparison->evaluation_changes) + ")"
                  : ", which has no value");
  }
  Phrase out = ": " + strong(format_difference(comparison->objective, objective.kind)) + " against " + baseline;
  const std::string interval = interval_words(comparison->objective, objective.kind);
  if (interval.empty()) return out + ", too few repeats for an interval";
  return out + " (" + interval + ")";
}

/// How the changes against parents came out.
struct Tally {
  std::size_t changes = 0, better = 0, worse = 0, likely = 0, likely_better = 0, close = 0, same = 0, untested = 0,
              failed = 0, apart = 0;
};

Tally tally_of(const model::Findings& findings, const Project& project) {
  Tally tally;
  for (const auto index : project.experiments) {
    const auto& comparison = findings.experiments[index].versus_parent;
    if (!comparison || comparison->changes.empty() || comparison->verdict == Verdict::none) continue;
    const Verdict verdict = comparison->verdict;
    ++tally.changes;
    tally.better += verdict == Verdict::clearly_better;
    tally.worse += verdict == Verdict::clearly_worse;
    tally.likely += verdict == Verdict::probably_better || verdict == Verdict::probably_worse;
    tally.likely_better += verdict == Verdict::probably_better;
    tally.close += verdict == Verdict::too_close;
    tally.same += verdict == Verdict::no_difference;
    tally.untested += verdict == Verdict::not_tested;
    tally.failed += verdict == Verdict::failed;
    tally.apart += verdict == Verdict::not_comparable;
  }
  return tally;
}

/// "Of 29 changes, 2 are clearly better, 8 clearly worse, 5 probably one or the other, 14 too close to call."
Phrase tally_sentence(const Tally& tally) {
  struct Part {
    std::size_t count;
    const char* verb;  // "is" or "are" before the words; empty: the words have their own
    Phrase words;
  };
  const char* likely_words = tally.likely_better == tally.likely ? "probably better"
                             : tally.likely_better == 0          ? "probably worse"
                                                                 : "probably one or the other";
  std::vector<Part> parts{{tally.better, "is", strong("clearly better")},
                          {tally.worse, "is", "clearly worse"},
                          {tally.likely, "is", likely_words},
                          {tally.close, "is", "too close to call"},
                          {tally.same, "makes", "no difference that matters"},
                          {tally.untested, "is", "not tested"},
                          {tally.failed, "", "failed"},
                          {tally.apart, "is", "not comparable"}};
  std::erase_if(parts, [](const Part& part) { return part.count == 0; });
  if (parts.empty() || tally.untested == tally.changes) return "";
  const auto verb_of = [](const Part& part, std::size_t count) -> std::string {
    const std::string_view verb = part.verb;
    if (verb.empty()) return "";
    if (count == 1) return std::string(verb) + " ";
    return verb == "is" ? "are " : "make ";
  };
  if (tally.changes == 1) {
    return "The one change " + verb_of(parts[0], 1) + parts[0].words + ".";
  }
  if (parts.size() == 1) {
    const std::string all = tally.changes == 2 ? "Both changes" : "All " + format_count(tally.changes) + " changes";
    return all + " " + verb_of(parts[0], 2) + parts[0].words + ".";
  }
  std::vector<Phrase> said;
  std::string before;
  for (const Part& part : parts) {
    const std::string verb = verb_of(part, part.count);
    const bool shared = !said.empty() && std::string_view(part.verb) == "is" && before == "is";
    said.push_back(format_count(part.count) + " " + (shared ? "" : verb) + part.words);
    before = part.verb;
  }
  Phrase out = "Of " + format_count(tally.changes) + " changes, ";
  for (std::size_t i = 0; i < said.size(); ++i) out += (i == 0 ? Phrase("") : Phrase(", ")) + said[i];
  return out + ".";
}

/// Without repeats there is nothing to tell an effect from.
Phrase no_repeats_sentence(const model::Findings& findings, const Project& project) {
  if (project.experiments.size() == 1)
    return "Repeats with other seeds would show how far results vary from run to run.";
  if (project.objective && *project.objective < project.noise.size() &&
      project.noise[*project.objective].gap == model::NoiseGap::all_equal)
    return "What was run again has the same result or the same seed: change the seed to learn the noise.";
  const Phrase said = "Nothing was run twice, so no difference can be told from run-to-run noise.";
  if (project.repeat_first.size() < 2) return said;
  return said +
         " The first to run again, with two other seeds each: " + experiment_link(findings, project.repeat_first[0]) +
         " and " + experiment_link(findings, project.repeat_first[1]) + ".";
}

/// "learning_rate 0.001 → 0.01"; plain text.
std::string changed_step(const model::ParameterImpact& impact, const model::ValueEffect& effect) {
  const auto [from, to] = parameter_texts(impact.values[effect.from].value, impact.values[effect.to].value);
  return base::make_visible(impact.parameter) + " " + from + " → " + to;
}

/// The parameter with the largest real effect of it alone; nullptr: none has one. Where no noise is known, an effect is
/// only as good as the pairs that agree on it.
const model::ParameterImpact* strongest_of(const Project& project) {
  const model::ParameterImpact* strongest = nullptr;
  double largest = 0;
  for (const model::ParameterImpact& impact : project.parameters) {
    if (!impact.largest_effect) continue;
    const model::ValueEffect& effect = impact.effects[*impact.largest_effect];
    const double size = std::fabs(effect.objective.estimate);
    if (!effect.real || !(size > largest)) continue;
    if (!has_repeats(project) && effect.pairs < kEnoughPairs) continue;
    strongest = &impact;
    largest = size;
  }
  return strongest;
}

Phrase effect_sentence(const Project& project, const model::ParameterImpact& impact) {
  const model::ValueEffect& effect = impact.effects[*impact.largest_effect];
  const MetricInfo& objective = *objective_of(project);
  const std::string interval = interval_words(effect.objective, objective.kind);
  Phrase out = "The largest effect of one parameter alone: " + strong(changed_step(impact, effect)) + ", " +
               format_difference(effect.objective, objective.kind) + " (" + interval + ", " +
               counted(effect.pairs, "pair", "pairs") + ")";
  if (!impact.together.empty()) out += "; it only ever changes along with " + listed(impact.together);
  return out + ".";
}

/// What matters most: a real effect of one parameter alone.
Phrase parameter_sentence(const Project& project) {
  if (const model::ParameterImpact* impact = strongest_of(project)) return effect_sentence(project, *impact);
  const bool paired = std::any_of(project.parameters.begin(), project.parameters.end(), [](const auto& impact) {
    return std::any_of(impact.effects.begin(), impact.effects.end(),
                       [](const auto& effect) { return std::isfinite(effect.objective.p); });
  });
  return paired ? "No parameter has a clear effect of its own." : "";
}

Phrase faster_sentence(const model::Findings& findings, const Project& project, const Best& best) {
  const auto* speed = find_best(project, model::Purpose::speed);
  if (speed == nullptr || speed->experiment == best.index) return "";
  const Experiment& fast = findings.experiments[speed->experiment];
  const model::Estimate* estimate = objective_estimate(findings, fast);
  const auto time = std::find_if(project.metrics.begin(), project.metrics.end(),
                                 [](const MetricInfo& metric) { return metric.role == model::Role::training_time; });
  if (estimate == nullptr || time == project.metrics.end()) return "";
  const auto metric = static_cast<model::Index>(time - project.metrics.begin());
  const auto* quick = fast.find(metric);
  const auto* slow = best.experiment->find(metric);
  if (quick == nullptr || slow == nullptr || !(quick->at_best.mean > 0)) return "";
  const double times = slow->at_best.mean / quick->at_best.mean;
  if (!(times >= kWorthTelling) || !std::isfinite(times)) return "";
  return experiment_link(findings, speed->experiment) + " reaches " +
         format_estimate(*estimate, objective_of(project)->kind).mean + " in " +
         strong(format_value(quick->at_best.mean, time->kind)) + " of training, " + base::fixed_text(times, 1) +
         " times as fast.";
}

/// "higher learning rate (EXP004) and dropout (EXP012)".
Phrase titled_links(const model::Findings& findings, const std::vector<model::Index>& experiments) {
  std::vector<Phrase> links;
  for (const model::Index index : experiments) {
    const Experiment& experiment = findings.experiments[index];
    const bool titled =
        !experiment.title.empty() && experiment.title != experiment.id && experiment.title != experiment.name;
    const Phrase link = experiment_link(findings, index);
    links.push_back(titled ? base::make_visible(experiment.title) + " (" + link + ")" : link);
  }
  return listed_with_rest(std::move(links), kMostExperimentsNamed);
}

/// "Discarded, although probably better: …": by what was decided, and what the verdict says.
Phrase disagreement_sentence(const model::Findings& findings, const Project& project) {
  std::vector<std::pair<std::string, std::vector<model::Index>>> groups;
  for (const auto index : project.experiments) {
    const Experiment& experiment = findings.experiments[index];
    const bool told =
        experiment.agreement == model::Agreement::disagrees || experiment.agreement == model::Agreement::unproven;
    if (!told || !experiment.versus_parent) continue;
    const Verdict verdict = experiment.versus_parent->verdict;
    const std::string words =
        (experiment.decision == model::Decision::keep ? "Kept, although " : "Discarded, although ") +
        (verdict == Verdict::failed ? std::string("failed") : std::string(verdict_word(verdict).text));
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == words; });
    if (group == groups.end()) {
      groups.push_back({words, {index}});
    } else {
      group->second.push_back(index);
    }
  }
  Phrase out;
  for (const auto& [words, experiments] : groups)
    out += (out.empty() ? "" : " ") + words + ": " + titled_links(findings, experiments) + ".";
  return out;
}

/// "3 experiments were measured on something else than dataset = v2, so they are in no ranking: EXP1 and EXP2."
Phrase measured_otherwise_sentence(const model::Findings& findings, const Project& project) {
  std::vector<model::Index> apart;
  for (const auto index : project.experiments) {
    if (!findings.experiments[index].is_ranked()) apart.push_back(index);
  }
  if (apart.empty()) return "";
  return counted(apart.size(), "experiment was", "experiments were") + " measured on something else than " +
         data_text(project.ranked_on) + ", so " + (apart.size() == 1 ? "it is" : "they are") +
         " in no ranking: " + experiment_links(findings, apart, kMostExperimentsNamed) + ".";
}

}  // namespace

std::string headline(const model::Findings& findings, const Project& project) {
  if (const auto own = story_of_kind(findings, project)) return own->headline;
  const Best best = best_of(findings, project);
  return base::make_visible(best.experiment == nullptr ? without_best(findings, project)
                                                       : best_headline(findings, project, best));
}

Phrase project_lede(const model::Findings& findings, const Project& project) {
  if (const auto own = story_of_kind(findings, project); own && !own->lede.empty()) return own->lede;
  const MetricInfo* objective = objective_of(project);
  Phrase out = what_there_is(findings, project);
  if (objective == nullptr) {
    out += ". No metric looks like an objective, so nothing is ranked; ";
    const std::string& setting = project.objective_decided.setting;
    if (setting.empty()) return out + "name one in " + file_name("trialpress.json") + ".";
    return out + "to rank by one, put " + logged_name(setting) + " into " + file_name("trialpress.json") + ".";
  }
  const std::string_view better_way = model::words_of(objective->direction);
  const bool alone = project.experiments.size() == 1;
  out += std::string(alone ? ", measured" : ", compared") + " by " + metric_in_sentence(*objective);
  if (better_way.empty()) {
    return out + ". Whether higher or lower is better is not known, so nothing is ranked; say it in " +
           file_name("trialpress.json") + ".";
  }
  out += ", " + std::string(better_way) + ".";
  const Best best = best_of(findings, project);
  if (best.experiment == nullptr) {
    if (all_failed(findings, project)) return out + (alone ? " It failed." : " All of them failed.");
    return out + (alone ? " It has no finite value." : " None of them has a finite value.");
  }
  const EstimateText text = format_estimate(*best.estimate, objective->kind);
  const Phrase link = experiment_link(findings, best.index);
  const bool of_kept = project.loop && !project.loop->champions.empty();  // what was taken back may be better
  out += (alone ? " " + link : (of_kept ? " The best that was kept, " : " The best, ") + link + ",") + " reached " +
         strong(text.mean);
  if (!text.spread.empty()) out += " " + text.spread;
  out += runs_clause(best.estimate->n);
  out += against_baseline(findings, project, best) + ".";
  return is_told_as_loop(project) ? out : out + luck_clause(findings, project, *best.experiment);
}

std::vector<Phrase> project_story(const model::Findings& findings, const Project& project) {
  if (const auto own = story_of_kind(findings, project)) return own->story;
  const Best best = best_of(findings, project);
  std::vector<Phrase> story;
  const auto add = [&story](Phrase sentence) {
    if (!sentence.empty()) story.push_back(std::move(sentence));
  };
  for (Phrase& sentence : loop_story(findings, project)) add(std::move(sentence));
  if (best.experiment == nullptr) return story;
  if (!is_told_as_loop(project))
    add(has_repeats(project) ? tally_sentence(tally_of(findings, project)) : no_repeats_sentence(findings, project));
  add(secondary_sentence(findings, *best.experiment, experiment_link(findings, best.index)));
  add(parameter_sentence(project));
  add(faster_sentence(findings, project, best));
  add(examples_sentence(project));
  add(measured_otherwise_sentence(findings, project));
  if (!is_told_as_loop(project)) add(disagreement_sentence(findings, project));
  return story;
}

std::string project_line(const model::Findings& findings, const Project& project) {
  std::vector<std::string> parts;
  if (!project.name.empty()) parts.push_back(base::make_visible(project.name));
  if (const MetricInfo* objective = objective_of(project)) {
    std::string part = "objective: " + base::make_visible(metric_in_sentence(*objective));
    const std::string_view way = model::words_of(objective->direction);
    if (!way.empty()) part += ", " + std::string(way);
    parts.push_back(std::move(part));
  }
  if (project.baseline)
    parts.push_back("baseline " + base::make_visible(findings.experiments[*project.baseline].shown()));
  const MeasuredOn measured = measured_on(findings, project);
  for (const std::string* part : {&measured.data, &measured.machine}) {
    if (!part->empty()) parts.push_back(*part);
  }
  std::string line;
  for (const auto& part : parts) line += (line.empty() ? "" : " · ") + part;
  return line;
}

}  // namespace words
