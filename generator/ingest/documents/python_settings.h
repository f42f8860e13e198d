#pragma once
/// Settings as people paste them into a log: close to Python, but seldom exactly Python.

#include <optional>
#include <string_view>

#include "base/json/json.h"

namespace ingest {

/// The settings in a block: a dictionary, bare or assigned to a name, or lines "key: value," and "key = value" without
/// braces. Keys need no quotes. Comments ("#") and "..." are skipped. A value that is no literal (python_literal.h) is
/// kept as text, up to the comma or the end of its line ("nn.ReLU()"). Of a key given twice the last value counts.
/// Nothing if no key is found, braces do not match, or they nest more than 64 deep.
std::optional<base::Json> parse_python_settings(std::string_view text);

}  // namespace ingest
