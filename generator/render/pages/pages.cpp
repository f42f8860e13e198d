#include "render/pages/pages.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"

namespace render {

// One function for each file of this folder.
Page overview_page(const Site& site);
Page log_page(const Site& site);
Page best_page(const Site& site);
Page parameters_page(const Site& site);
Page journal_page(const Site& site);
Page content_page(const Site& site, std::size_t number);
Page environment_page(const Site& site);
Page sources_page(const Site& site, std::span<const model::Notice> late);
Page report_page(const Site& site);
Page not_found_page(const Site& site);
Page experiment_page(const Site& site, model::Index experiment);
Page parameter_page(const Site& site, model::Index project, model::Index parameter);
Page run_page(const Site& site, model::Index run);

namespace {

using Plan = std::vector<PlannedPage>;

/// One page: its address is "<id>.html".
using OnePage = Page (*)(const Site&);
/// One page that shows the notices of all others.
using LastPage = Page (*)(const Site&, std::span<const model::Notice> late);
/// All pages of a kind, with addresses of their own.
using PagesOfKind = void (*)(const Site&, std::string_view id, Plan&);

struct PageRow {
  std::string_view id;
  std::string_view nav_title;  ///< empty: not in the navigation
  bool (*in_navigation)(const Site&);
  bool in_sitemap;
  std::variant<OnePage, LastPage, PagesOfKind> make;
};

bool always(const Site&) {
  return true;
}

bool any_experiment(const Site& site) {
  return !site.findings.experiments.empty();
}

bool any_parameter(const Site& site) {
  const auto& projects = site.findings.projects;
  return std::any_of(projects.begin(), projects.end(), [](const auto& one) { return !one.parameters.empty(); });
}

void plan_page(Plan& plan, NavItem item, std::function<Page()> make) {
  plan.push_back({.item = std::move(item), .make = [make = std::move(make)](auto) { return make(); }});
}

void plan_content(const Site& site, std::string_view id, Plan& plan) {
  for (std::size_t i = 0; i < site.content_pages.size(); ++i) {
    plan_page(
        plan,
        {std::string(id) + "-" + std::to_string(i), visible_text(site.input.pages[i].title), site.content_pages[i]},
        [&site, i] { return content_page(site, i); });
  }
}

void plan_experiments(const Site& site, std::string_view id, Plan& plan) {
  for (std::size_t i = 0; i < site.findings.experiments.size(); ++i) {
    plan_page(plan, {std::string(id), "", site.addresses.experiment_pages[i]},
              [&site, i] { return experiment_page(site, i); });
  }
}

void plan_parameters(const Site& site, std::string_view id, Plan& plan) {
  const auto& pages = site.addresses.parameter_pages;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (std::size_t k = 0; k < pages[i].size(); ++k) {
      if (pages[i][k].empty()) continue;
      plan_page(plan, {std::string(id), "", pages[i][k]}, [&site, i, k] { return parameter_page(site, i, k); });
    }
  }
}

void plan_runs(const Site& site, std::string_view id, Plan& plan) {
  for (std::size_t i = 0; i < site.input.runs.size(); ++i) {
    plan_page(plan, {std::string(id), "", site.addresses.run_pages[i]}, [&site, i] { return run_page(site, i); });
  }
}

/// In the order of the navigation. Kinds whose pages are not in it have the id of the item that is current on them.
// clang-format off
constexpr PageRow kPages[] = {
    {"index",       "Overview",    always,         true,  overview_page},
    {"experiments", "Experiments", always,         true,  log_page},
    {"best",        "Best",        any_experiment, true,  best_page},
    {"parameters",  "Parameters",  any_parameter,  true,  parameters_page},
    {"journal",     "Journal",     always,         true,  journal_page},
    {"page",        "",            always,         true,  plan_content},
    {"environment", "Environment", always,         true,  environment_page},
    {"sources",     "Sources",     always,         true,  sources_page},
    {"report",      "Report",      always,         true,  report_page},
    {"404",         "",            always,         false, not_found_page},
    {"experiments", "",            always,         true,  plan_experiments},
    {"parameters",  "",            always,         true,  plan_parameters},
    {"experiments", "",            always,         true,  plan_runs},
};
// clang-format on

void plan_row(const Site& site, const PageRow& row, Plan& plan) {
  if (const auto* pages = std::get_if<PagesOfKind>(&row.make)) return (*pages)(site, row.id, plan);
  PlannedPage page{.item = {.id = std::string(row.id), .page = std::string(row.id) + ".html"},
                   .in_sitemap = row.in_sitemap};
  if (row.in_navigation(site)) page.item.title = row.nav_title;
  if (const auto* last = std::get_if<LastPage>(&row.make)) {
    page.last = true;
    page.make = [&site, make = *last](std::span<const model::Notice> late) { return make(site, late); };
  } else {
    page.make = [&site, make = std::get<OnePage>(row.make)](auto) { return make(site); };
  }
  plan.push_back(std::move(page));
}

}  // namespace

std::vector<PlannedPage> plan_pages(const Site& site) {
  Plan plan;
  for (const PageRow& row : kPages) plan_row(site, row, plan);
  return plan;
}

std::vector<NavItem> navigation(std::span<const PlannedPage> pages) {
  std::vector<NavItem> items;
  for (const PlannedPage& page : pages) {
    if (!page.item.title.empty()) items.push_back(page.item);
  }
  return items;
}

}  // namespace render
