#include "words/parts/parameter_value.h"

#include <cstddef>

#include "base/text/utf8.h"

namespace words {

std::string parameter_text(const std::optional<model::ParameterValue>& value) {
  constexpr std::size_t kLongestValue = 60;
  if (!value) return "not set";
  if (value->kind == model::ParameterValue::Kind::text && value->text.empty()) return "\"\"";
  return base::shorten(base::make_visible(base::repair_utf8(value->text)), kLongestValue);
}

}  // namespace words
