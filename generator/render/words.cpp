#include "render/words.h"

#include <cctype>
#include <cmath>
#include <cstddef>
#include <vector>

#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "render/number_format.h"

namespace render {

using model::Tone;

namespace {

Tone word_tone(model::RunStatus status) {
  switch (status) {
    case model::RunStatus::finished:
      return Tone::none;
    case model::RunStatus::running:
      return Tone::warn;
    case model::RunStatus::failed:
    case model::RunStatus::killed:
      return Tone::bad;
    case model::RunStatus::unknown:
      break;
  }
  return Tone::muted;
}

Tone word_tone(model::ExperimentStatus status) {
  switch (status) {
    case model::ExperimentStatus::finished:
      return Tone::none;
    case model::ExperimentStatus::partly_failed:
    case model::ExperimentStatus::running:
      return Tone::warn;
    case model::ExperimentStatus::failed:
      return Tone::bad;
    case model::ExperimentStatus::unknown:
      break;
  }
  return Tone::muted;
}

Tone word_tone(model::Decision decision) {
  switch (decision) {
    case model::Decision::keep:
      return Tone::good;
    case model::Decision::discard:
      return Tone::bad;
    case model::Decision::open:
      break;
  }
  return Tone::calm;
}

Tone word_tone(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::improved:
      return Tone::good;
    case model::Verdict::regressed:
    case model::Verdict::failed:
      return Tone::bad;
    case model::Verdict::within_noise:
      return Tone::calm;
    case model::Verdict::not_enough_repeats:
    case model::Verdict::not_comparable:
      return Tone::warn;
    case model::Verdict::none:
      break;
  }
  return Tone::none;
}

Tone word_tone(model::Severity severity) {
  switch (severity) {
    case model::Severity::error:
      return Tone::bad;
    case model::Severity::warning:
      return Tone::warn;
    case model::Severity::note:
      break;
  }
  return Tone::calm;
}

}  // namespace

Word status_word(model::RunStatus status) {
  return {model::words_of(status), word_tone(status)};
}

Word status_word(model::ExperimentStatus status) {
  return {model::words_of(status), word_tone(status)};
}

Word decision_word(model::Decision decision) {
  return {model::words_of(decision), word_tone(decision)};
}

Word verdict_word(model::Verdict verdict) {
  return {model::words_of(verdict), word_tone(verdict)};
}

Word severity_word(model::Severity severity) {
  return {model::words_of(severity), word_tone(severity)};
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
