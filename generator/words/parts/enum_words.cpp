#include "words/parts/enum_words.h"

#include <cmath>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"

namespace words {

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

Tone tone_of(const model::Difference& difference, model::Direction direction) {
  if (direction == model::Direction::unknown || !std::isfinite(difference.low) || !std::isfinite(difference.high)) {
    return Tone::calm;
  }
  const bool up = difference.low > 0;
  const bool down = difference.high < 0;
  if (!up && !down) return Tone::calm;
  return up == (direction == model::Direction::maximize) ? Tone::good : Tone::bad;
}

Tone tone_of(const model::Comparison& comparison, model::Direction direction) {
  if (comparison.verdict == model::Verdict::none) return tone_of(comparison.objective, direction);
  const Tone tone = verdict_word(comparison.verdict).tone;
  return tone == Tone::warn ? Tone::calm : tone;
}

}  // namespace words
