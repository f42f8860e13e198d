#pragma once
/// JSON Lines: one object a line, keys in any order, nested objects flattened with "/".

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/run_format.h"

namespace ingest {

/// Reads `path` (compressed or not) into run.axes and run.series, in one pass. true and false are 1 and 0; the strings
/// "NaN", "inf", "0.5" are the numbers they name; null is no value; lists and other strings are said once a column. A
/// line that is no object costs that line. Codes beside those of metric_columns.h: jsonl-empty, jsonl-bad-line,
/// jsonl-not-object, jsonl-array, jsonl-cut-line, jsonl-long-line, jsonl-nul, jsonl-utf16.
void read_metrics_jsonl(const ReadContext& context, const std::string& path, model::Run& run);

/// Adds one row: the members of `object`. Used by every JSON reader.
void add_json_row(const base::Json& object, MetricColumns& table);

enum class LinesLook : std::uint8_t {
  other,    ///< no JSON Lines
  objects,  ///< objects with some number; what they are, tables/curve_or_table.h says
  metrics,  ///< a step or an epoch of a certain name, and nothing but numbers beside it
};
/// By the first line of `head`, or the second where the first one is damaged.
LinesLook look_at_lines(std::string_view head);

}  // namespace ingest
