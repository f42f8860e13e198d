#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/binary/content_hash.h"
#include "base/markdown/markdown.h"
#include "base/text/utf8.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "render/charts/charts.h"
#include "render/html/html.h"
#include "render/html/notes.h"
#include "render/html/page.h"
#include "render/tables/tables.h"
#include "words/parts/lists.h"

namespace render {
namespace {

/// A fenced block "table" or "chart" whose first line names what to embed, and after it, if the site has several, the
/// project:
///
///     ```table
///     quick-results digits
///     ```
struct Embed {
  std::string kind;
  std::string id;
  std::string project;
  std::uint32_t first_line = 0, last_line = 0;
};

std::vector<Embed> embeds_of(std::string_view markdown) {
  std::vector<Embed> embeds;
  for (const auto& block : base::outline_markdown(markdown).blocks) {
    if (block.kind != base::MarkdownBlock::Kind::code || (block.info != "table" && block.info != "chart")) continue;
    std::string_view text = base::trim(block.text);
    text = base::trim(text.substr(0, text.find('\n')));
    const std::size_t blank = std::min(text.find(' '), text.size());
    embeds.push_back({block.info, std::string(text.substr(0, blank)), std::string(base::trim(text.substr(blank))),
                      block.first_line, block.last_line});
  }
  return embeds;
}

std::string known_ids(const std::string& kind) {
  std::vector<std::string> ids;
  if (kind == "chart") {
    for (const auto& chart : chart_definitions()) ids.emplace_back(chart.id);
  } else {
    for (const auto& table : table_definitions()) ids.emplace_back(table.id);
  }
  return words::listed(ids);
}

std::optional<std::size_t> find_project(const Site& site, const std::string& name) {
  const auto& projects = site.findings.projects;
  if (name.empty()) return projects.empty() ? std::nullopt : std::optional<std::size_t>(0);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (projects[i].name == name) return i;
  }
  return std::nullopt;
}

/// The definition of that id, or nullptr.
template <class Definition>
const Definition* find_definition(std::span<const Definition> definitions, std::string_view id) {
  const auto found =
      std::find_if(definitions.begin(), definitions.end(), [&](const auto& one) { return one.id == id; });
  return found == definitions.end() ? nullptr : &*found;
}

std::optional<std::string> embedded_html(const Site& site, Page& page, const Embed& embed, std::size_t number) {
  const auto project = find_project(site, embed.project);
  if (!project) return std::nullopt;
  const std::string suffix = "-embed-" + std::to_string(number + 1);
  if (embed.kind == "chart") {
    const ChartDefinition* definition = find_definition(chart_definitions(), embed.id);
    if (definition == nullptr) return std::nullopt;
    model::Chart chart = definition->build(site.findings, *project, site.addresses);
    chart.id += suffix;
    chart.wide = true;
    // Links of a chart are from the site's root.
    for (auto& trace : chart.traces) {
      for (auto& link : trace.links) link.insert(0, page.root());
    }
    return charts_html(page, {chart});
  }
  const TableDefinition* definition = find_definition(table_definitions(), embed.id);
  if (definition == nullptr) return std::nullopt;
  model::Table table = definition->build({site, page.root()}, site.findings.projects[*project]);
  table.id += suffix;
  return table_html(page, site, table);
}

void unknown_embed(Page& page, const model::ContentPage& content, const Embed& embed) {
  model::Notice notice{.severity = model::Severity::error, .code = "page-embed-unknown", .file = content.text.file};
  notice.at.line = content.text.first_line + embed.first_line - 1;
  notice.what = "There is no " + embed.kind + " \"" + visible_text(embed.id) + "\"" +
                (embed.project.empty() ? "" : " of a project \"" + visible_text(embed.project) + "\"") +
                ". Known: " + known_ids(embed.kind) + ". The block is left out.";
  page.notices.push_back(std::move(notice));
}

/// A word that does not occur in the text, so that what is embedded can be found in the HTML again.
std::string marker_for(std::string_view text) {
  std::string marker = "embedded" + base::hex_text(base::content_hash(text));
  while (text.find(marker) != std::string_view::npos) marker += "x";
  return marker;
}

std::string with_markers(std::string_view text, const std::vector<Embed>& embeds, const std::string& marker) {
  std::string out;
  std::uint32_t line = 1;
  std::size_t next = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const bool inside = next < embeds.size() && line >= embeds[next].first_line && line <= embeds[next].last_line;
    if (!inside) {
      out += text.substr(0, end);
    } else if (line == embeds[next].first_line) {
      out += marker + "n" + std::to_string(next) + "e";
    }
    out += '\n';
    if (inside && line == embeds[next].last_line) ++next;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
  }
  return out;
}

void replace_once(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
}

}  // namespace

Page content_page(const Site& site, std::size_t number) {
  const model::ContentPage& content = site.input.pages[number];
  Page page{.path = site.content_pages[number],
            .title = visible_text(content.title),
            .nav = "page-" + std::to_string(number),
            .template_name = "page.mustache"};
  page.description = page.title;
  const std::vector<Embed> embeds = embeds_of(content.text.text);
  const std::string marker = marker_for(content.text.text);
  NotePlace place{.folder = content.text.folder, .file = content.text.file, .first_line = content.text.first_line};
  place.files_folder = page.path.substr(0, page.path.rfind('.'));
  place.id_prefix = "p-";
  place.heading_shift = 0;
  std::string html = note_html(site, page, with_markers(content.text.text, embeds, marker), place);
  for (std::size_t i = 0; i < embeds.size(); ++i) {
    const auto embedded = embedded_html(site, page, embeds[i], i);
    if (!embedded) unknown_embed(page, content, embeds[i]);
    replace_once(html, "<p>" + marker + "n" + std::to_string(i) + "e</p>", embedded.value_or(""));
  }
  const bool has_heading = html.starts_with("<h1");
  set_text(page.data, "heading", has_heading ? "" : content.title);
  set_html(page.data, "body_html", std::move(html));
  return page;
}

}  // namespace render
