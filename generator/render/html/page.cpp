#include "render/html/page.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "render/html/figure.h"
#include "render/html/html.h"
#include "render/tables/tables.h"
#include "words/parts/lists.h"

namespace render {
namespace {

using base::Json;

std::string footer_counts(const Site& site) {
  return words::counted(site.input.runs.size(), "run", "runs") + " of " +
         words::counted(site.findings.experiments.size(), "experiment", "experiments");
}

std::string footer_notices(const Site& site) {
  std::vector<std::string> parts;
  if (site.errors > 0) parts.push_back(words::counted(site.errors, "error", "errors"));
  if (site.warnings > 0) parts.push_back(words::counted(site.warnings, "warning", "warnings"));
  return words::listed(parts);
}

std::string asset(const Site& site, std::string_view name) {
  const auto found = site.assets.find(name);
  return found == site.assets.end() ? "" : found->second;
}

Json nav_data(const Site& site, const Page& page, const std::string& root) {
  Json items = Json::array();
  for (const auto& item : site.nav) {
    Json data = Json::object();
    set_text(data, "nav_href", root + item.page);
    set_text(data, "nav_title", item.title);
    set_flag(data, "nav_current", item.id == page.nav);
    items.push(std::move(data));
  }
  return items;
}

Json scripts_data(const Page& page, const std::string& root) {
  Json scripts = Json::array();
  for (const auto& slug : page.curve_slugs) scripts.push(Json::string(root + "data/curves/" + slug + ".js"));
  return scripts;
}

void set_frame(const Site& site, const Page& page, Json& data) {
  const std::string root = page.root();
  set_text(data, "document_title", page.title.empty() ? site.title : page.title + " · " + site.title);
  set_text(data, "description", page.description);
  set_text(data, "site_title", site.title);
  set_text(data, "root", root);
  std::string canonical = site.input.settings.base_url;
  if (!canonical.empty()) {
    if (!canonical.ends_with('/')) canonical += '/';
    canonical += page.path == "index.html" ? "" : page.path;
  }
  set_text(data, "canonical", canonical);
  set_text(data, "style_sheet", root + asset(site, "report.css"));
  set_text(data, "script", asset(site, "report.js").empty() ? "" : root + asset(site, "report.js"));
  set_text(data, "icon", asset(site, "icon.svg").empty() ? "" : root + asset(site, "icon.svg"));
  const bool plotly = page.charts && !asset(site, "plotly.js").empty();
  set_text(data, "plotly", plotly ? root + asset(site, "plotly.js") : "");
  set_text(data, "plotly_style", plotly ? root + asset(site, "plotly.css") : "");
  data.set("nav_items", nav_data(site, page, root));
  data.set("curve_scripts", scripts_data(page, root));
  set_text(data, "footer_counts", footer_counts(site));
  set_text(data, "footer_notices", footer_notices(site));
  set_text(data, "version", site.input.version);
}

}  // namespace

void set_text(Json& object, std::string key, std::string_view value) {
  object.set(std::move(key), Json::string(visible_text(value)));
}

void set_html(Json& object, std::string key, std::string value) {
  object.set(std::move(key), Json::string(std::move(value)));
}

void set_flag(Json& object, std::string key, std::size_t value) {
  object.set(std::move(key), Json::boolean(value > 0));
}

std::string table_html(Page& page, const Site& site, const model::Table& table) {
  auto html = render_table(site.templates, table);
  if (html) return std::move(*html);
  if (page.failure.empty()) page.failure = html.error().where + ": " + html.error().what;
  return "";
}

void set_table(Page& page, Json& object, const std::string& key, const Site& site, const model::Table& table) {
  set_html(object, key + "_html", table_html(page, site, table));
}

std::string charts_html(Page& page, const std::vector<model::Chart>& charts) {
  std::string wide;
  std::string narrow;
  for (const auto& chart : charts) {
    if (chart.traces.empty()) continue;
    (chart.wide ? wide : narrow) += render_figure(chart);
  }
  if (wide.empty() && narrow.empty()) return "";
  page.charts = true;
  if (!narrow.empty()) narrow = "<div class=\"charts\">" + narrow + "</div>";
  return wide + narrow;
}

base::Result<std::string> render_page(const Site& site, Page& page) {
  if (!page.failure.empty()) return base::Error{base::Error::Kind::invalid, page.path, page.failure};
  set_frame(site, page, page.data);
  return site.templates.render(page.template_name, page.data);
}

}  // namespace render
