#pragma once
/// The headings of the experiment log template, and the texts it stands there with before anybody filled it in.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// What stands under a heading, or after a label such as "**Date:**".
enum class NoteSection : std::uint8_t {
  prose,       ///< the heading is the template's, what stands under it stays text: "Results", "Base Configuration"
  run_notes,   ///< "Run Notes - date"
  experiment,  ///< "Experiment ID: id"
  changes,     ///< "Configuration Changes": text, but for "Motivation:" in it
  date,
  experimenter,
  parent,
  tags,
  motivation,
  decision,
  observations,
  worked,
  did_not_work,
  unexpected,
  issues,
  next_steps,
  questions,
};

struct NoteLabel {
  NoteSection section = NoteSection::prose;
  std::string rest;  ///< what follows on the same line: "Decision: keep" gives "keep"
  bool operator==(const NoteLabel&) const = default;
};

/// The template's heading that `text` (inline Markdown) is, in any case, with marks, numbering, emoji and punctuation
/// around it ignored; or that it starts with, up to a colon or a dash. Headings in other languages are none.
std::optional<NoteLabel> read_note_label(std::string_view text);

/// The label a line starts with in bold: "**Date:** 2026-01-02", "**Observations**", "__What worked__: more data".
std::optional<NoteLabel> read_bold_label(std::string_view line);

/// Whether a line stands word for word in the unfilled template's tables, code or instructions.
bool is_template_line(std::string_view line);

}  // namespace ingest
