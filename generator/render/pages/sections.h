#pragma once
/// Parts that several pages show.

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "render/html/attachments.h"
#include "render/html/page.h"
#include "words/parts/phrase.h"

namespace render {

/// What the section of a project is headed with: its name, or, where it is the only one, nothing.
std::string section_name(const Site& site, const model::Project& project);

/// The head of such a section for project_head.mustache: what it is about, headline, lede, story, health, key figures.
void set_project_head(base::Json& data, const Site& site, const model::Project& project, const std::string& root);

/// "Experiments / EXP004 · 3 May 2026 · by …": the way to a page, then facts about it. All of it is HTML.
std::string meta_line_html(const std::vector<std::string>& way, const std::vector<std::string>& facts);
/// Tags as facts of that line.
void add_tags(std::vector<std::string>& facts, const std::vector<std::string>& tags);

/// Key figures of a project for figures.mustache: best for accuracy, best for speed, against the baseline, training
/// time.
base::Json key_figures(const Site& site, const model::Project& project, const std::string& root);

/// An open task or question, an issue, with where it comes from.
struct OpenEnd {
  std::string html;
  std::string resolution_html;  ///< of issues
  bool done = false;
};
/// All of a project (or of the site when `project` is nullptr), in the log's order, each with a link to its page.
struct OpenEnds {
  std::vector<OpenEnd> next_steps, questions, open_issues, solved_issues;
};
OpenEnds collect_open_ends(const Site& site, const model::Project* project, const std::string& root);
/// At most `limit` of them under `key`, with "<key>_more" saying how many are left out.
void set_open_ends(base::Json& data, const std::string& key, const std::vector<OpenEnd>& ends, std::size_t limit);

/// Configuration as folded blocks to copy for config.mustache; `prefix` makes element ids unique on the page.
base::Json config_blocks(const model::Config& config, const std::string& prefix, const std::string& python_name);

/// Sentences (HTML) as a list under "story", with "has_story".
void set_story(base::Json& data, const Site& site, const std::vector<words::Phrase>& sentences,
               const std::string& root);

/// Guesses with the settings that change them, for guesses.mustache.
void set_guesses(base::Json& data, const Site& site, const model::Project& project);

/// The curves of a run from the spool; empty when it has none or they cannot be read.
std::vector<model::Curve> curves_of(const Site& site, model::Index run);

/// "Metrics without a curve: a, b and 3 more."; empty for none.
std::string left_out_sentence(const std::vector<std::string>& metrics);

/// Images and downloads of a run for attachments.mustache; `prefix` makes element ids unique.
void set_attachments(base::Json& data, const RunAttachments& attachments, const std::string& root,
                     const std::string& prefix);

}  // namespace render
