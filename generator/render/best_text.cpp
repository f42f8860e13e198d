#include "render/best_text.h"

#include <cmath>
#include <cstddef>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/findings/selection_luck.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/secondary_objectives.h"
#include "render/sentences.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/verdict.h"

namespace render {
namespace {

using model::Experiment;
using model::MetricInfo;
using model::Project;
using model::ValueKind;

constexpr std::size_t kMostLinks = 24;

/// "95 % interval 96.8 to 97.6 %, 3 repeats"; "1 run, no interval".
std::string winner_certainty(const model::Estimate& estimate, ValueKind kind) {
  const std::string interval = words::value_interval(estimate, kind);
  if (interval.empty()) return certainty_text(estimate, kind);
  return "95\u202f% interval " + interval + ", " + words::counted(estimate.n, "repeat", "repeats");
}

std::string links_html(const Site& site, const std::vector<model::Index>& experiments, const std::string& root) {
  std::vector<std::string> links;
  for (const auto index : experiments) {
    if (links.size() == kMostLinks) {
      links.push_back(words::format_count(experiments.size() - kMostLinks) + " more");
      break;
    }
    links.push_back(link_html(root + site.addresses.experiment_pages[index], site.findings.experiments[index].id));
  }
  return words::listed(links);
}

/// Which of the others cannot be told from the winner, and how many could not be tested.
std::string others_html(const Site& site, const model::SelectionLuck& luck, const std::string& root) {
  const std::vector<model::Index> others(luck.indistinguishable.begin() + 1, luck.indistinguishable.end());
  const std::size_t tested = luck.tried - 1 - luck.untested;
  if (tested == 0) {
    return " Whether any of the others is as good cannot be told: there are too few repeats to test them against it.";
  }
  std::string out;
  if (others.empty()) {
    out = tested == 1 ? " The other one can be told from it: it is worse beyond noise."
                      : " All " + words::format_count(tested) + " others" +
                            (luck.untested == 0 ? "" : " that could be tested") +
                            " can be told from it: they are worse beyond noise.";
  } else {
    out = " " + words::counted(others.size(), "other", "others") +
          " cannot be told from it: " + links_html(site, others, root) + ".";
  }
  if (luck.untested > 0) {
    out += " " + words::format_count(luck.untested) + " more could not be tested for want of repeats.";
  }
  return out;
}

std::string luck_size(double luck, ValueKind kind) {
  if (kind == ValueKind::plain || words::is_percent(kind)) return words::format_difference(luck, kind).substr(1);
  return words::format_value(luck, kind);
}

/// "−34 %"; "×2.4" for what has more than doubled.
std::string relative_text(double relative) {
  if (relative > 1) return "×" + words::format_value(relative + 1, ValueKind::plain, 2);
  const double percent = std::round(std::fabs(relative) * 100);
  return (percent == 0 ? "" : relative < 0 ? "−" : "+") + words::format_value(percent, ValueKind::plain) + "\u202f%";
}

std::string cost_change(const MetricInfo& metric, const model::MetricDifference& change, const model::Estimate& before,
                        const model::Estimate& after) {
  const std::string name = cost_title(*metric.role);
  std::string out = name + " " + words::from_to(before, after, metric.kind);
  if (change.comparability != model::Comparability::comparable) {
    return out + ": not comparable (" + std::string(words::incomparable_words(change.comparability)) + ").";
  }
  const double relative = change.difference.estimate / std::fabs(before.mean);
  out += " (";
  if (std::isfinite(relative)) out += relative_text(relative) + "; ";
  out += words::format_difference(change.difference, metric.kind);
  const std::string interval = words::interval_words(change.difference, metric.kind);
  if (!interval.empty()) out += ", " + interval;
  return out + ", " + words::repeats_text(before, after) + ").";
}

std::string kept_text(const model::Progress& progress) {
  const std::size_t changes = progress.kept + progress.discarded + progress.open;
  if (changes == 0) return "";
  if (progress.kept + progress.discarded == 0) {
    return "None of " + words::counted(changes, "change", "changes") + " has a decision yet. ";
  }
  std::string out = words::format_count(progress.kept) + " of " + words::counted(changes, "change", "changes") +
                    " kept, " + words::format_count(progress.discarded) + " discarded";
  if (progress.open > 0) out += ", " + words::format_count(progress.open) + " undecided";
  return out + ". ";
}

}  // namespace

std::string cost_title(model::Role role) {
  switch (role) {
    case model::Role::memory:
      return "Memory";
    case model::Role::inference_time:
      return "Inference time";
    default:
      return "Training time";
  }
}

std::string luck_html(const Site& site, const Project& project, const std::string& root) {
  const model::SelectionLuck& luck = project.luck;
  const MetricInfo* objective = words::objective_of(project);
  if (objective == nullptr || luck.indistinguishable.empty() || luck.tried < 2) return "";
  const auto winner = luck.indistinguishable.front();
  const model::Estimate* estimate = objective_estimate(site, site.findings.experiments[winner]);
  if (estimate == nullptr) return "";
  std::string out = links_html(site, {winner}, root) + " is the best of " + words::format_count(luck.tried) +
                    " tried: <b>" + escape_html(words::format_estimate(*estimate, objective->kind).mean) + "</b> (" +
                    escape_html(winner_certainty(*estimate, objective->kind)) + ").";
  out += others_html(site, luck, root);
  if (std::isfinite(luck.expected_luck) && luck.expected_luck > 0) {
    out += " The best of " + words::format_count(luck.tried) + " equal ones would lead their mean by about <b>" +
           escape_html(luck_size(luck.expected_luck, objective->kind)) + "</b> by luck alone.";
  } else {
    out += " How much of its lead is luck is not known, since the noise between repeats is not.";
  }
  return out;
}

std::string versus_baseline_text(const Site& site, const Experiment& experiment) {
  const Project& project = site.project_of(experiment);
  if (!experiment.versus_baseline || !project.baseline) return "";
  const Experiment& baseline = site.findings.experiments[*project.baseline];
  if (&baseline == &experiment) return "";
  const std::string sentence = words::verdict_sentence(project, baseline, experiment, *experiment.versus_baseline);
  if (sentence.empty()) return "";
  const std::string reason = words::verdict_reason(project, *experiment.versus_baseline);
  return "Against the baseline " + visible_text(baseline.id) + ": " + sentence + "." +
         (reason.empty() ? "" : " " + reason);
}

std::vector<std::string> cost_changes(const Site& site, const Experiment& experiment) {
  std::vector<std::string> sentences;
  if (!experiment.versus_baseline) return sentences;
  const Project& project = site.project_of(experiment);
  const Experiment& baseline = site.findings.experiments[experiment.versus_baseline->other];
  for (const model::Role role : {model::Role::training_time, model::Role::memory, model::Role::inference_time}) {
    for (const auto& change : experiment.versus_baseline->metrics) {
      if (project.metrics[change.metric].role != role || is_secondary(project, change.metric)) continue;
      const auto* before = baseline.find(change.metric);
      const auto* after = experiment.find(change.metric);
      if (before == nullptr || after == nullptr || !std::isfinite(change.difference.estimate)) continue;
      sentences.push_back(cost_change(project.metrics[change.metric], change, before->at_best, after->at_best));
      break;
    }
  }
  return sentences;
}

std::string progress_text(const Site& site, const Project& project) {
  std::size_t runs = 0;
  for (const auto index : project.experiments) runs += site.findings.experiments[index].runs.size();
  std::string out = kept_text(project.progress) + words::counted(runs, "run", "runs");
  if (project.runs_with_time == 0) return out + "; none says how long it trained.";
  out += ", " + words::format_duration(project.training_time_s) + " of training in total";
  if (project.runs_with_time < runs) {
    out += " (" + words::format_count(project.runs_with_time) + " of them say how long)";
  }
  return out + ".";
}

}  // namespace render
