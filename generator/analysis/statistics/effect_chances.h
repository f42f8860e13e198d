#pragma once
/// How likely each of many differences is a real one in the direction seen, judged together.

#include <span>
#include <vector>

#include "model/estimate.h"

namespace analysis {

/// chance[i]: that the true difference lies beyond `smallest` in the direction of differences[i].estimate, between 0
/// and
/// 1. Adaptive shrinkage (Stephens, False discovery rates: a new deal, 2017): the true differences are a mixture of
/// nothing and of normal ones about 0 with deviations of ¼, ½, 1, 2, 4, 8, 16 and 32 times the median standard error;
/// weights by 100 steps of EM from equal ones, with 1 more count of nothing and 0.1 of each other. The standard error
/// that a normal z of p_of_none would have stands for Student's t. NaN where there is no p; O(differences × 900).
std::vector<double> effect_chances(std::span<const model::Difference> differences, double smallest = 0);

}  // namespace analysis
