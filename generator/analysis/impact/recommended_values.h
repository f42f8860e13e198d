#pragma once
/// Which values of a parameter to use next. Rules: impacts.h.

#include <span>

#include "model/findings/fwd.h"

namespace analysis {

/// Fills in recommendation and recommended. Everything else of `impact` is there, p_adjusted and real of its effects
/// too. `one_evaluation`: all experiments of the project measure the same.
void recommend(const model::Project& project, std::span<const model::Experiment> experiments, bool one_evaluation,
               model::ParameterImpact& impact);

}  // namespace analysis
