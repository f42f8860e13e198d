#include "render/data/json_parts.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "model/findings/decided.h"

namespace render {

using base::Json;

Json number_or_null(double value) {
  return std::isnan(value) ? Json() : Json::number(value);
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json() : Json::string(std::string(text));
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

}  // namespace render
