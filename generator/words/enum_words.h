#pragma once
/// The report's words for what analysis computed, and their tones.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/table.h"

namespace render {

struct Word {
  std::string_view text;
  model::Tone tone = model::Tone::calm;
};
Word status_word(model::RunStatus status);
Word status_word(model::ExperimentStatus status);
Word decision_word(model::Decision decision);
Word verdict_word(model::Verdict verdict);
Word severity_word(model::Severity severity);

/// "1 run", "3 runs", "1,204 runs".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items);
/// A metric inside a sentence: "validation accuracy", but "val/acc" and "mAP50" as they are.
std::string metric_in_sentence(const model::MetricInfo& metric);
/// "higher is better", "lower is better", "" when not known.
std::string_view direction_words(model::Direction direction);
/// A value of a parameter as shown; "not set" for nothing. Shortened to 60 characters.
std::string parameter_text(const std::optional<model::ParameterValue>& value);

/// Why a difference says nothing: "other hardware", "measured on something else"; empty: it does.
std::string_view incomparable_words(model::Comparability comparability);

/// Better, worse or neither for the reader: by the 95 % interval, which must leave out zero.
model::Tone tone_of(const model::Difference& difference, model::Direction direction);

}  // namespace render
