#pragma once
/// What the size of an evaluation leaves open, beside intervals over training seeds.

#include <string>

#include "model/findings/project.h"

namespace words {

/// "Intervals are over training seeds. Another 500 examples, as many as it was measured on (all values are multiples of
/// 1/500), would move the best value by about ± 1.8 points." Empty: the number of examples is not known.
std::string examples_sentence(const model::Project& project);

/// "500 examples (all values are multiples of 1/500)"; the reason is left out where the settings say the number.
std::string examples_text(const model::Examples& examples);

}  // namespace words
