#pragma once
/// Settings that scripts log as text, beside notes.

#include <optional>

#include "base/json/json.h"
#include "ingest/formats/tensorboard/event_log.h"

namespace ingest {

/// The settings in a text called "hyperparameters", "hparams", "config" or "args" (its last part counts): a table of
/// "|name|value|" lines, an object of JSON or Python, "Namespace(name=value, …)", or lines "name: value" of YAML, as
/// they stand or between code fences. Cells that read as numbers, true, false, None (null) or lists become these,
/// numbers as written. Nothing for any other text.
std::optional<base::Json> find_text_settings(const EventText& text);

}  // namespace ingest
