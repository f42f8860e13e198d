#pragma once
/// What MMEngine and MMCV keep of a launch beside its metrics.

#include <string>
#include <string_view>

#include "ingest/run_format.h"

namespace ingest {

/// Parameters from a config file in Python, secrets withheld. python-config (note): assignments left out.
void add_python_config(const ReadContext& context, const std::string& path, model::Run& run);
/// The same from `text`, which stands in `path`.
void add_python_config_text(const ReadContext& context, const std::string& path, std::string_view text,
                            model::Run& run);
/// "PyTorch: 2.1.0" and the like, a line each, into the environment; lines of other shapes are passed over.
void add_environment_text(std::string_view text, model::Run& run);
/// The tables "System environment" and "Runtime environment" at the start of a text log; the seed from the latter.
void add_log_environment(const ReadContext& context, const std::string& path, model::Run& run);

}  // namespace ingest
