#include "render/data/json_parts.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/decided.h"
#include "model/findings/run_noise.h"
#include "words/parts/decided.h"

namespace render {

using base::Document;

Document number_or_null(double value) {
  return std::isnan(value) ? Document() : base::document_number(value);
}

Document text_or_null(std::string_view text) {
  return text.empty() ? Document() : Document(text);
}

Document parameter_json(const model::ParameterValue& value, Length length) {
  using Kind = model::ParameterValue::Kind;
  constexpr std::size_t kLongest = 4096;
  const bool is_text = value.kind == Kind::text || value.kind == Kind::list;
  if (length == Length::shown && is_text && value.text.size() > kLongest) return base::shorten(value.text, kLongest);
  switch (value.kind) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return value.text == "true";
    case Kind::number:
      return base::document_number(value.number, value.text);
    case Kind::text:
      return value.text;
    case Kind::list: {
      const base::JsonParse parsed = base::parse_json(value.text);
      return parsed.ok ? base::document_of(parsed.value) : Document(value.text);
    }
  }
  return nullptr;
}

Document parameters_json(const std::vector<model::Parameter>& parameters, Length length) {
  Document out = Document::object();
  for (const model::Parameter& parameter : parameters) {
    base::add_member(out, parameter.path, parameter_json(parameter.value, length));
  }
  return out;
}

Document estimate_json(const model::Estimate& estimate) {
  Document out = Document::object();
  out["mean"] = estimate.non_finite > 0 ? base::document_number(std::nan("")) : number_or_null(estimate.mean);
  out["sd"] = number_or_null(estimate.sd);
  out["low"] = number_or_null(estimate.low);
  out["high"] = number_or_null(estimate.high);
  out["n"] = estimate.n;
  out["non_finite"] = estimate.non_finite;
  return out;
}

Document difference_json(const model::Difference& difference) {
  Document out = Document::object();
  out["estimate"] = number_or_null(difference.estimate);
  out["low"] = number_or_null(difference.low);
  out["high"] = number_or_null(difference.high);
  out["p"] = number_or_null(difference.p);
  out["lent"] = difference.lent;
  return out;
}

Document decided_json(const model::Decided& decided) {
  Document out = Document::object();
  out["guessed"] = decided.guessed;
  out["how"] = text_or_null(words::decided_text(decided));
  out["setting"] = text_or_null(decided.setting);
  return out;
}

base::Document noise_json(const model::RunNoise& noise) {
  Document out = Document::object();
  out["sd"] = number_or_null(noise.sd);
  const bool counted = noise.degrees_of_freedom > 0 && std::isfinite(noise.degrees_of_freedom);
  out["degrees_of_freedom"] = counted ? Document(noise.degrees_of_freedom) : Document();
  out["from"] = text_or_null(model::name_of(noise.source));
  out["experiments"] = noise.experiments;
  return out;
}

}  // namespace render
