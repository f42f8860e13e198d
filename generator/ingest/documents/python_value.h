#pragma once
/// Values that loggers keep as the text Python prints for them.

#include <string_view>

#include "base/json/json.h"

namespace ingest {

/// What str() of a Python value gave, read back: "0.001" and "nan" are numbers (kept as written), "True" and "False"
/// booleans, "None" null, "[64, 32]", "(1, 'a')" and "{'a': 1}" lists and objects, JSON too. Everything else, also
/// what only begins like one of these ("tensor(0.5)", a text cut off), is a string with the whole text. "" is "".
base::Json read_python_value(std::string_view text);

}  // namespace ingest
