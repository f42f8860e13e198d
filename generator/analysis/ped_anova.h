#pragma once
/// Importance of parameters by PED-ANOVA (Watanabe, Bansal, Hutter: "PED-ANOVA: Efficiently Quantifying Hyperparameter
/// Importance in Arbitrary Subspaces", IJCAI 2023).

#include <optional>
#include <span>
#include <vector>

namespace analysis {

inline constexpr std::size_t kPedAnovaExperiments = 20;  ///< fewer make densities of a handful of points

/// One parameter's values over the experiments: numbers (already on the scale they are compared on, logarithms for log
/// axes), or category indexes.
struct PedAnovaParameter {
  bool categorical = false;
  std::vector<double> values;  ///< NaN: not set; such experiments are left out of this parameter
};

/// Shares (0 to 1, summing to 1) of the parameters, parallel to `parameters`. `losses`: finite, lower is better, one
/// for each experiment. For each parameter, the variance of the top-γ′ indicator explained by it within the top γ: V =
/// γ′²·∫ (p_γ′(x)/p_γ(x) − 1)²·p_γ(x) dx, with densities of the best γ′ = 0.1 and of all (γ = 1) experiments; the
/// details (kernel, bandwidth, grid, prior weight) stand in ped_anova.cpp and on the site. Ties at the quantile are
/// broken by order. Fewer than kPedAnovaExperiments, or all losses equal: nothing. A parameter with one value: 0.
std::optional<std::vector<double>> ped_anova(std::span<const PedAnovaParameter> parameters,
                                             std::span<const double> losses);

}  // namespace analysis
