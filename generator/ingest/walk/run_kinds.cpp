#include "ingest/walk/run_kinds.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/files/path_text.h"
#include "ingest/run_format.h"

namespace ingest {

extern const RunFormat kNativeFormat;
extern const RunFormat kConfiguredTableFormat;
extern const RunFormat kResultsTableFormat;
extern const RunFormat kMarkdownLogFormat;
extern const RunFormat kMarkdownTableFormat;
extern const RunFormat kWandbFormat;
extern const RunFormat kTensorboardFormat;

bool is_table_or_log(const Unit& unit) {
  return unit.format == &kConfiguredTableFormat || unit.format == &kResultsTableFormat ||
         unit.format == &kMarkdownLogFormat || unit.format == &kMarkdownTableFormat;
}

bool is_folder_of_one_run(const Unit& unit) {
  constexpr std::array<std::string_view, 11> kOthers{
      "csv-curve", "jsonl-curve",    "results-table", "markdown-log", "markdown-table",      "mlflow-sql",
      "optuna",    "optuna-journal", "trackio",       "wandb-export", "tensorboard-download"};
  return std::find(kOthers.begin(), kOthers.end(), unit.format->name) == kOthers.end();
}

LoggerRank rank_of(const Unit& unit) {
  if (unit.format == &kNativeFormat) return LoggerRank::native;
  if (unit.format == &kWandbFormat) return LoggerRank::wandb;
  return unit.format == &kTensorboardFormat ? LoggerRank::event_files : LoggerRank::text_files;
}

}  // namespace ingest
