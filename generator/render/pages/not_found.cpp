#include "render/html/page.h"

namespace render {

Page not_found_page(const Site& site) {
  Page page{.path = "404.html", .title = "Not found", .template_name = "404.mustache"};
  page.description = "There is no page at this address.";
  page.absolute_root = site.input.settings.base_url;
  if (!page.absolute_root.empty() && !page.absolute_root.ends_with('/')) page.absolute_root += '/';
  return page;
}

}  // namespace render
