/// A lone JSON Lines file of a curve: *.jsonl, *.ndjson, *.log or *.txt (also .gz, .zst) with an object a line, keys in
/// any order, any subset a line; whether lines are steps says tables/curve_or_table.h. Each file is a run
/// called by its path without the extension.

#include <vector>

#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/metrics/jsonl.h"

namespace ingest {
namespace {

Claim claim_jsonl_curve(const FolderView& folder) {
  return claim_curves(folder, CurveKind::json_lines);
}

std::vector<model::Run> read_jsonl_curve(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  read_metrics_jsonl(with_counted_rows(context), context.unit.files.front(), runs[0]);
  return runs;
}

constexpr OwnName kJsonLinesNames[]{{"log*.jsonl", false}, {"*metrics*.jsonl", false}, {"*_log.txt", false}};

}  // namespace

const RunFormat kJsonlCurveFormat{
    .name = "jsonl-curve",
    .title = "JSON Lines with a line for each step",
    .gives = Gives::lone_file,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_jsonl_curve,
    .read = read_jsonl_curve,
    .own_names = kJsonLinesNames,
};

}  // namespace ingest
