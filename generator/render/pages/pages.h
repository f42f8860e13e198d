#pragma once
/// The list of the site's pages. What goes through all of them follows from it: what is made, in which order, the
/// navigation, and the sitemap (of what was written).

#include <functional>
#include <span>
#include <vector>

#include "model/notice.h"
#include "render/html/page.h"

namespace render {

/// A page that will be made.
struct PlannedPage {
  NavItem item;            ///< id: Page::nav where it is current; title: empty where it is not in the navigation
  bool in_sitemap = true;  ///< an address that people and search engines should find
  bool last = false;       ///< made after all others: it shows their notices
  /// `late`: the notices of the pages made before; empty for pages that are not `last`. The page's path is item.page.
  std::function<Page(std::span<const model::Notice> late)> make;
};

/// Every page of the site, in the order of the navigation, then those that are not in it. Valid as long as `site`.
std::vector<PlannedPage> plan_pages(const Site& site);

/// Those of them that are in the navigation.
std::vector<NavItem> navigation(std::span<const PlannedPage> pages);

}  // namespace render
