#pragma once
/// Settings kept as a Python file, such as the config.py that MMEngine writes.

#include <cstddef>
#include <string_view>

#include "base/json/json.h"

namespace ingest {

struct PythonConfig {
  base::Json tree = base::Json::object();
  std::size_t left_out = 0;  ///< assignments that are no plain values
};

/// The assignments at the left margin, "name = value": literals (python_literal.h) and dict(key=value, …). Anything
/// else where a value may stand, such as a call or a sum, is kept as its text. An assignment whose brackets or quotes
/// do not close, or that nests more than 512 deep, is left out and counted; other statements are passed over. Of a name
/// assigned twice the last counts. Nothing is run.
PythonConfig parse_python_config(std::string_view text);

}  // namespace ingest
