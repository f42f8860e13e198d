#include "render/data/json_parts.h"

#include <cmath>
#include <utility>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/decided.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "render/charts/curve_text.h"
#include "render/charts/plotly.h"

namespace render {

using base::Json;

Json number_or_null(double value) {
  return std::isnan(value) ? Json() : Json::number(value);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json::string(text);
}

Json parameter_json(const model::ParameterValue& value) {
  using Kind = model::ParameterValue::Kind;
  switch (value.kind) {
    case Kind::null:
      return Json();
    case Kind::boolean:
      return Json::boolean(value.text == "true");
    case Kind::number:
      return Json::number_as_written(value.number, value.text);
    case Kind::text:
      return Json::string(value.text);
    case Kind::list: {
      base::JsonParse parsed = base::parse_json(value.text);
      return parsed.ok ? std::move(parsed.value) : Json::string(value.text);
    }
  }
  return Json();
}

Json parameters_json(const std::vector<model::Parameter>& parameters) {
  Json::Object members;
  members.reserve(parameters.size());
  for (const model::Parameter& parameter : parameters) {
    members.emplace_back(parameter.path, parameter_json(parameter.value));
  }
  return Json::object(std::move(members));
}

Json estimate_json(const model::Estimate& estimate) {
  Json out = Json::object();
  out.set("mean", estimate.non_finite > 0 ? Json::number(std::nan("")) : number_or_null(estimate.mean));
  out.set("sd", number_or_null(estimate.sd));
  out.set("low", number_or_null(estimate.low));
  out.set("high", number_or_null(estimate.high));
  out.set("n", Json::integer(estimate.n));
  out.set("non_finite", Json::integer(estimate.non_finite));
  return out;
}

Json difference_json(const model::Difference& difference) {
  Json out = Json::object();
  out.set("estimate", number_or_null(difference.estimate));
  out.set("low", number_or_null(difference.low));
  out.set("high", number_or_null(difference.high));
  out.set("p", number_or_null(difference.p));
  out.set("pooled", Json::boolean(difference.pooled));
  return out;
}

Json decided_json(const model::Decided& decided) {
  Json out = Json::object();
  out.set("guessed", Json::boolean(decided.guessed));
  out.set("how", text_or_null(decided.how));
  out.set("setting", text_or_null(decided.setting));
  return out;
}

const char* direction_name(model::Direction direction) {
  switch (direction) {
    case model::Direction::maximize:
      return "maximize";
    case model::Direction::minimize:
      return "minimize";
    case model::Direction::unknown:
      return "unknown";
  }
  return "unknown";
}

const char* run_status_name(model::RunStatus status) {
  switch (status) {
    case model::RunStatus::unknown:
      return "unknown";
    case model::RunStatus::running:
      return "running";
    case model::RunStatus::finished:
      return "finished";
    case model::RunStatus::failed:
      return "failed";
    case model::RunStatus::killed:
      return "killed";
  }
  return "unknown";
}

const char* experiment_status_name(model::ExperimentStatus status) {
  switch (status) {
    case model::ExperimentStatus::finished:
      return "finished";
    case model::ExperimentStatus::partly_failed:
      return "partly_failed";
    case model::ExperimentStatus::failed:
      return "failed";
    case model::ExperimentStatus::running:
      return "running";
    case model::ExperimentStatus::unknown:
      return "unknown";
  }
  return "unknown";
}

const char* decision_name(model::Decision decision) {
  switch (decision) {
    case model::Decision::open:
      return "open";
    case model::Decision::keep:
      return "keep";
    case model::Decision::discard:
      return "discard";
  }
  return "open";
}

const char* value_kind_name(model::ValueKind kind) {
  return axis_unit_name(axis_unit(kind));
}

Json verdict_json(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::none:
      return Json();
    case model::Verdict::improved:
      return Json::string("improved");
    case model::Verdict::regressed:
      return Json::string("regressed");
    case model::Verdict::within_noise:
      return Json::string("within noise");
    case model::Verdict::not_enough_repeats:
      return Json::string("not enough repeats");
    case model::Verdict::failed:
      return Json::string("failed");
    case model::Verdict::not_comparable:
      return Json::string("not comparable");
  }
  return Json();
}

Json verdict_reason_json(model::VerdictReason reason) {
  using Reason = model::VerdictReason;
  switch (reason) {
    case Reason::significant:
      return Json::string("significant");
    case Reason::not_significant:
      return Json::string("not significant");
    case Reason::below_smallest_effect:
      return Json::string("below the smallest effect");
    case Reason::too_few_repeats:
      return Json::string("too few repeats");
    case Reason::no_spread:
      return Json::string("no spread");
    case Reason::all_runs_failed:
      return Json::string("all runs failed");
    case Reason::diverged:
      return Json::string("diverged");
    case Reason::no_value:
      return Json::string("no value");
    case Reason::evaluation_changed:
      return Json::string("evaluation changed");
    case Reason::none:
      break;
  }
  return {};
}

Json agreement_json(model::Agreement agreement) {
  switch (agreement) {
    case model::Agreement::agrees:
      return Json::string("agrees");
    case model::Agreement::unproven:
      return Json::string("unproven");
    case model::Agreement::disagrees:
      return Json::string("disagrees");
    case model::Agreement::none:
      break;
  }
  return {};
}

const char* severity_name(model::Severity severity) {
  switch (severity) {
    case model::Severity::note:
      return "note";
    case model::Severity::warning:
      return "warning";
    case model::Severity::error:
      return "error";
  }
  return "error";
}

const char* insight_kind_name(model::Insight::Kind kind) {
  using Kind = model::Insight::Kind;
  switch (kind) {
    case Kind::diverged:
      return "diverged";
    case Kind::overfitting:
      return "overfitting";
    case Kind::still_improving:
      return "still_improving";
    case Kind::plateau:
      return "plateau";
    case Kind::generalisation_gap:
      return "generalisation_gap";
    case Kind::throughput_change:
      return "throughput_change";
    case Kind::learning_rate_high:
      return "learning_rate_high";
    case Kind::learning_rate_low:
      return "learning_rate_low";
  }
  return "";
}

const char* experiment_insight_name(model::ExperimentInsight::Kind kind) {
  using Kind = model::ExperimentInsight::Kind;
  switch (kind) {
    case Kind::of_runs:
      return "of_runs";
    case Kind::unstable:
      return "unstable";
    case Kind::outlier:
      return "outlier";
  }
  return "";
}

}  // namespace render
