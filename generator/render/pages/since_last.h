#pragma once
/// What changed since the last build, for since.mustache.

#include <cstddef>

#include "render/html/page.h"

namespace render {

inline constexpr std::size_t kMostChangesShown = 12;

/// "since": the first kMostChangesShown changes with a link to the experiment where its page is there, regressions
/// first; "since_more" says how many are left out. Nothing on a first build.
void set_since_last(base::Json& data, const Site& site);

}  // namespace render
