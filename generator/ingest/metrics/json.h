#pragma once
/// metrics.json: one document that holds the whole curve.

#include <cstddef>
#include <optional>
#include <string>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

/// Larger documents are not read: JSON Lines have no such limit.
inline constexpr std::size_t kMaxMetricsJsonBytes = 64u << 20;

/// Parses a document of metrics, with a notice for each issue but numbers that are not finite; `consequence` is what a
/// notice says if it cannot be read. Nothing: it cannot, or is too large. Its name and size go to `run`.
std::optional<base::JsonParse> read_metrics_document(const ReadContext& context, const std::string& path,
                                                     model::Run& run, const std::string& consequence);

/// Reads one of these into run.axes and run.series:
/// - an array of objects, one a row, as in jsonl.h;
/// - an object of lists, one a metric, as Keras' History is dumped ({"loss": [0.9, 0.7]}; also under "history", and as
///   the objects {"0": 0.9, "1": 0.7} that data frames are dumped to). Without a list of steps or epochs, rows count
///   epochs from 0 (json-rows-are-epochs: note); lists of unequal length are said (json-unequal-lists: warning);
/// - JSON Lines in spite of the name (json-is-lines: note);
/// - an object of plain numbers: final values, which go to run.summary (json-final-values: note).
void read_metrics_json(const ReadContext& context, const std::string& path, model::Run& run);

}  // namespace ingest
