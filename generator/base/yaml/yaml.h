#pragma once
/// YAML (libyaml underneath) read into the same values as JSON: the core schema of YAML 1.2 plus the forms
/// PyYAML writes. Tags are never acted on; anchors and aliases are expanded within a node limit.

#include <cstddef>
#include <string_view>

#include "base/json/json.h"

namespace base {

inline constexpr std::size_t kMaxYamlNodes = 100'000;  ///< after aliases are expanded

/// Reads the first document. Scalars: null ~ empty; true/false (any case); integers; decimals incl. .nan .inf;
/// everything else, and everything quoted, is a string. Number text is kept as written; "1e-5" counts as a number.
/// Codes: yaml-syntax, yaml-tab, yaml-alias-cycle, yaml-alias-limit, yaml-depth (512), yaml-duplicate-key (warning),
/// yaml-more-documents (warning), yaml-utf8 (warning; an error for UTF-16), yaml-merge (warning: "<<" names no map).
/// yaml-number-range (warning: "1e400"; kept as written), yaml-tag (warning, one a document: a tag that only a program
/// knows, such as !include or !!python/object; Python's types that a plain value has as well are not meant).
/// "<<: *base" adds the members of base that the map does not give itself. A key that is a list or a map becomes its
/// JSON text. A text without a document is null. Same meaning of ok, value and issues as parse_json.
JsonParse parse_yaml(std::string_view text);

}  // namespace base
