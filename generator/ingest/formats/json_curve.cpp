/// A lone JSON document of a curve: *.json (also .gz, .zst) with a list of rows or an object of lists, see
/// metrics/json.h, whose names and numbers are those of a training (tables/curve_or_table.h). Each file is a run called
/// by its path without the extension. Keras' History (keras.cpp) is one of these, told by its "loss".

#include <vector>

#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/metrics/json.h"

namespace ingest {
namespace {

Claim claim_json_curve(const FolderView& folder) {
  return claim_curves(folder, CurveKind::json);
}

std::vector<model::Run> read_json_curve(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  read_metrics_json(with_counted_rows(context), context.unit.files.front(), runs[0]);
  return runs;
}

}  // namespace

const RunFormat kJsonCurveFormat{
    .name = "json-curve",
    .title = "JSON with the course of a training",
    .gives = Gives::lone_file,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_json_curve,
    .read = read_json_curve,
};

}  // namespace ingest
