#pragma once
/// The charts of the report, one file each in charts/.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/chart.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/output_file.h"
#include "render/addresses.h"

namespace render {

/// Charts of a project that content pages may embed by id.
struct ChartDefinition {
  std::string_view id;
  model::Chart (*build)(const model::Findings&, model::Index project, const Addresses&);
};
std::span<const ChartDefinition> chart_definitions();

/// One chart a metric: the run's curve, with a mark where an insight about it starts. `curves` parallel to
/// digest.series; metrics without two finite points get no chart (they stand in the table). Objective first, then
/// roles, then by name; train/validation pairs of one quantity
/// ("train/loss", "val/loss") share a chart. At most kMaxChartsPerPage; `left_out` says which metrics have none.
struct CurveCharts {
  std::vector<model::Chart> charts;
  std::vector<std::string> left_out;
};
inline constexpr std::size_t kMaxChartsPerPage = 60;
CurveCharts run_curve_charts(const model::RunDigest& run, const std::string& slug, std::span<const model::Curve> curves,
                             const model::Project& project);

/// The repeats of an experiment (thin), their mean (bold) and a band of ± 1 standard deviation, and the parent's mean
/// in grey; marks where `insights` that repeats share start. curves[i] belongs to runs[i]. Mean and band where at least
/// two repeats have a value: on the shared x values when they are the same, else by linear interpolation on their
/// union; of thinned curves from column_means on their common range. Captions say which.
struct RepeatCurves {
  const model::RunDigest* run = nullptr;
  std::string slug;
  std::vector<model::Curve> curves;
};
CurveCharts experiment_curve_charts(std::span<const RepeatCurves> repeats, const std::string& experiment_id,
                                    std::span<const RepeatCurves> parent_repeats, const std::string& parent_id,
                                    const model::Project& project,
                                    std::span<const model::ExperimentInsight> insights = {});

/// Best objective so far (steps) and each experiment's mean (points; filled: kept), by date, or by order in the log
/// where dates are missing or all equal. Nothing (no traces) if fewer than two experiments have a value.
model::Chart progress_chart(const model::Findings& findings, model::Index project, const Addresses& addresses);
/// The settings of a search's trials, a line each over upright axes: the objective, then up to eight parameters in the
/// order of Project::parameters; the best in bold, those that cannot be told from it in colour, at most 400 of each
/// kind. A figure as HTML without a script: the interactive charts know no such axes. Empty for other projects, and for
/// fewer than two parameters.
std::string parallel_figure(const model::Findings& findings, const model::Project& project);
/// Objective against one cost: the Pareto front as steps, its experiments as dots with the best ones labelled, those
/// that are beaten in both faded. One chart for each of Project::fronts, in that order.
struct FrontChart {
  model::Role cost = model::Role::training_time;
  model::Chart chart;
};
std::vector<FrontChart> front_charts(const model::Findings& findings, model::Index project, const Addresses& addresses);
/// The one against training time; nothing (no traces) without that front.
model::Chart trade_off_chart(const model::Findings& findings, model::Index project, const Addresses& addresses);

/// Of a leaderboard: the objective against each of Leaderboard::costs, with those that no better one is as cheap as,
/// which a line joins; of the others at most 500, evenly chosen by rank. None without a ranking.
std::vector<model::Chart> leaderboard_charts(const model::Findings& findings, const model::Project& project,
                                             const Addresses& addresses);

/// One parameter's values against a metric: a ring for each experiment (at most 400, evenly chosen), the marginal mean
/// of each value with several experiments, and its interval. Numbers on a linear or log axis, else categories in full.
/// For pages one level down. Nothing (no traces) below two experiments with a finite mean.
model::Chart parameter_chart(const model::Findings& findings, const model::Project& project,
                             const model::ParameterImpact& impact, model::Index metric, const Addresses& addresses);

/// data/curves/<slug>.js: one call of the page's registered function with every curve of the run, numbers as base64 of
/// little-endian float64 (x) and float32 (y; float64 where float32 would change more than 1e-6 of it):
/// trialpress.curves("<slug>",[{"name", "logged": values logged, "x": base64, or the index of the curve that has the
/// same x, "bytes": 4 or 8 a value of y, "y": base64}, …]). Parallel to `curves`.
model::OutputFile curve_chunk(const std::string& slug, std::span<const model::Curve> curves);

}  // namespace render
