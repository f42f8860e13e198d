#pragma once
/// What is read out of a Markdown note under the template's headings.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json/json.h"

namespace model {

enum class Decision : std::uint8_t { open, keep, discard };

struct Task {
  std::string text;  ///< Markdown, one line
  bool done = false;
  std::uint32_t line = 0;
  bool operator==(const Task&) const = default;
};

/// An issue and how it was resolved; `resolution` is empty while it is open.
struct NoteIssue {
  std::string text;
  std::string resolution;
  std::uint32_t line = 0;
  bool operator==(const NoteIssue&) const = default;
};

/// Texts are Markdown, one line each, placeholders such as "[Observation 1]" already dropped.
struct Note {
  std::string file;         ///< where it stands, as in NoteText
  std::string folder;       ///< as in NoteText
  base::Json front_matter;  ///< an object, or null
  std::string title;        ///< front matter `title`, else the first heading if it is no template heading
  std::string date;         ///< ISO date if one was given in front matter, "**Date:**" or "Run Notes - date"
  std::string experimenter;
  std::string parent;  ///< experiment id said to be the one this was changed from
  std::vector<std::string> tags;
  Decision decision = Decision::open;
  bool decision_said = false;
  std::string decision_reason;
  std::string motivation;
  std::vector<std::string> worked, did_not_work, unexpected,
      observations;  ///< observations: those under no sub-heading
  std::vector<NoteIssue> issues;
  std::vector<Task> next_steps;
  std::vector<std::string> questions;
  /// Everything else, as Markdown in its order, placeholders and emptied headings dropped; line numbers are lost.
  std::string prose;
  bool operator==(const Note&) const = default;

  bool is_empty() const;  ///< nothing but placeholders stood in it
};

/// The lists under the template's headings, for whoever treats them all alike: calls visit(notes.worked...) and so on,
/// with the same list of each of `notes` (a Note, or what has lists of these names). A new list of Note is added here.
template <typename Visit, typename... Notes>
void for_each_list(Visit visit, Notes&... notes) {
  visit(notes.worked...);
  visit(notes.did_not_work...);
  visit(notes.unexpected...);
  visit(notes.observations...);
  visit(notes.issues...);
  visit(notes.next_steps...);
  visit(notes.questions...);
}

/// Likewise the texts that a note says once, but for the decision, its reason and the prose.
template <typename Visit, typename... Notes>
void for_each_text(Visit visit, Notes&... notes) {
  visit(notes.title...);
  visit(notes.date...);
  visit(notes.experimenter...);
  visit(notes.parent...);
  visit(notes.motivation...);
}

}  // namespace model
