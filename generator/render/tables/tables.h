#pragma once
/// The tables of the report, one file each in tables/, and the one way they all become HTML.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/table.h"
#include "render/site.h"

namespace render {

/// Where a table stands: links are written from there.
struct TableContext {
  const Site& site;
  std::string root;  ///< "" or "../"
};

/// Tables that content pages may embed by id, and the front page uses.
struct TableDefinition {
  std::string_view id;
  model::Table (*build)(const TableContext&, const model::Project&);
};
std::span<const TableDefinition> table_definitions();

/// id, change against the parent (old → new), effect, interval, secondary objectives, verdict (only if there are any),
/// decision: in the log's order.
model::Table quick_results_table(const TableContext& context, const model::Project& project);
/// The log: id, date, parameter, old, new, base and new objective, effect, interval, verdict (only if any), decision.
model::Table experiment_log_table(const TableContext& context, const model::Project& project);
/// How much of a table of results is shown.
struct ResultsLimit {
  std::size_t rows = 100000, metrics = 40, parameters = 40;
};
/// Experiments with all their results and settings: name (with the rank, of a leaderboard, whose order it has; else the
/// log's), the objective, then metrics and parameters that are not the same for all.
model::Table results_table(const TableContext& context, const model::Project& project, const ResultsLimit& limit);
model::Table all_results_table(const TableContext& context, const model::Project& project);
/// A suite: what is compared × tasks, each cell mean ± deviation (runs); the best of a column bold, what cannot be told
/// from it marked, what is clearly worse muted; then the score over all. Empty for other kinds.
model::Table suite_table(const TableContext& context, const model::Project& project);
/// A suite over all tasks: scores and chances with their intervals. Empty where too little is complete.
model::Table suite_overall_table(const TableContext& context, const model::Project& project);
/// Role metrics of the baseline and the best experiment, with the difference; before them objectives without a role.
model::Table performance_table(const TableContext& context, const model::Project& project);
/// An experiment beside the baseline, the objective and the secondary ones: both means with their intervals, the change
/// and its interval. The baseline itself stands alone.
model::Table objectives_table(const TableContext& context, const model::Project& project, model::Index experiment);
/// The best configurations: purpose, experiment, objective, training time, secondary objectives, what changed against
/// the baseline.
model::Table best_table(const TableContext& context, const model::Project& project);
/// What paid: changes that improved on their parent, by gain per time of training, the most first; at most 200. The
/// time is an hour, a minute or a second: the largest that the longest of them fills.
model::Table gains_table(const TableContext& context, const model::Project& project);
/// Of a search: its best ten trials, the objective, and up to six settings in which they differ; which to repeat first.
model::Table ten_best_table(const TableContext& context, const model::Project& project);
/// Machines and versions: one row a kind, with its experiments and runs.
model::Table hardware_table(const TableContext& context, const model::Project& project);

/// What each parameter of a project does: category, tested values, largest effect on the objective and on training
/// time, importance, recommended values; most important first, at most 1,000.
model::Table parameter_impact_table(const TableContext& context, const model::Project& project);
/// The first five of them that have an importance or, but in a search, a controlled pair, in fewer columns.
model::Table what_matters_table(const TableContext& context, const model::Project& project);
/// Makes the names in a changes_table of `changes` lead to the pages of the parameters.
void link_parameters(const TableContext& context, const model::Project& project,
                     const std::vector<model::ParameterChange>& changes, model::Table& table);

/// More changes are counted in a last row.
inline constexpr std::size_t kMostChanges = 2'000;
/// Changed parameters, old → new. `other` is the title of the old column.
model::Table changes_table(const std::vector<model::ParameterChange>& changes, const std::string& other,
                           const std::string& self);
/// Metrics of an experiment beside its parent's (or alone), change and interval, each interval on a scale of its own.
model::Table metrics_table(const TableContext& context, const model::Experiment& experiment);
/// The runs of an experiment.
model::Table repeats_table(const TableContext& context, const model::Experiment& experiment);
/// Every series of a run: points, first, last, lowest, highest and where, non-finite values.
model::Table series_table(const model::RunDigest& run, const model::Project& project);
/// name and value, in order.
model::Table pairs_table(std::string id, std::string title,
                         const std::vector<std::pair<std::string, std::string>>& pairs);
/// At most `limit` notices; the caller says how many more there are.
model::Table notices_table(std::span<const model::Notice* const> notices, std::size_t limit);
model::Table sources_table(const Site& site);
/// Runs that failed, were killed or logged values that are not finite.
model::Table failures_table(const TableContext& context);

/// Words about a run that a reader should see beside its numbers: "failed", "damaged", "3 values are not finite".
/// `values` of the objective only.
std::vector<std::string> run_remarks(const model::RunDigest& run, const model::Project& project);

/// The table as HTML through table.mustache and table_rows.mustache (rows in pieces, so that a long one costs no
/// memory).
base::Result<std::string> render_table(const TemplateSet& templates, const model::Table& table);

}  // namespace render
