#pragma once
/// Pieces that several sentences are made of. What ends in _html, and `strong`, escapes what it is given.

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "render/site.h"

namespace render {

/// The first letter large.
std::string capitalised(std::string text);
/// "<b>text</b>".
std::string strong(const std::string& text);
/// "12 experiments with 36 runs". Plain text.
std::string what_there_is(const Site& site, const model::Project& project);
/// The id of an experiment as a link to its page.
std::string experiment_link_html(const Site& site, model::Index experiment, const std::string& root);
/// Links to experiments as "a, b and c"; above `most`, the first ones and "4 more".
std::string experiment_links_html(const Site& site, const std::vector<model::Index>& experiments, std::size_t most,
                                  const std::string& root);
/// "a higher learning rate and horizontal flip"; above three changes the rest is counted. Plain text.
std::string cause_of(const std::vector<model::ParameterChange>& changes);

}  // namespace render
