#pragma once
/// Changes of a configuration inside a sentence.

#include <string>
#include <vector>

#include "model/findings/fwd.h"

namespace words {

/// "a higher learning rate", "rotation range 0.15", "horizontal flip", "no dropout rate", "base model resnet-8".
std::string change_phrase(const model::ParameterChange& change);
/// "a higher learning rate and horizontal flip"; above three changes the rest is counted.
std::string cause_of(const std::vector<model::ParameterChange>& changes);

}  // namespace words
