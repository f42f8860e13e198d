#pragma once
/// Settings that scripts log as text, beside notes.

#include <optional>

#include "base/json/json.h"
#include "ingest/formats/tensorboard/event_log.h"

namespace ingest {

/// The settings in a text called "hyperparameters", "hparams", "config" or "args" (its last part counts): a table of
/// "|name|value|" lines, or a JSON object, as it stands or between code fences. Cells that read as numbers, true, false
/// or None (null) become these, numbers as written. Nothing for any other text.
std::optional<base::Json> find_text_settings(const EventText& text);

}  // namespace ingest
