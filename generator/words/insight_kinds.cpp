#include "words/insight_kinds.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "model/findings/metric_info.h"
#include "model/insight_rules.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

namespace limits = model::insight_rules;
using ToldKind = model::Insight::Kind;
using RepeatsKind = model::ExperimentInsight::Kind;
using model::ValueKind;

std::string number(double value) {
  return format_value(value, ValueKind::plain);
}

std::string share(double value) {
  return number(100 * value) + "\u202f%";
}

/// A ratio as what it adds: "5 %" of 1.05.
std::string above_one(double ratio) {
  return share(ratio - 1);
}

/// As the page of formulas writes it.
std::string wide_share(double value) {
  return number(100 * value) + "\u00a0%";
}

/// "fifth" of 5; empty: there is no word.
std::string_view part_name(std::size_t parts) {
  constexpr std::pair<std::size_t, std::string_view> kNames[] = {
      {2, "half"}, {3, "third"}, {4, "quarter"}, {5, "fifth"}, {10, "tenth"}};
  for (const auto& [of, name] : kNames) {
    if (of == parts) return name;
  }
  return "";
}

/// "the last tenth" of 10.
std::string the_part(std::string_view which, std::size_t parts) {
  return "the " + std::string(which) + " " +
         (part_name(parts).empty() ? "one of " + std::to_string(parts) + " parts" : std::string(part_name(parts)));
}

/// "a fifth" of 0.2, "half" of 0.5; a percentage where there is no word.
std::string part_of(double share_of_all) {
  const double parts = 1 / share_of_all;
  const auto whole = static_cast<std::size_t>(std::lround(parts));
  if (std::fabs(parts - std::round(parts)) > 1e-9 || part_name(whole).empty()) return share(share_of_all);
  return (whole == 2 ? "" : "a ") + std::string(part_name(whole));
}

/// "three" of 3.
std::string count_word(std::size_t count) {
  constexpr std::array<std::string_view, 11> kWords = {"no",  "one",   "two",   "three", "four", "five",
                                                       "six", "seven", "eight", "nine",  "ten"};
  return count < kWords.size() ? std::string(kWords[count]) : format_count(count);
}

/// "a point" of 0.01, "2 points" of 0.02.
std::string points_text(double share_of_all) {
  return std::fabs(share_of_all - 0.01) < 1e-12 ? "a point" : number(100 * share_of_all) + " points";
}

/// "twice" of 2.
std::string times_word(double factor) {
  return factor == 2 ? "twice" : number(factor) + " times";
}

/// "41 steps a second": by the minute or the hour where that is slow.
std::string rate_text(double a_second, bool steps) {
  const char* const what = steps ? " steps " : " epochs ";
  if (a_second >= 0.1) return format_value(a_second, ValueKind::plain, 3) + what + "a second";
  if (a_second * 60 >= 0.1) return format_value(a_second * 60, ValueKind::plain, 3) + what + "a minute";
  return format_value(a_second * 3600, ValueKind::plain, 3) + what + "an hour";
}

constexpr InsightRow kOverfitting{
    .kind = ToldKind::overfitting,
    .mark = [](double) -> std::string_view { return "overfitting"; },
    .rule =
        [] {
          return "At least " + share(limits::kAfterBest) +
                 " of the values come after the best; the last level is worse than that at the best by " +
                 number(limits::kNoiseFactor) + " × its noise, " + share(limits::kShareOfImprovement) +
                 " of the gain and " + above_one(limits::kLossRatio) + " of a loss or " +
                 number(100 * limits::kShareStep) + " point of a share; training still gained.";
        },
    .of_run =
        [](const ToldInsight& told) {
          return told.name + " was best at " + told.place + ", " + told.from + ", and ended at " + told.to +
                 ", while " + told.other + " went on improving: overfitting.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " ended worse than its best" + shared.at + ", by a median of " + shared.amount +
                 ", while training went on improving: overfitting.";
        },
    .title = "Overfitting",
    .formula =
        [] {
          return "at least " + part_of(limits::kAfterBest) +
                 " of the values follow the best held-out value, the last level is worse than the level there by " +
                 number(limits::kNoiseFactor) + " noise, " + part_of(limits::kShareOfImprovement) +
                 " of what the run gained, and " + wide_share(limits::kLossRatio - 1) + " of a loss or " +
                 points_text(limits::kShareStep) + " of a share, while training went on gaining";
        },
};

constexpr InsightRow kStillImproving{
    .kind = ToldKind::still_improving,
    .mark = [](double) -> std::string_view { return "still improving"; },
    .rule =
        [] {
          return "The best lies in " + the_part("last", limits::kStillBestPart) + ", and " +
                 the_part("last", limits::kStillTrendPart) + " rises or falls (Mann–Kendall z ≥ " +
                 number(limits::kTrendDeviations) + ") by more than noise and " + share(limits::kStillGain) +
                 " of the whole gain (rewards: " + share(limits::kShareOfImprovement) + ").";
        },
    .of_run =
        [](const ToldInsight& told) {
          return told.name + " was still improving at the end, by " + told.amount + " since " + told.place +
                 ": a longer run may do better.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " was still improving at the end, by a median of " + shared.amount + shared.at +
                 ": longer runs may do better.";
        },
    .title = "Still improving",
    .formula =
        [] {
          return "the best lies in " + the_part("last", limits::kStillBestPart) + ", and " +
                 the_part("last", limits::kStillTrendPart) + " has a trend (Mann–Kendall z ≥ " +
                 number(limits::kTrendDeviations) + ") that brings at least " + wide_share(limits::kStillGain) +
                 " of the run's gain (rewards: " + wide_share(limits::kShareOfImprovement) + ")";
        },
};

constexpr InsightRow kPlateau{
    .kind = ToldKind::plateau,
    .mark = [](double) -> std::string_view { return "plateau"; },
    .rule =
        [] {
          return "The best lies in " + the_part("first", limits::kPlateauBestPart) + " with at least " +
                 number(static_cast<double>(limits::kAfterPlateau)) + " values after it, is better than the start by " +
                 number(limits::kNoiseFactor) + " × its noise, and no more than " + share(limits::kLostOfPlateau) +
                 " of that was lost.";
        },
    .of_run =
        [](const ToldInsight& told) {
          return told.name + " was best at " + told.place + ", " + told.from + "; " +
                 format_value(told.insight.amount, ValueKind::fraction, 2) + " of the run came after it.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " was best early" + shared.at + "; a median of " +
                 format_value(shared.insight.amount, ValueKind::fraction, 2) + " of the run came after it.";
        },
    .title = "Plateau",
    .formula =
        [] {
          return "the best lies in " + the_part("first", limits::kPlateauBestPart) +
                 ", and the last level has lost no more than " + part_of(limits::kLostOfPlateau) + " of the gain";
        },
};

constexpr InsightRow kGapToTraining{
    .kind = ToldKind::generalisation_gap,
    .mark = [](double) -> std::string_view { return "gap"; },
    .rule =
        [] {
          return "At the best value the two differ by more than " + number(limits::kNoiseFactor) +
                 " × the noise of both and by " + points_text(limits::kGapShare) + " of a share or a factor of " +
                 number(limits::kGapRatio) + ".";
        },
    .of_run =
        [](const ToldInsight& told) {
          return "At its best (" + told.place + ") " + told.metric + " was " + told.from + " and " + told.other + " " +
                 told.to + ": a gap of " + told.amount + ".";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " was worse than on training data at its best" + shared.at + ", by a median of " +
                 shared.amount + ".";
        },
    .title = "Gap",
    .formula =
        [] {
          return "at the best held-out value, training is better by " + number(limits::kNoiseFactor) +
                 " noise and by " + points_text(limits::kGapShare) + " of a share, or a ratio of " +
                 number(limits::kGapRatio) + " of losses";
        },
};

constexpr InsightRow kDiverged{
    .kind = ToldKind::diverged,
    .mark = [](double) -> std::string_view { return "diverged"; },
    .rule =
        [] {
          return "The series ends in values that are not finite, or a training loss ends above " +
                 number(limits::kDivergedRatio) + " × its first level.";
        },
    .of_run =
        [](const ToldInsight& told) {
          if (!std::isfinite(told.insight.amount)) {
            return told.name + " is not a finite number from " + told.place + " on.";
          }
          return told.name + " left its scale for good at " + told.place + ": it ended at " +
                 times_text(told.insight.amount) + " its start.";
        },
    .of_runs = [](const SharedInsight& shared) { return shared.metric + " diverged" + shared.at + "."; },
    .title = "Diverged",
    .formula =
        [] {
          return "the end is not finite, or a training loss ends above " + number(limits::kDivergedRatio) +
                 " times its first level";
        },
};

constexpr InsightRow kThroughput{
    .kind = ToldKind::throughput_change,
    .mark = [](double amount) -> std::string_view { return amount < 1 ? "slower" : "faster"; },
    .rule =
        [] {
          return "Both the overall rates and the medians of " + count_word(limits::kBlocksOfHalf) +
                 " blocks a half differ by a factor of " + number(limits::kThroughputRatio) + ", over at least " +
                 number(static_cast<double>(limits::kTimedRows)) + " timed rows.";
        },
    .of_run =
        [](const ToldInsight& told) {
          const model::Insight& insight = told.insight;
          const bool steps = std::isfinite(insight.from.step);
          return "The run got " + std::string(insight.amount < 1 ? "slower" : "faster") + ": " +
                 rate_text(insight.from.value, steps) + " in its first half, " + rate_text(insight.to.value, steps) +
                 " in the second.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return "the second half ran at a median of " + times_text(shared.insight.amount) + " the speed of the first.";
        },
    .title = "Throughput",
    .formula =
        [] {
          return "the halves of a run differ by a factor of " + number(limits::kThroughputRatio) +
                 " in steps per second";
        },
};

constexpr InsightRow kHighRate{
    .kind = ToldKind::learning_rate_high,
    .mark = [](double) -> std::string_view { return "first leap"; },
    .rule =
        [] {
          return capitalised(count_word(limits::kLeaps)) + " times or more from below " + part_of(limits::kLeapFrom) +
                 " of its start to above " + part_of(limits::kLeapTo) + " of it, by more than " +
                 number(limits::kRateNoise) + " × its noise.";
        },
    .of_run =
        [](const ToldInsight& told) {
          return told.name + " leapt back up " +
                 counted(static_cast<std::size_t>(told.insight.amount), "time", "times") +
                 " after it had fallen, first at " + told.place + ": the learning rate may be too high.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " leapt back up again and again" + shared.at + ": the learning rate may be too high.";
        },
    .title = "Learning rate",
    .formula = [] { return "a training loss leaps back up " + count_word(limits::kLeaps) + " times or more"; },
};

constexpr InsightRow kLowRate{
    .kind = ToldKind::learning_rate_low,
    .mark = [](double) -> std::string_view { return "straight line"; },
    .rule =
        [] {
          return "Each " + std::string(part_name(limits::kLineParts)) + " brings " + number(100 * limits::kLineLeast) +
                 " to " + share(limits::kLineMost) + " of the fall, and at least " + part_of(limits::kLineLeft) +
                 " of the first level is left.";
        },
    .of_run =
        [](const ToldInsight& told) {
          return told.name + " fell in a straight line to the end: a higher rate or a longer run may do more.";
        },
    .of_runs =
        [](const SharedInsight& shared) {
          return shared.metric + " fell in a straight line to the end: a higher rate or longer runs may do more.";
        },
    .title = "Learning rate",
    .formula = [] { return std::string("falls in a straight line to the end"); },
};

constexpr std::array kInsights{kOverfitting, kStillImproving, kPlateau,  kGapToTraining,
                               kDiverged,    kThroughput,     kHighRate, kLowRate};

constexpr std::array kRepeats{
    RepeatsRow{
        .kind = RepeatsKind::unstable,
        .rule =
            [] {
              return "F test on the variances, adjusted over the project's experiments, and a ratio of deviations "
                     "above " +
                     number(limits::kUnstableRatio) + ".";
            },
        .title = "Unstable",
        .formula =
            [] {
              return "a deviation above " + times_word(limits::kUnstableRatio) +
                     " the pooled one of the other experiments, with an F test at the level, adjusted over the "
                     "project";
            },
    },
    RepeatsRow{
        .kind = RepeatsKind::outlier,
        .rule =
            [] {
              return "Farther from the median of the others than " + number(limits::kOutlierDistance) +
                     " × 1.4826 × their median absolute deviation.";
            },
        .title = "Outlier",
        .formula =
            [] {
              return "of at least " + count_word(limits::kOutlierRepeats) +
                     " repeats, one lies further from the median of the others than " +
                     number(limits::kOutlierDistance) + " × 1.4826 times their median absolute deviation";
            },
    },
};

template <class Row, class RowKind>
const Row& row_of_kind(std::span<const Row> rows, RowKind kind) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.kind == kind; });
  assert(found != rows.end());
  return *found;
}

}  // namespace

std::span<const InsightRow> insight_rows() {
  return kInsights;
}

const InsightRow& insight_row(model::Insight::Kind kind) {
  return row_of_kind(insight_rows(), kind);
}

std::span<const RepeatsRow> repeats_rows() {
  return kRepeats;
}

const RepeatsRow& repeats_row(model::ExperimentInsight::Kind kind) {
  return row_of_kind(repeats_rows(), kind);
}

std::string times_text(double ratio) {
  return format_value(ratio, ValueKind::plain, 2) + " times";
}

}  // namespace words
