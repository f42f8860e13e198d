#pragma once
/// The kind of a parameter, as the impact table groups them.

#include <string>
#include <string_view>

namespace vocabulary {

/// "Optimiser", "Learning rate", "Batch size", "Architecture", "Regularisation", "Data augmentation", "Data",
/// "Training length", "Fine-tuning", "Hardware", "Loss", "Exploration" (reinforcement learning), "Other": by the words
/// of the name, the last component first, then those above it. One ordered list in category.cpp.
std::string category_of(std::string_view parameter);

}  // namespace vocabulary
