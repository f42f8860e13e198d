#pragma once
/// One page on its way to the site: what all pages have in common.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "model/chart.h"
#include "model/notice.h"
#include "model/output_file.h"
#include "model/table.h"
#include "render/site.h"

namespace render {

struct Page {
  std::string path;                        ///< "experiments/exp004.html"
  std::string title;                       ///< of the document: "EXP004 · Digits, revisited"; empty: the site's
  std::string description;                 ///< one sentence, plain text
  std::string nav;                         ///< id of the item that is current, or empty
  std::string template_name;               ///< "experiment.mustache"
  base::Json data = base::Json::object();  ///< what the template gets beside the page's frame
  bool charts = false;                     ///< loads the chart library
  std::vector<std::string> curve_slugs;    ///< runs whose curve files the page loads
  std::vector<model::OutputFile> files;    ///< written beside the page
  std::vector<model::Notice> notices;      ///< noticed while it was made
  std::string failure;                     ///< a template that could not be rendered; empty: none

  std::string absolute_root;  ///< of 404.html, which is served at any address; empty: relative links

  std::string root() const { return absolute_root.empty() ? root_from(path) : absolute_root; }
};

/// Shorthands of page data. set_text: one line of untrusted text; set_html: markup of ours (the key ends in "_html").
void set_text(base::Json& object, std::string key, std::string_view value);
void set_html(base::Json& object, std::string key, std::string value);
void set_flag(base::Json& object, std::string key, std::size_t value);

/// The table as "<key>_html"; errors of the theme go to `page.failure`.
void set_table(Page& page, base::Json& object, const std::string& key, const Site& site, const model::Table& table);
std::string table_html(Page& page, const Site& site, const model::Table& table);
/// Figures, those that are not wide in a grid; empty for no chart with traces. Sets page.charts.
std::string charts_html(Page& page, const std::vector<model::Chart>& charts);

/// The whole page through its template; Error::Kind::invalid when the theme does not render.
base::Result<std::string> render_page(const Site& site, Page& page);

}  // namespace render
