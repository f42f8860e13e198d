#include "words/enum_words.h"

#include <cctype>
#include <cmath>
#include <cstddef>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "words/number_format.h"

namespace render {

using model::Tone;

Word status_word(model::RunStatus status) {
  switch (status) {
    case model::RunStatus::finished:
      return {"finished", Tone::none};
    case model::RunStatus::running:
      return {"running", Tone::warn};
    case model::RunStatus::failed:
      return {"failed", Tone::bad};
    case model::RunStatus::killed:
      return {"killed", Tone::bad};
    case model::RunStatus::unknown:
      break;
  }
  return {"unknown", Tone::muted};
}

Word status_word(model::ExperimentStatus status) {
  switch (status) {
    case model::ExperimentStatus::finished:
      return {"finished", Tone::none};
    case model::ExperimentStatus::partly_failed:
      return {"partly failed", Tone::warn};
    case model::ExperimentStatus::failed:
      return {"failed", Tone::bad};
    case model::ExperimentStatus::running:
      return {"running", Tone::warn};
    case model::ExperimentStatus::unknown:
      break;
  }
  return {"unknown", Tone::muted};
}

Word decision_word(model::Decision decision) {
  switch (decision) {
    case model::Decision::keep:
      return {"keep", Tone::good};
    case model::Decision::discard:
      return {"discard", Tone::bad};
    case model::Decision::open:
      break;
  }
  return {"open", Tone::calm};
}

Word verdict_word(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::improved:
      return {"improved", Tone::good};
    case model::Verdict::regressed:
      return {"regressed", Tone::bad};
    case model::Verdict::within_noise:
      return {"within noise", Tone::calm};
    case model::Verdict::not_enough_repeats:
      return {"not enough repeats", Tone::warn};
    case model::Verdict::failed:
      return {"failed", Tone::bad};
    case model::Verdict::not_comparable:
      return {"not comparable", Tone::warn};
    case model::Verdict::none:
      break;
  }
  return {"", Tone::none};
}

Word severity_word(model::Severity severity) {
  switch (severity) {
    case model::Severity::error:
      return {"error", Tone::bad};
    case model::Severity::warning:
      return {"warning", Tone::warn};
    case model::Severity::note:
      break;
  }
  return {"note", Tone::calm};
}

std::string_view incomparable_words(model::Comparability comparability) {
  switch (comparability) {
    case model::Comparability::other_hardware:
      return "other hardware";
    case model::Comparability::other_evaluation:
      return "measured on something else";
    case model::Comparability::comparable:
      break;
  }
  return "";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return format_count(count) + " " + std::string(count == 1 ? one : many);
}

std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string metric_in_sentence(const model::MetricInfo& metric) {
  std::string label = metric.label.empty() ? metric.name : metric.label;
  const auto upper = [&](std::size_t i) {
    return i < label.size() && std::isupper(static_cast<unsigned char>(label[i]));
  };
  if (label != metric.name && upper(0) && !upper(1)) label[0] = static_cast<char>(label[0] - 'A' + 'a');
  return label;
}

std::string_view direction_words(model::Direction direction) {
  switch (direction) {
    case model::Direction::maximize:
      return "higher is better";
    case model::Direction::minimize:
      return "lower is better";
    case model::Direction::unknown:
      break;
  }
  return "";
}

std::string parameter_text(const std::optional<model::ParameterValue>& value) {
  constexpr std::size_t kLongestValue = 60;
  if (!value) return "not set";
  if (value->kind == model::ParameterValue::Kind::text && value->text.empty()) return "\"\"";
  return base::shorten(base::make_visible(base::repair_utf8(value->text)), kLongestValue);
}

Tone tone_of(const model::Difference& difference, model::Direction direction) {
  if (direction == model::Direction::unknown || !std::isfinite(difference.low) || !std::isfinite(difference.high)) {
    return Tone::calm;
  }
  const bool up = difference.low > 0;
  const bool down = difference.high < 0;
  if (!up && !down) return Tone::calm;
  return up == (direction == model::Direction::maximize) ? Tone::good : Tone::bad;
}

}  // namespace render
