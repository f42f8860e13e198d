#include "words/health.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::HealthFinding;
using HealthKind = model::HealthFinding::Kind;

constexpr std::size_t kMostHealthLinks = 5;
constexpr std::size_t kMostKinds = 3;

/// Kinds in a few words, those first that most endanger what the report says.
struct KindWords {
  HealthKind kind;
  const char* words;
};
constexpr KindWords kBySeriousness[] = {
    {HealthKind::duplicate_runs, "copies of one run"},
    {HealthKind::equal_results, "equal results of different configurations"},
    {HealthKind::mixed_units, "shares and percentages of one metric"},
    {HealthKind::non_finite, "values that are not finite"},
    {HealthKind::missing_seeds, "repeats that may not be independent"},
    {HealthKind::few_repeats, "experiments with one run only"},
    {HealthKind::unequal_lengths, "repeats of different lengths"},
    {HealthKind::different_rates, "metrics logged more rarely than the objective"},
    {HealthKind::best_far_from_last, "best values far from the last"},
    {HealthKind::gaps, "missing steps"},
};

/// "EXP001, EXP002 and 3 more", as links: experiments where the finding names some, else runs.
Phrase evidence(const model::Findings& findings, std::span<const model::RunDigest> runs, const HealthFinding& finding) {
  if (!finding.experiments.empty()) return experiment_links(findings, finding.experiments, kMostHealthLinks);
  std::vector<Phrase> links;
  for (const model::Index run : finding.runs) links.push_back(run_link(run, runs[run].name));
  return listed_with_rest(std::move(links), kMostHealthLinks);
}

std::string count_text(double value) {
  return value >= 0 && value < 1e15 ? format_count(static_cast<std::uint64_t>(value)) : "an unknown number";
}

std::string runs_text(double count) {
  return count_text(count) + (count == 1 ? " run" : " runs");
}

std::string objective_value_text(const model::Project& project, double value) {
  const model::MetricInfo* objective = objective_of(project);
  return format_value(value, objective != nullptr ? objective->kind : model::ValueKind::plain);
}

Phrase health_sentence(const model::Project& project, const HealthFinding& finding, const Phrase& evidence) {
  const std::string amount = count_text(finding.amount), of = count_text(finding.of);
  switch (finding.kind) {
    case HealthKind::non_finite:
      return amount + " of " + of + " values of " + logged_name(finding.metric) + " are not finite: " + evidence + ".";
    case HealthKind::gaps:
      return logged_name(finding.metric) + " lacks " + amount + " of " + of +
             " steps that its spacing promises: " + evidence + ".";
    case HealthKind::missing_seeds:
      return amount + " of " + of +
             " repeats have no seed, or one that another repeat has, so they may not be independent: " + evidence + ".";
    case HealthKind::unequal_lengths:
      return "The repeats of " + evidence + " have different lengths: " + amount + " to " + of +
             " points of the objective. A longer run has more chances for a good best.";
    case HealthKind::different_rates:
      return logged_name(finding.metric) + " was logged " + amount + " times where the objective was logged " + of +
             " times, and never up to its best step: " + evidence + ".";
    case HealthKind::duplicate_runs:
      return amount + " of " + of +
             " runs are copies of each other: same configuration, values and summary. They are no repeats: " +
             evidence + ".";
    case HealthKind::equal_results:
      return amount + " of " + of +
             " experiments have the same results in every digit although their configurations differ: " + evidence +
             ". What differs may never have been used.";
    case HealthKind::best_far_from_last:
      return "The best value of " + evidence +
             " is far from its last: " + objective_value_text(project, finding.amount) + " against " +
             objective_value_text(project, finding.of) + ".";
    case HealthKind::few_repeats:
      return amount + " of " + of +
             " experiments have one run only; without repeats no difference can be told from noise.";
    case HealthKind::mixed_units:
      return logged_name(finding.metric) + " is a share in " + runs_text(finding.amount) + " and a percentage in " +
             runs_text(finding.of) + "; brought to the unit of the others: " + evidence + ".";
  }
  return "";
}

}  // namespace

Phrase health_line(const model::Project& project) {
  std::size_t findings = 0;
  for (const HealthFinding& finding : project.health) findings += 1 + finding.more;
  if (findings == 0) return "";
  std::vector<std::string> kinds;
  for (const KindWords& one : kBySeriousness) {
    const bool found = std::any_of(project.health.begin(), project.health.end(),
                                   [&](const HealthFinding& finding) { return finding.kind == one.kind; });
    if (found) kinds.emplace_back(one.words);
  }
  return "Check the data: " + health_link(counted(findings, "remark", "remarks")) + ", on " +
         listed_within(std::move(kinds), kMostKinds, {"more kind", "more kinds"}) + ".";
}

std::vector<Phrase> health_sentences(const model::Findings& findings, std::span<const model::RunDigest> runs,
                                     const model::Project& project) {
  std::vector<Phrase> sentences;
  for (const HealthFinding& finding : project.health) {
    Phrase text = health_sentence(project, finding, evidence(findings, runs, finding));
    if (finding.more > 0) text += " " + format_count(finding.more) + " more of this kind are not listed.";
    sentences.push_back(std::move(text));
  }
  return sentences;
}

}  // namespace words
