#pragma once
/// The pieces that several data files share, as JSON values. Names are those of design and schemas.

#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace render {

/// null for "not there" (NaN in places where NaN stands for missing).
base::Json number_or_null(double value);
/// null for an empty text, and for an enumerator that has no name in files (model/enum_names.h).
base::Json text_or_null(std::string_view text);
/// A leaf as it was written: numbers with their digits, lists as arrays.
base::Json parameter_json(const model::ParameterValue& value);
/// {dotted path: value}.
base::Json parameters_json(const std::vector<model::Parameter>& parameters);
/// {mean, sd, low, high, n, non_finite}: mean is "NaN" if a repeat was not finite, null if there is no value.
base::Json estimate_json(const model::Estimate& estimate);
base::Json difference_json(const model::Difference& difference);
base::Json decided_json(const model::Decided& decided);

}  // namespace render
