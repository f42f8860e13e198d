#pragma once
/// The pieces that several data files share, as JSON values. Names are those of design and schemas.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/json/document_fwd.h"
#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace render {

/// null for "not there" (NaN in places where NaN stands for missing).
base::Document number_or_null(double value);
/// null for an empty text, and for an enumerator that has no name in files (model/enum_names.h).
base::Document text_or_null(std::string_view text);
/// shown: what a text has beyond 4,096 bytes is left out ("…"). A run's own data has the whole.
enum class Length : std::uint8_t { shown, whole };
/// A leaf as it was written: numbers with their digits, lists as arrays.
base::Document parameter_json(const model::ParameterValue& value, Length length = Length::shown);
/// {dotted path: value}.
base::Document parameters_json(const std::vector<model::Parameter>& parameters, Length length = Length::shown);
/// {mean, sd, low, high, n, non_finite}: mean is "NaN" if a repeat was not finite, null if there is no value.
base::Document estimate_json(const model::Estimate& estimate);
base::Document difference_json(const model::Difference& difference);
base::Document decided_json(const model::Decided& decided);
/// {sd, degrees_of_freedom, from, experiments}; degrees null where they are not known, or endless.
base::Document noise_json(const model::RunNoise& noise);
/// What only one kind of project has; null of other kinds.
base::Document suite_json(const model::Findings& findings, const model::Project& project);
base::Document examples_json(const model::Project& project);
base::Document leaderboard_json(const model::Findings& findings, const model::Project& project);
base::Document loop_json(const model::Findings& findings, const model::Loop& loop);
base::Document search_json(const model::Findings& findings, const model::Search& search);

}  // namespace render
