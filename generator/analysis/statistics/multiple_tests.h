#pragma once
/// Correction for many comparisons.

#include <span>
#include <vector>

namespace analysis {

/// Adjusted p values of Benjamini and Hochberg (1995), parallel to `p`: with the m values that are not NaN in ascending
/// order, adjusted p₍ᵢ₎ = min over j ≥ i of min(1, m·p₍ⱼ₎/j). Calling every adjusted value at or below q an effect
/// keeps the expected share of false ones among them at or below q, for independent tests and for those that are
/// positively dependent (such as comparisons with one common baseline). NaN stays NaN and does not count. Ties get
/// equal values.
std::vector<double> adjust_p_values(std::span<const double> p);

}  // namespace analysis
