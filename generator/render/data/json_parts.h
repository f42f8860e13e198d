#pragma once
/// The pieces that several data files share, as JSON values. Names are those of design and schemas.

#include <string>
#include <vector>

#include "base/json/json.h"
#include "model/estimate.h"
#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/run_digest.h"

namespace render {

/// null for "not there" (NaN in places where NaN stands for missing).
base::Json number_or_null(double value);
/// null for an empty text.
base::Json text_or_null(const std::string& text);
/// A leaf as it was written: numbers with their digits, lists as arrays.
base::Json parameter_json(const model::ParameterValue& value);
/// {dotted path: value}.
base::Json parameters_json(const std::vector<model::Parameter>& parameters);
/// {mean, sd, low, high, n, non_finite}: mean is "NaN" if a repeat was not finite, null if there is no value.
base::Json estimate_json(const model::Estimate& estimate);
base::Json difference_json(const model::Difference& difference);
base::Json decided_json(const model::Decided& decided);
const char* direction_name(model::Direction direction);
const char* run_status_name(model::RunStatus status);
const char* experiment_status_name(model::ExperimentStatus status);
const char* decision_name(model::Decision decision);
const char* value_kind_name(model::ValueKind kind);
/// null for none.
base::Json verdict_json(model::Verdict verdict);
/// What it rests on; null for none.
base::Json verdict_reason_json(model::VerdictReason reason);
/// "agrees", "unproven", "disagrees"; null for none.
base::Json agreement_json(model::Agreement agreement);
const char* severity_name(model::Severity severity);
const char* insight_kind_name(model::Insight::Kind kind);
const char* experiment_insight_name(model::ExperimentInsight::Kind kind);

}  // namespace render
