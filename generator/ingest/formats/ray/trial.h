#pragma once
/// A trial of Ray Tune: what stands in its folder, and what the state file of its experiment says of it.

#include <string>
#include <string_view>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

inline constexpr std::string_view kRayResult = "result.json", kRayProgress = "progress.csv";
inline constexpr std::string_view kRayParams = "params.json", kRayError = "error.txt";

/// Reads the files of the unit that lie in its folder into `run`: metrics of result.json, else of progress.csv;
/// parameters; notes; status and times, from the last report. The trial's id as the reports have it; "": they do not.
std::string read_ray_trial(const ReadContext& context, model::Run& run);

/// Takes what the state file at `path` says of a trial: id, parameters, the last result as summary, status and times.
void take_ray_state(const ReadContext& context, const std::string& path, const base::Json& trial, model::Run& run);

/// The member `key` of `object` if it is a text or a number; else "".
std::string ray_text(const base::Json& object, std::string_view key);

}  // namespace ingest
