#include "words/parts/enum_words.h"

#include <cmath>

#include "model/enum_names.h"
#include "model/estimate.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/run.h"

namespace words {

namespace {

using model::Tone;

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
    case model::Verdict::clearly_better:
    case model::Verdict::probably_better:
      return Tone::good;
    case model::Verdict::clearly_worse:
    case model::Verdict::probably_worse:
    case model::Verdict::failed:
      return Tone::bad;
    case model::Verdict::too_close:
    case model::Verdict::no_difference:
    case model::Verdict::not_tested:
      return Tone::calm;
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
