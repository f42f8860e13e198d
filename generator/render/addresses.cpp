#include "render/addresses.h"

#include <algorithm>
#include <set>

#include "base/content_hash.h"

namespace render {

Addresses make_addresses(const analysis::Findings& findings, std::span<const model::RunDigest> runs) {
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
  return addresses;
}

std::string root_from(std::string_view page) {
  std::string root;
  for (auto slashes = std::count(page.begin(), page.end(), '/'); slashes > 0; --slashes) root += "../";
  return root;
}

}  // namespace render
