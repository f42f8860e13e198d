#pragma once
/// A configuration to copy: exactly as it was, in the language of who will paste it.

#include <string>

#include "base/json/json.h"

namespace render {

/// Indented JSON, numbers as they were written; NaN and infinities, which JSON has not, as text. In all three, hidden
/// characters (base::make_visible) are \u escapes.
std::string config_json(const base::Json& tree);
/// Block style YAML 1.2: two blanks a level, lists of scalars in one line, numbers as written, text in double quotes
/// where a YAML reader could take it for something else.
std::string config_yaml(const base::Json& tree);
/// `name = {…}` as a Python literal: True, False, None, float("nan") and float("inf").
std::string config_python(const base::Json& tree, const std::string& name);

}  // namespace render
