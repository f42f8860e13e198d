#pragma once
/// A Markdown page of the workspace, and what is known of a source.

#include <cstdint>
#include <string>
#include <vector>

#include "model/run.h"

namespace model {

struct ContentPage {
  std::string name;   ///< file name without ".md"
  std::string title;  ///< front matter, else the first heading, else the name
  double order = 0;
  NoteText text;
};

/// What was found in one source, for sources.html.
struct SourceSummary {
  std::string label;  ///< never an absolute path
  std::uint64_t folders = 0, files = 0, skipped_files = 0;
};

}  // namespace model
