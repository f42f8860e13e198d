#pragma once
/// The findings for machines.

#include <span>
#include <string>

#include "base/result.h"
#include "model/output_file.h"
#include "render/addresses.h"
#include "render/render.h"

namespace render {

/// data/*.json, data/*.csv and data/schema/*, feed.xml, and, if the site's address is known, sitemap.xml of `pages`.
/// The first Error of the sink ends it.
base::Result<void> render_data_files(const SiteInput& input, const Addresses& addresses,
                                     std::span<const std::string> pages, model::OutputSink& sink);

}  // namespace render
