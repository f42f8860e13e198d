#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/project.h"
#include "render/html/page.h"
#include "render/pages/sections.h"
#include "render/tables/tables.h"
#include "words/best.h"
#include "words/parts/lists.h"
#include "words/story/project_story.h"

namespace render {

Page log_page(const Site& site) {
  Page page{.path = "experiments.html",
            .title = "Experiments",
            .nav = "experiments",
            .template_name = "experiments.mustache"};
  const auto& projects = site.findings.projects;
  const TableContext context{site, page.root()};
  base::Json sections = base::Json::array();
  for (std::size_t i = 0; i < projects.size(); ++i) {
    model::Table table = model::tells_changes(projects[i].kind) ? experiment_log_table(context, projects[i])
                                                                : all_results_table(context, projects[i]);
    table.id = "log";  // the same address for each kind
    if (projects.size() > 1) table.id += "-" + std::to_string(i + 1);
    base::Json section = base::Json::object();
    set_text(section, "anchor", project_anchor(projects[i]));
    set_text(section, "project_name", section_name(site, projects[i]));
    set_text(section, "project_line", words::project_line(site.findings, projects[i]));
    set_text(section, "log_id", table.id);
    set_text(section, "progress_line", words::progress_text(site.findings, projects[i]));
    set_text(section, "log_count", words::counted(table.rows.size(), "experiment", "experiments"));
    set_flag(section, "filterable", table.rows.size() > 5);
    set_table(page, section, "log", site, table);
    sections.push(std::move(section));
  }
  const std::string count = words::counted(site.findings.experiments.size(), "experiment", "experiments");
  const bool any_log = std::any_of(projects.begin(), projects.end(),
                                   [](const model::Project& project) { return model::tells_changes(project.kind); });
  page.description = any_log ? "The log of " + count + ": what was changed, and what came of it."
                             : "All results and settings of " + count + ".";
  set_text(page.data, "heading", "Experiments");
  set_flag(page.data, "wide_page", 1);
  set_text(page.data, "lede", page.description);
  page.data.set("projects", std::move(sections));
  set_flag(page.data, "empty", projects.empty());
  return page;
}

}  // namespace render
