#include "words/story/luck.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"
#include "words/best.h"
#include "words/examples.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace words {
namespace {

using model::MetricInfo;
using model::Project;
using model::ValueKind;

constexpr std::size_t kMostLinks = 24, kMostInClause = 3;

/// "95 % interval 96.8 to 97.6 %, 3 repeats"; "1 run, no interval".
std::string winner_certainty(const model::Estimate& estimate, ValueKind kind) {
  const std::string interval = value_interval(estimate, kind);
  if (interval.empty()) return certainty_text(estimate, kind);
  return "95\u202f% interval " + interval + ", " + counted(estimate.n, "repeat", "repeats");
}

/// Which of the others cannot be told from the winner, and how many could not be tested.
Phrase others_sentence(const model::Findings& findings, const model::SelectionLuck& luck) {
  const std::vector<model::Index> others(luck.indistinguishable.begin() + 1, luck.indistinguishable.end());
  const std::size_t tested = luck.tried - 1 - luck.untested;
  if (tested == 0) {
    return " Whether any of the others is as good cannot be told: there are too few repeats to test them against it.";
  }
  Phrase out;
  if (others.empty()) {
    out = tested == 1
              ? std::string(" The other one is worse, by more than run-to-run noise.")
              : " All " + format_count(tested) + " others" + (luck.untested == 0 ? "" : " that could be tested") +
                    " are worse, by more than run-to-run noise.";
  } else {
    out = " " + counted(others.size(), "other", "others") +
          " may be as good: " + experiment_links(findings, others, kMostLinks) + ".";
  }
  if (luck.untested > 0) {
    out += " " + format_count(luck.untested) + " more could not be tested for want of repeats.";
  }
  return out;
}

/// Whether it is open that the best is no better than the baseline: luck is tested on one side, an interval on two, and
/// both stand in one paragraph.
bool is_near_baseline(const model::Experiment& best) {
  const auto& comparison = best.versus_baseline;
  return comparison && !(comparison->objective.low > 0 || comparison->objective.high < 0);
}

}  // namespace

Phrase luck_sentences(const model::Findings& findings, const Project& project) {
  const model::SelectionLuck& luck = project.luck;
  const MetricInfo* objective = objective_of(project);
  if (objective == nullptr || luck.indistinguishable.empty() || luck.tried < 2) return "";
  const auto winner = luck.indistinguishable.front();
  const model::Estimate* estimate = objective_estimate(findings, findings.experiments[winner]);
  if (estimate == nullptr) return "";
  Phrase out = experiment_link(findings, winner) + " is the best of " + format_count(luck.tried) +
               " tried: " + strong(format_estimate(*estimate, objective->kind).mean) + " (" +
               winner_certainty(*estimate, objective->kind) + ").";
  out += others_sentence(findings, luck);
  if (std::isfinite(luck.expected_luck) && luck.expected_luck > 0) {
    out += " Being the best of " + format_count(luck.tried) + " flatters it: about " +
           strong(format_size(luck.expected_luck, objective->kind)) + " may be luck.";
  } else {
    out += " How much of that is luck cannot be said: too little was run twice.";
  }
  const std::string examples = examples_sentence(project);
  if (!examples.empty()) out += " " + examples;
  return out;
}

Phrase luck_clause(const model::Findings& findings, const Project& project, const model::Experiment& best) {
  const model::SelectionLuck& luck = project.luck;
  if (luck.tried < 3 || luck.indistinguishable.empty()) return "";
  const std::vector<model::Index> others(luck.indistinguishable.begin() + 1, luck.indistinguishable.end());
  Phrase out;
  if (!others.empty()) {
    const Phrase who = others.size() <= kMostInClause ? experiment_links(findings, others, kMostInClause)
                                                      : format_count(others.size()) + " others";
    out = " Of the " + format_count(luck.tried) + " tried, " + who + " may be as good";
  } else if (luck.untested == 0 && !is_near_baseline(best)) {
    out = " Of the " + format_count(luck.tried) + " tried, it is ahead of every other by more than noise";
  }
  if (std::isfinite(luck.expected_luck) && luck.expected_luck > 0) {
    out += (out.empty() ? " Being" : "; being") + std::string(" the best of ") + format_count(luck.tried) +
           " flatters it: about " + format_size(luck.expected_luck, objective_of(project)->kind) + " may be luck";
  }
  return out.empty() ? out : out + ".";
}

}  // namespace words
