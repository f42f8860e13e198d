#pragma once
/// Findings about the health of the data, in sentences.

#include <string>
#include <vector>

#include "render/site.h"

namespace render {

/// One sentence a finding, with links to the experiments and runs it speaks of. HTML; `root` leads to the site's root.
std::vector<std::string> health_sentences(const Site& site, const analysis::Project& project, const std::string& root);

}  // namespace render
