#pragma once
/// Which values of a parameter to use next. Rules: impacts.h.

#include <span>

#include "analysis/findings.h"

namespace analysis {

/// True if the effect can be told from noise and is large enough to matter.
bool is_real(const Project& project, const ValueEffect& effect);

/// Fills in recommendation and recommended. Everything else of `impact` is there, p_adjusted of its effects too.
/// `one_evaluation`: all experiments of the project measure the same.
void recommend(const Project& project, std::span<const Experiment> experiments, bool one_evaluation,
               ParameterImpact& impact);

}  // namespace analysis
