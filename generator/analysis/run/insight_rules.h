#pragma once
/// The rules behind find_insights, one function each; their numbers are in model/insight_rules.h. "Level" is a median
/// over a tenth of the series (at least 3 values), "noise" noise_of (insight_curve.h). All take curves whose cost is to
/// be low.

#include <optional>

#include "analysis/run/insight_curve.h"
#include "model/insight_rules.h"

namespace analysis {

using FoundInsight = std::optional<model::Insight>;

namespace rule = model::insight_rules;

/// The series ends in non-finite values (a single one is enough), more than twice as many as ever stood in a row
/// before; or, where `scale` is set (training losses), its last level and last value are above 3 × its positive first
/// level: `from` is then the first value after which all are. amount: last level over first level; NaN if not finite.
FoundInsight find_divergence(const model::Run& run, const InsightCurve& curve, bool scale);

/// The best held-out value has at least a fifth of the values (and 3) after it and is no spike (kSpike); the last level
/// is worse than the level at the best by 3 × noise, a tenth of what the run gained, and 5 % of a loss or a point of a
/// share; the last value is worse by at least half of that; and `training` gained, from right after the best to the
/// end, more than twice the standard error of the difference of its levels and 2 % of a loss or half a point of a
/// share. amount: last value against best value.
FoundInsight find_overfitting(const model::Run& run, const InsightCurve& held_out, const InsightCurve& training);

/// The best value lies in the last tenth, and the last fifth (at least 5 values) improves: Mann–Kendall z at least 2,
/// and a gain by Theil–Sen of more than one noise deviation over the root of a third of its values and of at least 2 %
/// of what the run gained from the median of its first 3 values to the best (of rewards, whose running means drift: 10
/// %), which is at least 1 % of the value. amount: that gain, above 0.
FoundInsight find_still_improving(const model::Run& run, const InsightCurve& curve);

/// The best value lies in the first half, is no spike (kSpike), and at least 10 values follow; the level at the best is
/// below that of the start (of the first tenth, before the best) by 3 × noise and 1 % of the value; and the last level
/// has lost no more than a quarter of that gain. Series of 64 values or more: the best of 32 blocks of equal length, by
/// their medians, lies in the first half too and 3 × noise below the first block. amount: share of the wall time after
/// the best, where it was logged and steps did not go back; else of steps, epochs or values.
FoundInsight find_plateau(const model::Run& run, const InsightCurve& curve);

/// At the best held-out value: worse than the training level around that place, by more than 3 × the noise of both and
/// by 2 points of a share, or a ratio of 1.25 of losses and errors. `to`: the training value in the middle of that
/// level. amount: difference of the two values, above 0.
FoundInsight find_gap(const model::Run& run, const InsightCurve& held_out, const InsightCurve& training);

/// Steps per second (epochs, where steps were not logged) of the second half of the timed rows against the first: at
/// least 20 rows with rising time and step; the overall rates and the medians of ten blocks a half both differ by a
/// factor of 1.25 in one direction; and three quarters of the blocks of one half are faster than three quarters of
/// those of the other. `from`: first row of the second half, its value the rate before; `to`: last row, the rate after.
FoundInsight find_throughput_change(const model::RowAxes& axes);

/// A training loss leaps from below a quarter of its start (median of the first 3 values) to above half of it, and by
/// more than 10 × noise above the quarter, three times or more. amount: how often. At least 20 values.
FoundInsight find_high_rate(const model::Run& run, const InsightCurve& curve);

/// A training loss of at least 20 values falls in a straight line: each fifth brings 15 % to 25 % of the fall, which is
/// more than 10 × noise, and at least half of the first level is left: more was to be had, by a higher rate or a longer
/// run. amount: share of the fall in the last tenth.
FoundInsight find_low_rate(const model::Run& run, const InsightCurve& curve);

}  // namespace analysis
