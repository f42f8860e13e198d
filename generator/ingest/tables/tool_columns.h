#pragma once
/// Tables that tools write: what their columns are is said by prefixes and by the company they stand in.

#include <optional>
#include <vector>

#include "ingest/tables/cell_grid.h"
#include "vocabulary/column_roles.h"

namespace ingest {

/// The roles of columns that are no matter of guessing; nothing for others. Changes the table so that it can be read as
/// any other:
/// - "param_C", "params_lr", "params.lr", "config/lr" and the like are parameters, called without the prefix where no
///   other column is called so; "metrics.acc" and the like are results;
/// - scikit-learn's cv_results_: "split0_test_score" (folds, beside their mean), "rank_test_score" and "params" (which
///   repeats the parameters) are left out;
/// - Optuna's trials: "number" is the id, "value" and "values_0" are results, attributes of the system are left out;
/// - AutoGluon's leaderboard: the order of fits, the level of the stack and whether it can infer are left out;
/// - MLflow's table of runs: "tags.mlflow.runName" is the name, other tags are left out;
/// - `dvc exp show`: "params.yaml:train.lr" is the parameter train.lr, "results.json:acc" the result acc; rev, typ,
///   parent and executor are left out; "!" is no value; a row is called by its experiment, else by its rev; the
///   workspace is left out where another row has the same values (table-row-again: note).
std::vector<std::optional<vocabulary::ColumnRole>> find_tool_columns(CellGrid& table);

}  // namespace ingest
