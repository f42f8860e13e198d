#pragma once
/// Settings as people paste them into a log: close to Python, but seldom exactly Python.

#include <optional>
#include <string_view>

#include "base/json/json.h"

namespace ingest {

/// One value: a number, a text in either kind of quotes, True, False, None, a list, a tuple, a dictionary. A tuple
/// becomes a list. Nothing if anything else stands in `text`, or nests more than 64 deep.
std::optional<base::Json> parse_python_value(std::string_view text);

/// The settings in a block: a dictionary, bare or assigned to a name, or lines "key: value," and "key = value" without
/// braces. Comments ("#") and "..." are skipped. A value that is none of parse_python_value()'s is kept as text, up to
/// the comma or the end of its line ("nn.ReLU()"). Of a key given twice the last value counts. Numbers stay as they are
/// written. Nothing if no key is found or braces do not match.
std::optional<base::Json> parse_python_settings(std::string_view text);

}  // namespace ingest
