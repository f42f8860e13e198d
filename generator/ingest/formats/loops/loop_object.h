#pragma once
/// An object of JSON as a try of a loop of experiments.

#include <cstdint>
#include <string>

#include "base/json/json.h"
#include "ingest/formats/loops/loop_log.h"

namespace ingest {

/// A line without a common schema, key by key: keys mean what columns of the text form that are called so do
/// (vocabulary/loops/loop_words.h). Lists of numbers are left out.
LoopEntry read_loop_object(const base::Json& object, std::uint32_t line);

/// A string, or a number as written; else "".
std::string json_text(const base::Json* value);

/// A date, or milliseconds or seconds since 1970, as text; "" of anything else.
std::string json_time(const base::Json& value);

/// A number that was measured; of more than 200 in a try the rest is left out.
void add_measured_value(std::string name, const base::Json& value, LoopEntry& entry);

/// Prose of a try by its key: reason, issue, next step or observation.
void add_loop_note(const std::string& key, const base::Json& value, LoopEntry& entry);

}  // namespace ingest
