#pragma once
/// Where each page of the site is. All addresses are relative to the site's root; pages add their own "../".

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace render {

inline constexpr std::size_t kMostParameterPages = 300;
inline constexpr std::size_t kMostParameterPagesOfSite = 3'000;

/// Slugs are base::make_slug of the id; of two runs with one id, the later one (by key) gets the slug of its key; of
/// two projects with one parameter, the later one gets the slug of "<project>/<parameter>".
struct Addresses {
  std::vector<std::string> run_slugs;         ///< parallel to the digests
  std::vector<std::string> run_pages;         ///< "runs/<slug>.html"
  std::vector<std::string> experiment_pages;  ///< "experiments/<slug>.html", parallel to Findings::experiments
  /// "parameters/<slug>.html" by project, each parallel to Project::parameters, most important first; empty: no page of
  /// its own (beyond kMostParameterPages of a project, or kMostParameterPagesOfSite in all).
  std::vector<std::vector<std::string>> parameter_pages;
};
Addresses make_addresses(const model::Findings& findings, std::span<const model::RunDigest> runs);

/// The prefix that leads from `page` to the site's root: "" for "index.html", "../" for "runs/a.html".
std::string root_from(std::string_view page);

}  // namespace render
