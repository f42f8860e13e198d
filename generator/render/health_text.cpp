#include "render/health_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
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
    {HealthKind::non_finite, "values that are not finite"},
    {HealthKind::missing_seeds, "repeats that may not be independent"},
    {HealthKind::few_repeats, "experiments with one run only"},
    {HealthKind::unequal_lengths, "repeats of different lengths"},
    {HealthKind::different_rates, "metrics logged more rarely than the objective"},
    {HealthKind::best_far_from_last, "best values far from the last"},
    {HealthKind::gaps, "missing steps"},
};

/// "EXP001, EXP002 and 3 more", as links: experiments where the finding names some, else runs.
std::string evidence_html(const Site& site, const HealthFinding& finding, const std::string& root) {
  std::vector<std::string> links;
  const bool experiments = !finding.experiments.empty();
  const std::size_t all = experiments ? finding.experiments.size() : finding.runs.size();
  for (std::size_t i = 0; i < all && i < kMostHealthLinks; ++i) {
    if (experiments) {
      const model::Index index = finding.experiments[i];
      links.push_back(
          link_html(root + site.addresses.experiment_pages[index], visible_text(site.findings.experiments[index].id)));
    } else {
      const RunLink run = site.run_link(finding.runs[i]);
      links.push_back(link_html(root + run.page, visible_text(run.label)));
    }
  }
  if (all > kMostHealthLinks) links.push_back(words::format_count(all - kMostHealthLinks) + " more");
  return words::listed(links);
}

std::string count_text(double value) {
  return value >= 0 && value < 1e15 ? words::format_count(static_cast<std::uint64_t>(value)) : "an unknown number";
}

std::string metric_html(const HealthFinding& finding) {
  return code_html(visible_text(finding.metric));
}

std::string objective_value_text(const model::Project& project, double value) {
  const model::MetricInfo* objective = words::objective_of(project);
  return words::format_value(value, objective != nullptr ? objective->kind : model::ValueKind::plain);
}

std::string sentence(const model::Project& project, const HealthFinding& finding, const std::string& evidence) {
  const std::string amount = count_text(finding.amount), of = count_text(finding.of);
  switch (finding.kind) {
    case HealthKind::non_finite:
      return amount + " of " + of + " values of " + metric_html(finding) + " are not finite: " + evidence + ".";
    case HealthKind::gaps:
      return metric_html(finding) + " lacks " + amount + " of " + of + " steps that its spacing promises: " + evidence +
             ".";
    case HealthKind::missing_seeds:
      return amount + " of " + of +
             " repeats have no seed, or one that another repeat has, so they may not be independent: " + evidence + ".";
    case HealthKind::unequal_lengths:
      return "The repeats of " + evidence + " have different lengths: " + amount + " to " + of +
             " points of the objective. A longer run has more chances for a good best.";
    case HealthKind::different_rates:
      return metric_html(finding) + " was logged " + amount + " times where the objective was logged " + of +
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
             " is far from its last: " + escape_html(objective_value_text(project, finding.amount)) + " against " +
             escape_html(objective_value_text(project, finding.of)) + ".";
    case HealthKind::few_repeats:
      return amount + " of " + of +
             " experiments have one run only; without repeats no difference can be told from noise.";
  }
  return "";
}

}  // namespace

std::string health_line_html(const model::Project& project, const std::string& root) {
  std::size_t findings = 0;
  for (const HealthFinding& finding : project.health) findings += 1 + finding.more;
  if (findings == 0) return "";
  std::vector<std::string> kinds;
  for (const KindWords& one : kBySeriousness) {
    const bool found = std::any_of(project.health.begin(), project.health.end(),
                                   [&](const HealthFinding& finding) { return finding.kind == one.kind; });
    if (found) kinds.emplace_back(one.words);
  }
  if (kinds.size() > kMostKinds) {
    const std::size_t more = kinds.size() - (kMostKinds - 1);
    kinds.resize(kMostKinds - 1);
    kinds.push_back(words::format_count(more) + " more kinds");
  }
  return link_html(root + "sources.html#health",
                   words::counted(findings, "finding", "findings") + " on the health of the data") +
         ": " + words::listed(kinds) + ".";
}

std::vector<std::string> health_sentences(const Site& site, const model::Project& project, const std::string& root) {
  std::vector<std::string> sentences;
  for (const HealthFinding& finding : project.health) {
    std::string text = sentence(project, finding, evidence_html(site, finding, root));
    if (finding.more > 0) text += " " + words::format_count(finding.more) + " more of this kind are not listed.";
    sentences.push_back(std::move(text));
  }
  return sentences;
}

}  // namespace render
