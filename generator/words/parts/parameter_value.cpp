#include "words/parts/parameter_value.h"

#include <cstddef>

#include "base/text/encoded_text.h"
#include "base/text/shorten_apart.h"
#include "base/text/utf8.h"
#include "model/findings/metric_info.h"
#include "words/parts/number_format.h"

namespace words {
namespace {

constexpr std::size_t kLongestValue = 60;

std::string whole_text(const std::optional<model::ParameterValue>& value) {
  if (!value) return "not set";
  if (value->kind == model::ParameterValue::Kind::text && value->text.empty()) return "\"\"";
  if (value->kind == model::ParameterValue::Kind::text && base::is_encoded(value->text))
    return "binary, " + format_value(static_cast<double>(base::encoded_bytes(value->text)), model::ValueKind::bytes);
  return base::make_visible(base::repair_utf8(value->text));
}

}  // namespace

std::string parameter_text(const std::optional<model::ParameterValue>& value) {
  return base::shorten(whole_text(value), kLongestValue);
}

std::pair<std::string, std::string> parameter_texts(const std::optional<model::ParameterValue>& before,
                                                    const std::optional<model::ParameterValue>& after) {
  return base::shorten_apart(whole_text(before), whole_text(after), kLongestValue);
}

}  // namespace words
