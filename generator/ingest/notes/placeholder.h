#pragma once
/// Bracketed placeholders of the template: "[Observation 1]", "[X%] → [Y%]", "[YYYY-MM-DD]". A Markdown link, an image,
/// a footnote, a task box, a reference whose definition the note holds, and a list of values are none.

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace ingest {

/// Labels of reference definitions in a note, lower-cased.
using DefinedLabels = std::set<std::string, std::less<>>;

/// Which bracketed texts count: those that stand in the template, or any that could mean "fill in here".
enum class Brackets { of_template, any };

/// Whether `text` (inline Markdown, one line) is nothing but placeholders, the template's words around them ("Try …",
/// "Changed … from … to …") and a short label ("Training Loss: [X] → [Y]"). Also true of an empty text.
bool says_nothing(std::string_view text, const DefinedLabels& defined, Brackets brackets = Brackets::any);

/// `text` with "…" for each placeholder of the template that was left in it; empty if it says nothing.
std::string without_placeholders(std::string_view text, const DefinedLabels& defined);

}  // namespace ingest
