#pragma once
/// The rules of insights about repeats in a sentence, from the constants of analysis/experiment_insights.h.

#include <string>

namespace render {

std::string unstable_rule();
std::string outlier_rule();

}  // namespace render
