#include "cli/findings_text.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "base/text/utf8.h"
#include "cli/terminal/text_table.h"
#include "ingest/near_names.h"
#include "model/enum_names.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/best.h"
#include "words/measured_on.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/story/project_story.h"

namespace cli {
namespace {

using model::Experiment;
using model::Findings;
using model::Index;
using model::Project;

constexpr std::size_t kMaxParameters = 60, kMaxNearIds = 12;

std::string estimate_text(const model::Estimate& estimate, model::ValueKind kind) {
  if (estimate.n + estimate.non_finite == 0) return "";
  const words::EstimateText text = words::format_estimate(estimate, kind);
  std::string out = text.mean;
  if (!text.spread.empty()) out += " " + text.spread;
  return out + " (" + std::to_string(estimate.n + estimate.non_finite) + ")";
}

std::string objective_text(const Project& project, const Experiment& experiment) {
  const model::MetricEstimate* metric = project.objective ? experiment.find(*project.objective) : nullptr;
  return metric == nullptr ? "" : estimate_text(metric->at_best, words::objective_of(project)->kind);
}

std::string change_text(const model::ParameterChange& change) {
  const auto [before, after] = words::parameter_texts(change.old_value, change.new_value);
  return change.parameter + " " + before + " → " + after;
}

std::string changes_text(const Project& project, const Experiment& experiment, Index index) {
  if (!experiment.versus_parent) return project.baseline == index ? "baseline" : "";
  std::string out;
  for (const model::ParameterChange& change : experiment.versus_parent->changes) {
    out += (out.empty() ? "" : ", ") + change_text(change);
  }
  // What a try of a loop changed stands in its code.
  return out.empty() && experiment.loop.number == 0 ? "no change" : out;
}

/// "digits: validation accuracy, higher is better (guessed), 12 experiments"; "gym: suite, reward, …" of what is no log
std::string project_heading(const Project& project) {
  std::string out = project.name.empty() ? "" : terminal_text(project.name) + ": ";
  if (project.kind != model::Kind::log) out += std::string(model::name_of(project.kind)) + ", ";
  if (const model::MetricInfo* objective = words::objective_of(project)) {
    out += terminal_text(words::metric_in_sentence(*objective));
    const std::string_view direction = model::words_of(objective->direction);
    if (!direction.empty()) out += ", " + std::string(direction);
    if (project.objective_decided.guessed) out += " (guessed)";
  } else {
    out += "no objective";
  }
  if (!project.ranked_on.empty()) out += ", measured on " + terminal_text(words::data_text(project.ranked_on));
  return out + ", " + words::counted(project.experiments.size(), "experiment", "experiments") + "\n";
}

std::string title_of(const Experiment& experiment) {
  return experiment.title == experiment.id ? "" : experiment.title;
}

void add_parameters(std::string& out, const model::Config& config) {
  const auto& parameters = config.parameters;
  for (std::size_t i = 0; i < std::min(parameters.size(), kMaxParameters); ++i) {
    out += "  " + terminal_text(parameters[i].path) + " = " +
           terminal_text(words::parameter_text(parameters[i].value)) + "\n";
  }
  if (parameters.size() > kMaxParameters) {
    out += "  … and " + std::to_string(parameters.size() - kMaxParameters) + " more; --json prints all\n";
  }
}

std::vector<Index> called(const Findings& findings, std::string_view id) {
  std::vector<Index> exact, alike, aliased;
  for (Index i = 0; i < findings.experiments.size(); ++i) {
    if (findings.experiments[i].id == id) exact.push_back(i);
    if (base::to_lower(findings.experiments[i].id) == base::to_lower(id)) alike.push_back(i);
    const std::vector<std::string>& aliases = findings.experiments[i].aliases;
    if (std::any_of(aliases.begin(), aliases.end(),
                    [&](const std::string& one) { return base::to_lower(one) == base::to_lower(id); }))
      aliased.push_back(i);
  }
  return !exact.empty() ? exact : !alike.empty() ? alike : aliased;
}

base::Error unknown_id(const Findings& findings, std::string_view id) {
  std::vector<std::string_view> known;
  for (const Experiment& experiment : findings.experiments) known.push_back(experiment.id);
  std::string hint = ingest::near_name_hint(id, known);
  if (hint.starts_with("known: ") && known.size() > kMaxNearIds) {
    hint = ingest::near_name_hint(id, std::span(known).first(kMaxNearIds)) + ", … (`trialpress list` prints all)";
  }
  return {base::Error::Kind::invalid, "", "no experiment is called \"" + std::string(id) + "\"; " + hint};
}

std::vector<std::string> metric_row(const Project& project, const Experiment& from, const Experiment& to,
                                    const model::MetricDifference& one) {
  const model::MetricInfo& info = project.metrics[one.metric];
  const model::Difference& difference = one.difference;
  const bool comparable = one.comparability == model::Comparability::comparable;
  const bool known = comparable && !std::isnan(difference.estimate);
  const bool interval = known && !std::isnan(difference.low) && !std::isnan(difference.high);
  return {info.name, estimate_text(from.find(one.metric)->at_best, info.kind),
          estimate_text(to.find(one.metric)->at_best, info.kind),
          known ? words::format_difference(difference, info.kind) : std::string(model::words_of(one.comparability)),
          interval ? words::format_interval(difference.low, difference.high, info.kind) : ""};
}

}  // namespace

std::string log_text(const Findings& findings, std::size_t width) {
  std::string out;
  for (const Project& project : findings.projects) {
    if (!out.empty()) out += "\n";
    out += project_heading(project);
    std::vector<std::vector<std::string>> rows;
    const bool decided = std::any_of(project.experiments.begin(), project.experiments.end(), [&](Index i) {
      return findings.experiments[i].decision != model::Decision::open;
    });
    for (const Index index : project.experiments) {
      const Experiment& experiment = findings.experiments[index];
      const std::string decision(decided ? words::decision_word(experiment.decision).text : "");
      rows.push_back({terminal_text(experiment.shown()), experiment.date, title_of(experiment),
                      objective_text(project, experiment), changes_text(project, experiment, index), decision});
    }
    out += table_text({{"id"},
                       {project.days_of_utc ? "date (UTC)" : "date"},
                       {"title", true},
                       {"objective"},
                       {"change", true},
                       {"decision"}},
                      rows, width);
  }
  return out;
}

std::string best_text(const Findings& findings) {
  std::string out;
  for (const Project& project : findings.projects) {
    if (project.suite) {  // the best of several tasks is no one experiment
      if (!out.empty()) out += "\n";
      if (!project.name.empty()) out += terminal_text(project.name) + ": ";
      out += terminal_text(words::headline(findings, project)) + "\n";
    }
    for (const model::BestConfiguration& best : project.best) {
      const Experiment& experiment = findings.experiments[best.experiment];
      if (!out.empty()) out += "\n";
      if (!project.name.empty()) out += terminal_text(project.name) + ", ";
      out += "best for " + std::string(model::name_of(best.purpose)) + ": " + terminal_text(experiment.shown());
      if (!title_of(experiment).empty()) out += " " + terminal_text(experiment.title);
      out += "\n";
      if (const std::string value = objective_text(project, experiment); !value.empty()) {
        out += "  " + terminal_text(words::metric_in_sentence(*words::objective_of(project))) + " " +
               terminal_text(value) + "\n";
      }
      for (const Index metric : project.secondary) {
        const model::MetricEstimate* value = experiment.find(metric);
        const model::MetricInfo& info = project.metrics[metric];
        out += "  " + terminal_text(words::metric_in_sentence(info)) + " " +
               (value ? terminal_text(estimate_text(value->at_best, info.kind)) : "not known") + "\n";
      }
      out += "  " + terminal_text(words::rule_text(project, best)) + "\n";
      add_parameters(out, experiment.config);
    }
  }
  return out.empty() ? "no experiment has a value to choose by\n" : out;
}

base::Result<std::pair<Index, Index>> find_pair(const Findings& findings, std::string_view from, std::string_view to) {
  const std::vector<Index> before = called(findings, from), after = called(findings, to);
  if (before.empty()) return unknown_id(findings, from);
  if (after.empty()) return unknown_id(findings, to);
  for (const Index a : before) {
    for (const Index b : after) {
      if (findings.experiments[a].project == findings.experiments[b].project) return std::pair(a, b);
    }
  }
  return base::Error{
      base::Error::Kind::invalid, "",
      std::string(from) + " and " + std::string(to) + " are of different projects, whose metrics are not compared"};
}

std::string diff_text(const Findings& findings, const model::Comparison& comparison, Index to, std::size_t width) {
  const Experiment& before = findings.experiments[comparison.other];
  const Experiment& after = findings.experiments[to];
  assert(before.project == after.project);
  const Project& project = findings.projects[after.project];
  std::vector<std::vector<std::string>> changes;
  for (const model::ParameterChange& change : comparison.changes) {
    auto [old_value, new_value] = words::parameter_texts(change.old_value, change.new_value);
    changes.push_back({change.parameter, std::move(old_value), std::move(new_value)});
  }
  std::vector<std::vector<std::string>> metrics;
  for (const model::MetricDifference& one : comparison.metrics) {
    metrics.push_back(metric_row(project, before, after, one));
  }
  std::string out = project_heading(project) + "\n";
  out += changes.empty()
             ? "no parameter differs\n"
             : table_text({{"parameter", true}, {before.shown(), true}, {after.shown(), true}}, changes, width);
  out += "\n";
  out += metrics.empty()
             ? "no metric is known of both\n"
             : table_text({{"metric", true}, {before.shown()}, {after.shown()}, {"difference"}, {"95 % interval"}},
                          metrics, width);
  return out;
}

}  // namespace cli
