#pragma once
/// The findings for machines.

#include "base/result.h"
#include "model/output_file.h"
#include "render/addresses.h"
#include "render/render.h"

namespace render {

/// data/*.json, data/*.csv and data/schema/*, feed.xml, sitemap.xml. The first Error of the sink ends it.
base::Result<void> render_data_files(const SiteInput& input, const Addresses& addresses, model::OutputSink& sink);

}  // namespace render
