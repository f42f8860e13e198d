#pragma once
/// Notes and content pages as HTML: Markdown with its images copied and its links led to pages of the site.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/html/page.h"

namespace render {

/// Where a text stands, for its relative links and images.
struct NotePlace {
  std::size_t source = kWorkspace;
  std::string folder;            ///< relative to the source root
  std::string file;              ///< for notices
  std::uint32_t first_line = 0;  ///< of the text in `file`; 0: not known
  /// The whole note when the text is only what is left of it: addresses are looked for here to name their lines.
  std::string_view whole;
  std::string files_folder;  ///< in the site, below "files/": where images are copied to
  std::string id_prefix = "note-";
  int heading_shift = 2;  ///< "#" becomes h(1 + shift)
};

/// Markdown as HTML. Images inside the source are copied (types by their first bytes) and added to page.files; relative
/// links lead to pages of the site or lose their address. A path that leaves the source, a missing or refused image and
/// the issues of the Markdown itself become notices of the page.
std::string note_html(const Site& site, Page& page, std::string_view markdown, const NotePlace& place);

/// The parts of notes that have their own place on a page.
struct NoteParts {
  std::vector<std::string> worked, did_not_work, unexpected, observations, questions, motivations;
  std::vector<model::NoteIssue> issues;
  std::vector<model::Task> next_steps;
};
NoteParts gather_parts(const std::vector<model::Note>& notes);
void add_parts(NoteParts& parts, const model::Note& note);

/// Observations, issues, next steps and questions as page data for parts.mustache.
void set_parts(base::Json& data, const NoteParts& parts);
/// The prose of notes, each through note_html.
/// `texts` are those the notes were read from, parallel.
std::string prose_html(const Site& site, Page& page, const std::vector<model::Note>& notes,
                       const std::vector<model::NoteText>& texts, std::size_t source, const std::string& files_folder);

/// "a/b/../c/./d" → "a/c/d"; nothing if it leads above the root. A leading '/' does.
std::optional<std::string> resolve_path(std::string_view folder, std::string_view relative);

}  // namespace render
