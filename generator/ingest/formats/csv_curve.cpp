/// A lone table of a curve: *.csv or *.tsv (also .gz, .zst), a header and one row per step; whether rows are steps says
/// tables/curve_or_table.h. Each file is a run called by its path without the extension; without an axis its rows are
/// counted (no-step: note). Episode
/// logs of reinforcement learning ("#{json}" line, then r,l,t: reward, length, seconds) are numbered by row.

#include <vector>

#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/metrics/csv.h"

namespace ingest {
namespace {

Claim claim_csv_curve(const FolderView& folder) {
  return claim_curves(folder, CurveKind::csv);
}

std::vector<model::Run> read_csv_curve(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  read_metrics_csv(with_counted_rows(context), context.unit.files.front(), runs[0]);
  return runs;
}

}  // namespace

const RunFormat kCsvCurveFormat{
    .name = "csv-curve",
    .title = "table with a row for each step",
    .gives = Gives::lone_file,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_csv_curve,
    .read = read_csv_curve,
};

}  // namespace ingest
