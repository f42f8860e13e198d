#pragma once
/// Cells that several tables share.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/table.h"
#include "render/tables/tables.h"

namespace render {

model::TableCell text_cell(std::string text, model::Tone tone = model::Tone::none);
model::TableCell code_cell(std::string text, model::Tone tone = model::Tone::none);
/// A parameter's value on one line: long numbers with four digits and the whole as title. HTML.
std::string parameter_html(const std::optional<model::ParameterValue>& value);
/// The old and the new value of a change likewise; where they are long, cut so that it is seen what differs.
std::pair<std::string, std::string> changed_html(const model::ParameterChange& change);
/// The name of a parameter, leading to its page where there is one. HTML.
std::string parameter_link_html(const TableContext& context, const model::Project& project,
                                const std::string& parameter);
/// An ISO date on one line.
model::TableCell date_cell(const std::string& date);
model::TableCell number_cell(std::string text, double value, model::Tone tone = model::Tone::none);
model::TableCell estimate_cell(const model::Estimate& estimate, model::ValueKind kind,
                               model::Tone tone = model::Tone::none);
model::TableCell experiment_cell(const TableContext& context, model::Index experiment);
model::TableCell run_cell(const TableContext& context, model::Index run);
/// "learning_rate 0.001 → 0.003", one line a change, at most four and how many more.
model::TableCell changes_cell(const std::vector<model::ParameterChange>& changes);
/// The value that stands for an experiment, and its last one where the objective is judged at its best; empty: nullptr,
/// or it has none.
model::TableCell metric_cell(const model::Project& project, const model::MetricEstimate* metric,
                             model::Tone tone = model::Tone::none);
/// The objective of an experiment: its value, and its last one for who asks for last values; empty: it has none.
model::TableCell objective_cell(const Site& site, const model::Experiment& experiment,
                                model::Tone tone = model::Tone::none);
/// A column for it: `before` stands before the metric ("New "), empty: the label alone.
model::TableColumn objective_column(const model::MetricInfo& objective, const std::string& before);
model::TableCell verdict_cell(const model::Comparison* comparison);
/// "baseline" where nothing was decided about the baseline.
model::TableCell decision_cell(const Site& site, model::Index experiment);

/// The unit that a column of differences carries in its title: "points", else "".
std::string difference_unit(model::ValueKind kind);
/// format_difference without the unit that stands in the column's title.
std::string difference_number(const model::Difference& difference, model::ValueKind kind);

/// One row of a column of intervals.
struct IntervalRow {
  model::Difference difference;
  model::Tone tone = model::Tone::calm;
  bool mirrored = false;  ///< drawn with its sign turned, so that right is better; words keep the sign
};
/// The half-width that shows most of the column: the largest end, unless a few rows are so far out that they would
/// squeeze the rest; those get arrowheads. 0 when no row has a difference.
double interval_scale(const std::vector<IntervalRow>& rows);
model::TableCell interval_cell(const IntervalRow& row, double scale, model::ValueKind kind);

/// The first metric of a project with this role that an experiment has, or nullptr.
const model::MetricEstimate* find_role(const model::Project& project, const model::Experiment& experiment,
                                       model::Role role);
/// Whether any experiment of the project was given a verdict other than "failed".
bool has_verdicts(const Site& site, const model::Project& project);

}  // namespace render
