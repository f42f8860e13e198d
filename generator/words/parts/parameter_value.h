#pragma once
/// Values of a configuration.

#include <optional>
#include <string>

#include "model/config.h"

namespace words {

/// A value of a parameter as shown; "not set" for nothing. Shortened to 60 characters.
std::string parameter_text(const std::optional<model::ParameterValue>& value);

}  // namespace words
