#include "render/addresses.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "base/binary/content_hash.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/run_digest.h"

namespace render {
namespace {

std::vector<std::vector<std::string>> parameter_pages(const model::Findings& findings) {
  std::vector<std::vector<std::string>> pages;
  std::set<std::string, std::less<>> taken;
  for (const model::Project& project : findings.projects) {
    auto& of_project = pages.emplace_back(project.parameters.size());
    for (std::size_t i = 0; i < of_project.size() && i < kMostParameterPages; ++i) {
      if (taken.size() == kMostParameterPagesOfSite) break;
      std::string slug = base::make_slug(project.parameters[i].parameter);
      if (!taken.insert(slug).second) {
        slug = base::make_slug(project.name + "/" + project.parameters[i].parameter);
        if (!taken.insert(slug).second) continue;
      }
      of_project[i] = "parameters/" + slug + ".html";
    }
  }
  return pages;
}

}  // namespace

Addresses make_addresses(const model::Findings& findings, std::span<const model::RunDigest> runs) {
  Addresses addresses;
  std::set<std::string, std::less<>> taken;
  for (const auto& run : runs) {
    std::string slug = base::make_slug(run.id);
    if (!taken.insert(slug).second) slug = base::make_slug(run.key);
    taken.insert(slug);
    addresses.run_pages.push_back("runs/" + slug + ".html");
    addresses.run_slugs.push_back(std::move(slug));
  }
  taken.clear();
  for (const auto& experiment : findings.experiments) {
    std::string slug = experiment.slug.empty() ? base::make_slug(experiment.id) : experiment.slug;
    if (!taken.insert(slug).second) {
      slug = base::make_slug(findings.projects[experiment.project].name + "/" + experiment.id);
      taken.insert(slug);
    }
    addresses.experiment_pages.push_back("experiments/" + slug + ".html");
  }
  addresses.parameter_pages = parameter_pages(findings);
  return addresses;
}

std::string root_from(std::string_view page) {
  std::string root;
  for (auto slashes = std::count(page.begin(), page.end(), '/'); slashes > 0; --slashes) root += "../";
  return root;
}

}  // namespace render
