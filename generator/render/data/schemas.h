#pragma once
/// The JSON Schemas of the data files.

#include <string>

namespace render {

/// A schema as the theme has it, with the names of a kind of things filled in: a line "@insight_kinds", "@health_kinds"
/// or "@experiment_insight_kinds" of an array becomes a line for each name, in the order of the enumeration.
std::string with_names(std::string schema);

}  // namespace render
