#pragma once
/// From the events of a text log to runs.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/formats/text_log/log_pass.h"
#include "ingest/run_format.h"

namespace ingest {

/// Whether a name promises a log: "train.log", "nohup.out", "slurm-12.out", "training_log.txt".
bool is_log_name(std::string_view name);

/// Whether these are the lines of a training: at least three of one shape that measure something, at places of
/// training that differ. Of a file whose name promises no log they must be a fifth of all its lines; of one that does,
/// losses without any place count, too.
bool is_training_log(const LogEvents& events, bool log_name);

/// The trainings in the events, each into a copy of `start`, which has the run's folder and its documents. `path` is
/// that of the file, for notices. Codes: text-log-restarted, text-log-nested, text-log-batches,
/// text-log-lines-counted, text-log-cut, percent,
/// and those of metric_columns.h.
std::vector<model::Run> make_log_runs(const ReadContext& context, const std::string& path, const LogEvents& events,
                                      const model::Run& start);

}  // namespace ingest
