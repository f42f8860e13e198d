#include "render/site.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/binary/content_hash.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "render/html/html.h"
#include "render/html/notes.h"

namespace render {
namespace {

std::string site_title(const SiteInput& input) {
  if (!input.settings.title.empty()) return visible_text(input.settings.title);
  const auto& projects = input.findings.projects;
  if (projects.size() == 1 && !projects[0].name.empty()) return visible_text(projects[0].name);
  if (input.sources.size() == 1 && !input.sources[0].label.empty()) return visible_text(input.sources[0].label);
  return "Experiments";
}

/// Also as the workspace sees the folder, for links of its pages.
void map_folder(Site& site, std::size_t source, const std::string& folder, const std::string& page) {
  site.page_of_folder.emplace(std::pair(source, folder), page);
  const auto& written = site.input.settings.sources;
  const auto path = resolve_path(source < written.size() ? written[source] : "", folder);
  if (path) site.page_of_folder.emplace(std::pair(kWorkspace, *path), page);
}

void map_folders(Site& site) {
  const auto& findings = site.findings;
  for (std::size_t i = 0; i < findings.experiments.size(); ++i) {
    const auto& experiment = findings.experiments[i];
    if (experiment.runs.empty()) continue;
    const std::size_t source = site.input.runs[experiment.runs[0]].source;
    for (const auto& text : experiment.note_texts)
      map_folder(site, source, text.folder, site.addresses.experiment_pages[i]);
  }
  for (std::size_t i = 0; i < site.input.runs.size(); ++i) {
    const auto& run = site.input.runs[i];
    map_folder(site, run.source, run.folder, site.addresses.run_pages[i]);
  }
}

void map_parameters(Site& site) {
  const auto& pages = site.addresses.parameter_pages;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (std::size_t k = 0; k < pages[i].size(); ++k) {
      if (pages[i][k].empty()) continue;
      site.page_of_parameter.emplace(std::pair(i, site.findings.projects[i].parameters[k].parameter), pages[i][k]);
    }
  }
}

}  // namespace

AssetNames name_assets(const Theme& theme) {
  constexpr std::string_view kFolder = "assets/";
  AssetNames names;
  for (const auto& [name, bytes] : theme) {
    if (!name.starts_with(kFolder)) continue;
    const std::string file = name.substr(kFolder.size());
    const std::size_t dot = std::min(file.rfind('.'), file.size());
    const std::string hash = base::hex_text(base::content_hash(bytes)).substr(0, 8);
    names.emplace(file, std::string(kFolder) + file.substr(0, dot) + "." + hash + file.substr(dot));
  }
  return names;
}

const model::Project& Site::project_of(const model::Experiment& experiment) const {
  return findings.projects[experiment.project];
}

base::Result<Site> make_site(const SiteInput& input) {
  auto templates = TemplateSet::compile(input.theme);
  if (!templates) return templates.error();
  Site site{.input = input,
            .findings = input.findings,
            .addresses = make_addresses(input.findings, input.runs),
            .templates = std::move(*templates),
            .assets = name_assets(input.theme),
            .title = site_title(input)};
  for (const auto& page : input.pages) site.content_pages.push_back("pages/" + base::make_slug(page.name) + ".html");
  for (std::size_t i = 0; i < input.notices.size(); ++i) {
    site.errors += input.notices[i].severity == model::Severity::error;
    site.warnings += input.notices[i].severity == model::Severity::warning;
    if (!input.notices[i].run_key.empty()) site.notices_of_run[input.notices[i].run_key].push_back(i);
  }
  map_folders(site);
  map_parameters(site);
  return site;
}

std::string project_anchor(const model::Project& project) {
  return "project-" + base::make_slug(project.name);
}

}  // namespace render
