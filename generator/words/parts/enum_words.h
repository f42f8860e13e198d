#pragma once
/// The report's words for what analysis computed, and their tones.

#include <string_view>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/run.h"
#include "model/tone.h"

namespace words {

struct Word {
  std::string_view text;
  model::Tone tone = model::Tone::calm;
};
Word status_word(model::RunStatus status);
Word status_word(model::ExperimentStatus status);
Word decision_word(model::Decision decision);
Word verdict_word(model::Verdict verdict);
Word severity_word(model::Severity severity);

/// Better, worse or neither for the reader: by the 95 % interval, which must leave out zero.
model::Tone tone_of(const model::Difference& difference, model::Direction direction);
/// The tone of an effect on the objective: that of its verdict where there is one, else by its interval.
model::Tone tone_of(const model::Comparison& comparison, model::Direction direction);

}  // namespace words
