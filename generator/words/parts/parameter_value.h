#pragma once
/// Values of a configuration.

#include <optional>
#include <string>

#include "model/config.h"

namespace words {

/// A value of a parameter as shown; "not set" for nothing. Shortened to 60 characters;
/// "binary, 1.2 kB" for bytes in disguise (base/text/encoded_text.h).
std::string parameter_text(const std::optional<model::ParameterValue>& value);
/// The same as shown next to another value: of two long texts that start alike, from shortly before they differ.
std::string parameter_text(const std::optional<model::ParameterValue>& value,
                           const std::optional<model::ParameterValue>& beside);

}  // namespace words
