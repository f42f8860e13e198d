#pragma once
/// Values of a configuration.

#include <optional>
#include <string>
#include <utility>

#include "model/config.h"

namespace words {

/// A value of a parameter as shown; "not set" for nothing. Shortened to 60 characters;
/// "binary, 1.2 kB" for bytes in disguise (base/text/encoded_text.h).
std::string parameter_text(const std::optional<model::ParameterValue>& value);

/// Two values that stand beside each other, likewise; where they are long, cut so that it is seen what differs.
std::pair<std::string, std::string> parameter_texts(const std::optional<model::ParameterValue>& before,
                                                    const std::optional<model::ParameterValue>& after);

}  // namespace words
