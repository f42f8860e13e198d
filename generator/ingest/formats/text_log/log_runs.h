#pragma once
/// From the events of a text log to runs.

#include <string>
#include <vector>

#include "ingest/formats/text_log/log_pass.h"
#include "ingest/run_format.h"

namespace ingest {

/// The trainings in the events, each into a copy of `start`, which has the run's folder and its documents. `path` is
/// that of the file, for notices. Codes: text-log-restarted, text-log-nested, text-log-batches,
/// text-log-lines-counted, text-log-cut, percent,
/// and those of metric_columns.h.
std::vector<model::Run> make_log_runs(const ReadContext& context, const std::string& path, const LogEvents& events,
                                      const model::Run& start);

}  // namespace ingest
