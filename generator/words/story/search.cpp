#include "words/story/search.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "words/examples.h"
#include "words/experiment.h"
#include "words/measured_on.h"
#include "words/parameter.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

constexpr std::size_t kMostSettingsNamed = 4, kMostBelowNamed = 6;

std::string value_of_trial(const model::Findings& findings, const model::Project& project, model::Index trial) {
  const model::Estimate* estimate = objective_estimate(findings, findings.experiments[trial]);
  return estimate == nullptr ? "" : format_value(estimate->mean, objective_of(project)->kind);
}

/// How the noise is known, from the start of a sentence on, and what follows from it: "… of 100 trials, 38 …".
std::string noise_clause(const model::RunNoise& noise, model::ValueKind kind) {
  const std::string sd = "± " + format_size(noise.sd, kind);
  switch (noise.source) {
    case model::NoiseSource::set:
      return "One run varies by " + sd + ", as the settings say";
    case model::NoiseSource::close_pairs:
      return "The " + format_count(noise.experiments) +
             " pairs of trials with the closest settings differ as if one run varied by " + sd + " or less";
    default:
      return "One run varies by about " + sd + " (" + counted(noise.experiments, "trial was", "trials were") +
             " run again)";
  }
}

Phrase as_good_sentence(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  const model::MetricInfo& objective = *objective_of(project);
  if (!search.noise.is_known()) {
    const bool same = search.noise.source == model::NoiseSource::same_again;
    return std::string("Which of the others are as good cannot be said: ") +
           (same ? "what was run again gave the same in every digit, as one seed always does."
                 : "no trial was run twice, and too few have nearly the same settings.");
  }
  const std::string known = noise_clause(search.noise, objective.kind);
  if (search.as_good.size() < 2) return known + ": no other trial comes that near to the best.";
  const model::Index last = search.as_good.back();
  const bool minimize = objective.direction == model::Direction::minimize;
  return known + ", so that " + strong(format_count(search.as_good.size())) + " of " +
         counted(search.trials, "trial", "trials") + ", " + (minimize ? "up to " : "down to ") +
         value_of_trial(findings, project, last) + ", cannot be told from the best.";
}

Phrase repeat_sentence(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  const bool settled = search.noise.is_known() && search.as_good.size() < 2;
  if (settled || search.repeat.size() < 2) return "";
  const std::string why = search.repeat.size() == 2 ? "the best, and the one after it"
                                                    : "the best, and the two after it that differ most from it";
  return "To settle it, run " + experiment_links(findings, search.repeat, search.repeat.size()) +
         " again with two more seeds each: " + why + ".";
}

Phrase matters_sentence(const model::Project& project) {
  std::vector<Phrase> names;
  bool weighed = false;
  for (const model::ParameterImpact& impact : project.parameters) {
    weighed = weighed || impact.weighed;
    if (!impact.importance) continue;
    names.push_back(strong(base::make_visible(impact.parameter)) + " (" + times_of_chance(*impact.importance) +
                    " times what chance reaches)");
  }
  if (!weighed) return "";
  if (names.empty()) return "No setting sets the best trials apart by more than chance would.";
  const bool one = names.size() == 1;
  return listed_with_rest(std::move(names), kMostSettingsNamed) + (one ? " sets" : " set") +
         " the best tenth of the trials apart.";
}

Phrase since_improvement_sentence(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  if (search.since == 0) return "";
  return "The last improvement was " + experiment_link(findings, search.improved) + "; " +
         counted(search.since, "trial", "trials") + " since brought none.";
}

/// "3 trials were measured on something else than dataset = v2, so they are in no ranking."
Phrase otherwise_sentence(const model::Findings& findings, const model::Project& project) {
  const auto otherwise = std::count_if(project.experiments.begin(), project.experiments.end(),
                                       [&](model::Index index) { return !findings.experiments[index].is_ranked(); });
  if (otherwise == 0) return "";
  return counted(static_cast<std::size_t>(otherwise), "trial was", "trials were") +
         " measured on something else than " + data_text(project.ranked_on) + ", so " +
         (otherwise == 1 ? "it is" : "they are") + " in no ranking.";
}

std::string search_headline(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  std::string out = findings.experiments[search.best].shown() + " is the best of " +
                    counted(search.trials, "trial", "trials") + " with " + metric_in_sentence(*objective_of(project)) +
                    " " + value_of_trial(findings, project, search.best);
  if (search.as_good.size() < 2) return out;
  const std::size_t others = search.as_good.size() - 1;
  return out + ", but " + counted(others, "other", "others") + " may be as good";
}

Phrase search_lede(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  const model::MetricInfo& objective = *objective_of(project);
  std::size_t settings = project.parameters.size();
  Phrase out = "A search over " + counted(settings, "setting", "settings") + ": " + what_there_is(findings, project) +
               ", compared by " + metric_in_sentence(objective) + " (" +
               std::string(model::words_of(objective.direction)) + "). The best, " +
               experiment_link(findings, search.best) + ", reached " +
               strong(value_of_trial(findings, project, search.best));
  const model::Estimate* best = objective_estimate(findings, findings.experiments[search.best]);
  if (best != nullptr && best->n > 1) out += runs_clause(best->n);
  return out + "; the median of all is " + format_value(search.typical, objective.kind) + ".";
}

}  // namespace

KindStory search_story(const model::Findings& findings, const model::Project& project) {
  KindStory told{.headline = base::make_visible(search_headline(findings, project)),
                 .lede = search_lede(findings, project)};
  if (project.search->trials < 2) return told;
  for (Phrase sentence : {as_good_sentence(findings, project), repeat_sentence(findings, project),
                          matters_sentence(project), since_improvement_sentence(findings, project),
                          Phrase(examples_sentence(project)), otherwise_sentence(findings, project)}) {
    if (!sentence.empty()) told.story.push_back(std::move(sentence));
  }
  return told;
}

Phrase below_chance_sentence(const model::Project& project) {
  std::vector<Phrase> names;
  bool others = false;
  for (const model::ParameterImpact& impact : project.parameters) {
    others = others || impact.importance.has_value();
    if (impact.weighed && !impact.importance) names.push_back(logged_name(impact.parameter));
  }
  if (names.empty()) return "";
  const std::string what = names.size() == 1 ? "One setting does" : format_count(names.size()) + " settings do";
  return what + " no more than chance" + (others ? " beside these" : "") + ": " +
         listed_with_rest(std::move(names), kMostBelowNamed) + ".";
}

}  // namespace words
