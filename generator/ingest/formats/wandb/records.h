#pragma once
/// What the records of a Weights & Biases log say, gathered while they are read.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/run_format.h"

namespace ingest {

/// Of a run, over all of its logs: several where it was resumed. Trees hold secrets still.
struct WandbRun {
  explicit WandbRun(const std::string& file, MetricColumns::Sink notice) : history(file, std::move(notice)) {}

  MetricColumns history;  ///< a row a call; nested names joined with "."
  base::Json config, summary, environment;
  std::string id, project, name, notes, group, job_type, commit;
  std::vector<std::string> tags;
  model::RunStatus status = model::RunStatus::unknown;  ///< of the last log
  double started_s = 0, last_s = 0, finished_s = 0;     ///< Unix seconds; 0: not said
  std::uint64_t media = 0, samples = 0;                 ///< not shown: files and tables; system metrics
};

/// Reads a log to its end; what is cut (wandb-cut: note) or damaged (wandb-damaged: warning) does not cost the rest.
void read_wandb_log(const ReadContext& context, const std::string& path, WandbRun& run, std::uint64_t& bytes_read);

}  // namespace ingest
