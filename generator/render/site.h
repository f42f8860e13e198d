#pragma once
/// What every page of the site is made with. Built once; pages only read it, from several threads.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "render/addresses.h"
#include "render/render.h"
#include "render/theme/template.h"

namespace render {

/// Where the theme's assets are in the site: "report.css" → "assets/report.1f2e3d4c.css".
using AssetNames = std::map<std::string, std::string, std::less<>>;
/// For each "assets/…" of the theme. The hash is of the bytes, so that caches never serve an old file.
AssetNames name_assets(const Theme& theme);

struct NavItem {
  std::string id = {};
  std::string title = {};
  std::string page = {};
};

/// How a run is called on pages that show several, and where its page is.
struct RunLink {
  std::string page;
  std::string label;
};

struct Site {
  const SiteInput& input;
  const model::Findings& findings;
  Addresses addresses;
  TemplateSet templates;
  AssetNames assets;
  std::string title;
  std::vector<NavItem> nav;                ///< set from the list of pages, before any is made
  std::vector<std::string> content_pages;  ///< addresses, parallel to SiteInput::pages
  std::map<std::string, std::vector<std::size_t>, std::less<>> notices_of_run;  ///< by run key, into SiteInput::notices
  std::size_t errors = 0, warnings = 0;                                         ///< among SiteInput::notices
  /// (source, folder) → address of the page; with kWorkspace, the folder as seen from the workspace.
  std::map<std::pair<std::size_t, std::string>, std::string> page_of_folder;

  /// (project, parameter) → address of its page.
  std::map<std::pair<std::size_t, std::string>, std::string> page_of_parameter;

  const model::Project& project_of(const model::Experiment& experiment) const;
  RunLink run_link(model::Index run) const { return {addresses.run_pages[run], input.runs[run].name}; }
};
/// Error when the theme has a template that does not parse.
base::Result<Site> make_site(const SiteInput& input);

/// The part of a project that a page anchors to: "project-digits".
std::string project_anchor(const model::Project& project);

}  // namespace render
