#pragma once
/// What a number was measured on: the data, the environment, the definition of the metric.

#include <string>
#include <string_view>
#include <vector>

#include "model/config.h"
#include "model/findings/fwd.h"

namespace analysis {

/// True if a parameter says what is measured rather than how the model is trained: by its name (see
/// vocabulary/evaluation_names.h), or as one of `extra` (dotted paths or last names). An entry of `extra` after an
/// exclamation mark takes a parameter off ("!data.version": a change of it is a change under test). O(length).
bool defines_evaluation(std::string_view parameter, const std::vector<std::string>& extra);

/// The leaves of `config` that define it, in their order.
std::vector<model::Parameter> measured_on(const model::Config& config, const std::vector<std::string>& extra);

/// The same text for the same values, whatever they are of. Empty: nothing is said.
std::string evaluation_key(const std::vector<model::Parameter>& measured_on);

/// Those of `changes` that do.
std::vector<std::string> evaluation_changes(const std::vector<model::ParameterChange>& changes,
                                            const std::vector<std::string>& extra);

}  // namespace analysis
