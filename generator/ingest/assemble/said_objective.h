#pragma once
/// Which metric a run's own settings say it was after.

#include "model/run.h"

namespace ingest {

/// Sets run.objective, objective_direction and objective_said = by_settings where no one has said it yet and a
/// parameter names a metric that the run has: what the best model is kept by (metric_for_best_model, save_best,
/// eval_metric), else what stops the training early, else what is watched (monitor). A schedule of the learning rate
/// may watch another thing, and says nothing. The name is that of a metric of the run, by the same words, or by the
/// same words apart from "val" and its like where one validation metric alone has them. Two parameters of one kind that
/// name two metrics say nothing. Direction: of the parameter beside it (mode, greater_is_better), or of a sign before
/// the name ("-loss"). O(parameters + metrics).
void take_said_objective(model::Run& run);

/// For trainers that note the best value of a metric without its name: the one metric whose value is `best` in row
/// axes.step == `step`, or, where the step is not known (NaN), whose smallest or largest value is `best`. None or
/// several: nothing is set. Metrics of training data are not asked.
void take_kept_best(double best, double step, model::Run& run);

}  // namespace ingest
