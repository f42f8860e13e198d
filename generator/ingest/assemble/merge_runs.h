#pragma once
/// One run seen by two loggers: what the second adds to what the first read.

#include <string>
#include <string_view>

#include "model/run.h"

namespace ingest {

/// The name of a metric as far as loggers agree on it: words in lower case run together, without a leading "train" or
/// "epoch", "validation" as "val", "lr" as "learningrate".
std::string metric_key(std::string_view name);
/// The path of a parameter in lower case, without anything but letters and digits.
std::string parameter_key(std::string_view path);

/// Adds to `run` what only `other` has; where both say something, `run` keeps what it says.
///
///   settings     leaves whose parameter_key() is new, and which are no leaf of the same last name and value
///   series       those whose metric_key() is new, and which are not the same numbers (to 32 bits) under another name;
///                their points stand in the rows of their steps (or epochs, where the run has no steps), new rows among
///                the others. Left out if the two count in different ways.
///   times        of each row where the run has none; start and end
///   the rest     final values, environment, tags, notes, artifacts, and single fields that are empty
///
/// Says what was added, as the end of a sentence: "3 parameters, 1 text, 2 series (\"lr\", \"grad\")"; "" if nothing.
std::string add_what_is_missing(model::Run other, model::Run& run);

}  // namespace ingest
