#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/text.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/project.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "render/html/phrase.h"
#include "render/pages/sections.h"
#include "render/tables/tables.h"
#include "words/alike_notices.h"
#include "words/health.h"
#include "words/insight_kinds.h"
#include "words/parts/lists.h"
#include "words/parts/phrase.h"

namespace render {
namespace {

using base::Json;

constexpr std::size_t kMostNotices = 2000;

std::vector<model::Notice> all_notices(const Site& site, std::span<const model::Notice> late) {
  std::vector<model::Notice> notices(site.input.notices.begin(), site.input.notices.end());
  notices.insert(notices.end(), late.begin(), late.end());
  std::stable_sort(notices.begin(), notices.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  return notices;
}

std::string notices_lede(std::span<const model::Notice> notices) {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const auto& notice : notices) {
    errors += notice.severity == model::Severity::error;
    warnings += notice.severity == model::Severity::warning;
  }
  if (notices.empty()) return "";
  return words::counted(errors, "error", "errors") + ", " + words::counted(warnings, "warning", "warnings") + ", " +
         words::counted(notices.size() - errors - warnings, "note", "notes") + ".";
}

bool says_withheld(const model::Notice& notice) {
  return notice.code == "secret-withheld" || notice.code == "personal-withheld" || notice.code == "home-path-cut" ||
         notice.code == "withheld-late";
}

std::string more_of(std::size_t listed) {
  return listed > kMostNotices ? words::counted(listed - kMostNotices, "notice", "notices") : "";
}

/// What was withheld has a list of its own: where, and by which rule.
void set_notices(const Site& site, Page& page, std::span<const model::Notice> notices) {
  const auto folded = words::fold_alike(notices);
  std::vector<const model::Notice*> listed, withheld;
  for (const auto& notice : folded) (says_withheld(notice) ? withheld : listed).push_back(&notice);
  set_text(page.data, "notices_lede", notices_lede(notices));
  set_table(page, page.data, "notices", site, notices_table(listed, kMostNotices));
  set_flag(page.data, "notices_folded", folded.size() < notices.size());
  set_text(page.data, "notices_more", more_of(listed.size()));
  set_flag(page.data, "has_withheld", !withheld.empty());
  model::Table withheld_table = notices_table(withheld, kMostNotices);
  withheld_table.id = "withheld";
  withheld_table.title = "What was withheld";
  set_table(page, page.data, "withheld", site, withheld_table);
  set_text(page.data, "withheld_more", more_of(withheld.size()));
}

Json decisions_of(const Site& site, const model::Project& project) {
  Json section = Json::object();
  set_text(section, "project_name", section_name(site, project));
  set_guesses(section, site, project);
  std::string keys;
  for (const auto& key : project.seed_keys) keys += (keys.empty() ? "" : ", ") + key;
  set_text(section, "seed_keys", keys);
  return section;
}

/// Words of ours, whose hard spaces the page has as entities.
std::string formula_html(const std::string& formula) {
  std::string html;
  base::append_escaped(html, formula);
  constexpr std::string_view kHardSpace = "\u00a0";
  for (std::size_t at = html.find(kHardSpace); at != std::string::npos; at = html.find(kHardSpace, at)) {
    html.replace(at, kHardSpace.size(), "&nbsp;");
  }
  return html;
}

/// "Plateau: the best lies …. Gap: at the best …."; rows after one another with one title are one sentence.
template <class Row>
std::string formulas_html(std::span<const Row> rows) {
  std::string html;
  std::string_view title;
  for (const Row& row : rows) {
    if (row.title == title) {
      html += ", or ";
    } else {
      html += (html.empty() ? "<i>" : ". <i>") + escape_html(row.title) + "</i>: ";
    }
    html += formula_html(row.formula());
    title = row.title;
  }
  return html + ".";
}

/// Projects with something to say about their data.
void set_health(const Site& site, Page& page) {
  Json projects = Json::array();
  for (const auto& project : site.findings.projects) {
    if (project.health.empty()) continue;
    Json section = Json::object();
    set_text(section, "project_name", section_name(site, project));
    Json sentences = Json::array();
    for (const words::Phrase& text : words::health_sentences(site.findings, site.input.runs, project)) {
      Json item = Json::object();
      set_html(item, "text_html", phrase_html(site, text, page.root()));
      sentences.push(std::move(item));
    }
    section.set("findings", std::move(sentences));
    projects.push(std::move(section));
  }
  set_flag(page.data, "is_healthy", projects.items().empty());
  page.data.set("health", std::move(projects));
}

}  // namespace

Page sources_page(const Site& site, std::span<const model::Notice> late) {
  Page page{.path = "sources.html", .title = "Sources", .nav = "sources", .template_name = "sources.mustache"};
  page.description = "What was read, what was skipped, every notice, and how numbers were computed.";
  set_text(page.data, "heading", "Sources");
  std::uint64_t rows = 0;
  std::uint64_t cells = 0;
  for (const auto& run : site.input.runs) {
    rows += run.rows;
    cells += run.cells_read;
  }
  set_text(page.data, "lede",
           words::counted(site.input.runs.size(), "run", "runs") + " with " + words::counted(rows, "row", "rows") +
               " and " + words::counted(cells, "number", "numbers") + " were read.");
  set_table(page, page.data, "sources", site, sources_table(site));
  set_notices(site, page, all_notices(site, late));
  set_health(site, page);
  set_html(page.data, "insight_formulas_html", formulas_html(words::insight_rows()));
  set_html(page.data, "repeats_formulas_html", formulas_html(words::repeats_rows()));
  Json projects = Json::array();
  for (const auto& project : site.findings.projects) projects.push(decisions_of(site, project));
  page.data.set("projects", std::move(projects));
  return page;
}

}  // namespace render
