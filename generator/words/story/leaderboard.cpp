#include "words/story/leaderboard.h"

#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/config.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/leaderboard.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "vocabulary/benchmarks/compared_names.h"
#include "words/examples.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

using model::CheapLeader;
using model::Leaderboard;

constexpr std::size_t kLongestName = 36;
constexpr double kWorthSaying = 1.5;  ///< times as many, as small

std::string short_name(const model::Findings& findings, const model::Project& project, model::Index experiment) {
  return base::shorten(row_name(findings, project, experiment), kLongestName);
}

std::string objective_text(const model::Findings& findings, const model::Project& project, model::Index experiment) {
  const model::Estimate* value = objective_estimate(findings, findings.experiments[experiment]);
  return value == nullptr ? "" : format_estimate(*value, objective_of(project)->kind).mean;
}

/// "param_count up to 30", "infer_samples_per_sec from 5,000".
Phrase limit_text(const model::Project& project, const CheapLeader& one) {
  const model::MetricInfo& metric = project.metrics[one.metric];
  return logged_name(metric.name) + (one.at_least ? " from " : " up to ") + format_value(one.limit, metric.kind);
}

/// The row itself leads to its page.
Phrase row_link(const model::Findings& findings, const model::Project& project, model::Index experiment) {
  Phrase link = experiment_link(findings, experiment);
  const std::string name = row_name(findings, project, experiment);
  if (!link.pieces.empty()) link.pieces.front().text = base::shorten(name, kLongestName);
  return link;
}

double cost_value(const model::Experiment& experiment, model::Index metric) {
  const model::MetricEstimate* found = experiment.find(metric);
  return found == nullptr ? model::kMissing : found->last.mean;
}

Phrase cheap_sentence(const model::Findings& findings, const model::Project& project, const CheapLeader& one) {
  const Leaderboard& board = *project.leaderboard;
  const model::MetricInfo& metric = project.metrics[one.metric];
  const double own = cost_value(findings.experiments[one.experiment], one.metric);
  const double leader = cost_value(findings.experiments[board.ranked.front()], one.metric);
  Phrase out = "Of the " + format_count(one.within) + " " + row_noun(project, one.within) + " with " +
               limit_text(project, one) + ", " + row_link(findings, project, one.experiment) +
               " is best: " + strong(objective_text(findings, project, one.experiment)) + " at " +
               format_value(own, metric.kind);
  const double times = one.at_least ? own / leader : leader / own;
  if (std::isfinite(times) && times >= kWorthSaying) {
    const std::string factor =
        times < 10 ? base::fixed_text(times, 1) : format_value(std::round(times), model::ValueKind::plain);
    out +=
        one.at_least ? ", " + factor + " times as many as the leader" : "; the leader has " + factor + " times as many";
  }
  return out + ".";
}

Phrase close_sentence(const model::Project& project) {
  const Leaderboard& board = *project.leaderboard;
  if (!project.examples || board.too_close == 0) return "";
  const double points = board.examples_error * 100;
  const bool shares = objective_of(project)->kind == model::ValueKind::plain;
  const std::string error = shares ? format_size(board.examples_error, model::ValueKind::plain)
                                   : base::fixed_text(points, points < 1 ? 2 : 1) + " points";
  const std::string rule = "measured on " + examples_text(*project.examples) + ", a difference below " + error +
                           " from the leader may be chance";
  if (board.too_close < 2) return " The leader is ahead by more than chance: " + rule + ".";
  return " The first " + format_count(board.too_close) + " are too close to call: " + rule + ".";
}

}  // namespace

std::string row_name(const model::Findings& findings, const model::Project& project, model::Index experiment) {
  const model::Experiment& one = findings.experiments[experiment];
  if (project.leaderboard) {
    for (const std::string& path : project.leaderboard->named_by) {
      const model::ParameterValue* value = one.config.find(path);
      if (value != nullptr && !value->text.empty()) return base::make_visible(value->text);
    }
  }
  return base::make_visible(one.shown());
}

std::string row_noun(const model::Project& project, std::size_t count) {
  const std::string_view noun = project.leaderboard && !project.leaderboard->named_by.empty()
                                    ? vocabulary::noun_of_compared(project.leaderboard->named_by.front())
                                    : std::string_view();
  if (noun.empty()) return count == 1 ? "entry" : "entries";
  return std::string(count == 1 ? noun : vocabulary::plural_of(noun));
}

KindStory leaderboard_story(const model::Findings& findings, const model::Project& project) {
  const Leaderboard& board = *project.leaderboard;
  KindStory out;
  const std::size_t all = project.experiments.size();
  if (board.ranked.empty()) {
    out.headline = "Results of " + counted(all, row_noun(project, 1), row_noun(project, 2)) + ", not ranked";
    return out;
  }
  const model::MetricInfo& objective = *objective_of(project);
  const std::size_t count = board.ranked.size();
  const model::Index leader = board.ranked.front();
  std::size_t leading = 0;
  while (leading < count && board.ranks[leading] == 1) ++leading;
  const std::string reached = objective_text(findings, project, leader);
  if (leading > 1) {
    out.headline = format_count(leading) + " of " + format_count(count) + " " + row_noun(project, count) +
                   " share the first place: " + metric_in_sentence(objective) + " " + reached;
  } else {
    out.headline = short_name(findings, project, leader) + " leads " + format_count(count) + " " +
                   row_noun(project, count) + ": " + metric_in_sentence(objective) + " " + reached;
  }
  if (!board.cheap.empty()) {
    const CheapLeader& first = board.cheap.front();
    out.headline += "; the best with " + plain_text(limit_text(project, first)) + " reaches " +
                    objective_text(findings, project, first.experiment);
  }
  out.lede = counted(all, row_noun(project, 1), row_noun(project, 2)) + ", ranked by " + metric_in_sentence(objective) +
             " (" + std::string(model::words_of(objective.direction)) + ")";
  if (count < all) out.lede += "; " + format_count(all - count) + " without a value";
  out.lede += "." + close_sentence(project);
  for (const CheapLeader& one : board.cheap) out.story.push_back(cheap_sentence(findings, project, one));
  return out;
}

}  // namespace words
