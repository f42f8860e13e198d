#pragma once
/// What a config tree says about its run beside the parameters.

#include <string>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

/// As read_config() in run_files.h, of a tree that was read and redacted. `path` is where it came from, for notices.
void apply_config(const ReadContext& context, const std::string& path, base::Json tree, model::Run& run);
/// The whole of a redacted tree as parameters, whatever its keys are called; the seed too, unless the run has one.
void take_parameters(base::Json tree, model::Run& run);
/// As read_summary().
void apply_summary(const ReadContext& context, const std::string& path, base::Json tree, model::Run& run);

}  // namespace ingest
