#pragma once
/// Sentences of words/ as markup.

#include <string>

#include "render/site.h"
#include "words/parts/phrase.h"

namespace render {

/// Everything escaped; what leads somewhere as a link. `root` leads to the site's root.
std::string phrase_html(const Site& site, const words::Phrase& phrase, const std::string& root);

}  // namespace render
