#pragma once
/// Which values of a parameter to use next. Rules: impacts.h.

#include <span>

#include "model/findings/fwd.h"

namespace analysis {

/// True if the effect can be told from noise and is large enough to matter.
bool is_real(const model::Project& project, const model::ValueEffect& effect);

/// Fills in recommendation and recommended. Everything else of `impact` is there, p_adjusted of its effects too.
/// `one_evaluation`: all experiments of the project measure the same.
void recommend(const model::Project& project, std::span<const model::Experiment> experiments, bool one_evaluation,
               model::ParameterImpact& impact);

}  // namespace analysis
