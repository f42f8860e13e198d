#include <cstddef>
#include <string>
#include <utility>

#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/project.h"
#include "render/html/page.h"
#include "render/tables/tables.h"
#include "words/parts/lists.h"

namespace render {

Page environment_page(const Site& site) {
  Page page{.path = "environment.html",
            .title = "Environment",
            .nav = "environment",
            .template_name = "environment.mustache"};
  page.description = "Hardware and software versions, and which runs used which.";
  set_text(page.data, "heading", "Environment");
  const std::size_t kinds = site.findings.hardware.size();
  std::size_t unknown = 0;
  for (const auto& hardware : site.findings.hardware_of_run) unknown += !hardware.has_value();
  std::string lede = kinds == 0 ? "No run says what it ran on."
                                : "Runs come from " + words::counted(kinds, "environment", "environments") + ".";
  if (kinds > 0 && unknown > 0)
    lede += " " + words::counted(unknown, "run does", "runs do") + " not say what they ran on.";
  if (kinds > 1) lede += " Times and memory are compared only between runs on the same hardware.";
  set_text(page.data, "lede", lede);
  base::Json sections = base::Json::array();
  const auto& projects = site.findings.projects;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    model::Table table = hardware_table({site, page.root()}, projects[i]);
    table.id += "-" + std::to_string(i + 1);
    base::Json section = base::Json::object();
    set_text(section, "project_name",
             projects.size() > 1 ? (projects[i].name.empty() ? "Without a name" : projects[i].name) : "");
    set_table(page, section, "hardware", site, table);
    sections.push(std::move(section));
  }
  page.data.set("projects", std::move(sections));
  return page;
}

}  // namespace render
