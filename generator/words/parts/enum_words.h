#pragma once
/// The report's words for what analysis computed, and their tones.

#include <string_view>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
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

/// "higher is better", "lower is better", "" when not known.
std::string_view direction_words(model::Direction direction);
/// Why a difference says nothing: "other hardware", "measured on something else"; empty: it does.
std::string_view incomparable_words(model::Comparability comparability);

/// Better, worse or neither for the reader: by the 95 % interval, which must leave out zero.
model::Tone tone_of(const model::Difference& difference, model::Direction direction);
/// The tone of an effect on the objective: that of its verdict where there is one, else by its interval.
model::Tone tone_of(const model::Comparison& comparison, model::Direction direction);

}  // namespace words
