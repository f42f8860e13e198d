#include "words/parts/parameter_value.h"

#include <cstddef>

#include "base/text/encoded_text.h"
#include "base/text/utf8.h"
#include "model/findings/metric_info.h"
#include "words/parts/number_format.h"

namespace words {

std::string parameter_text(const std::optional<model::ParameterValue>& value) {
  constexpr std::size_t kLongestValue = 60;
  if (!value) return "not set";
  if (value->kind == model::ParameterValue::Kind::text && value->text.empty()) return "\"\"";
  if (value->kind == model::ParameterValue::Kind::text && base::is_encoded(value->text))
    return "binary, " + format_value(static_cast<double>(base::encoded_bytes(value->text)), model::ValueKind::bytes);
  return base::shorten(base::make_visible(base::repair_utf8(value->text)), kLongestValue);
}

std::string parameter_text(const std::optional<model::ParameterValue>& value,
                           const std::optional<model::ParameterValue>& beside) {
  constexpr std::size_t kLedBy = 16;
  const std::string text = parameter_text(value);
  if (!value || !beside || *value == *beside || text != parameter_text(beside)) return text;
  const std::string own = base::repair_utf8(value->text), other = base::repair_utf8(beside->text);
  std::size_t same = 0;
  while (same < own.size() && same < other.size() && own[same] == other[same]) ++same;
  std::size_t begin = same > kLedBy ? same - kLedBy : 0;
  while (begin > 0 && (static_cast<unsigned char>(own[begin < own.size() ? begin : own.size() - 1]) & 0xC0) == 0x80)
    --begin;
  model::ParameterValue rest = *value;
  rest.text = own.substr(begin);
  return (begin > 0 ? "…" : "") + parameter_text(rest);
}

}  // namespace words
