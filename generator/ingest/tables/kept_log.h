#pragma once
/// A log of experiments kept by hand in one Markdown file, in the shape of the template.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "base/text/text_issue.h"

namespace ingest {

/// One experiment of the log.
struct LoggedExperiment {
  std::string id;
  std::string title;   ///< for people; empty: the id
  std::string date;    ///< ISO; empty if none was given
  base::Json config;   ///< the modified configuration, an object; null if none was given
  base::Json summary;  ///< the values after the arrows, an object; shares are fractions, times in seconds
  std::string note;    ///< Markdown: the section without what became config and summary, its lines where the file has
                       ///< them; decision, change and impact from the tables where the section does not say them
  std::uint32_t line = 1;
};

struct MarkdownLog {
  /// In the order of the file; a base configuration that no experiment has comes before the first that names it.
  std::vector<LoggedExperiment> experiments;
  base::Json environment;  ///< of "Hardware Configuration", an object; null if none was given
  std::vector<base::TextIssue> issues;
};

/// Reads what stands in the log table ("Experiment ID", "Parameter Changed", "New Value"), in the sections "Experiment
/// ID: …" and in "Quick Results" ("Keep/Discard"). No experiments: the text is no such log, or nobody filled it in.
///
/// An experiment without a section has the configuration of its parent, changed as its row says. Its parent is the
/// latest earlier one whose new accuracy is its base accuracy, else the base. Codes: those of base/markdown.h,
/// log-parts (note: impact table, best configurations and the like are computed and not read).
MarkdownLog read_markdown_log(std::string_view text);

}  // namespace ingest
