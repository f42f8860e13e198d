#pragma once
/// A table of metrics: one header line, then one row a step.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

/// Reads `path` (compressed or not) into run.axes and run.series, in one pass. The delimiter is guessed (tab for
/// *.tsv); lines that begin with "#" before the header are skipped (csv-comment: note). Columns keep the header's order
/// and names: a second one of a name gets "#2", a nameless one "column 3", the only one of a file without a header the
/// name of the file; the first column of a data frame (nameless,
/// counting rows) is left out. Codes beside those of base/csv.h and metric_columns.h: csv-empty, csv-ragged,
/// csv-cut-line, csv-header-again, csv-second-table, csv-header-only, csv-duplicate-header, csv-no-header,
/// csv-row-label, csv-index, csv-no-line-end.
void read_metrics_csv(const ReadContext& context, const std::string& path, model::Run& run);

/// "#" and an object, with or without blanks between them, as the episode logs of reinforcement learning begin.
bool starts_like_episode_log(std::string_view head);

/// What the first bytes of a file say about it as a table.
struct CsvStart {
  char delimiter = ',';
  bool monitor = false;             ///< starts_like_episode_log()
  std::vector<std::string> header;  ///< trimmed
  bool numeric_column = false;  ///< beside the axes, some cell of the first rows is a number; or there is no row yet
};
CsvStart look_at_csv(std::string_view head, bool tabs);

}  // namespace ingest
