#pragma once
/// Findings about the health of the data, in sentences.

#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "render/site.h"

namespace render {

/// One sentence a finding, with links to the experiments and runs it speaks of. HTML; `root` leads to the site's root.
std::vector<std::string> health_sentences(const Site& site, const model::Project& project, const std::string& root);

/// "5 findings on the health of the data: copies of one run, values that are not finite and 2 more kinds.", the most
/// serious kinds first, with a link to all of them. HTML; empty without findings.
std::string health_line_html(const model::Project& project, const std::string& root);

}  // namespace render
