#pragma once
/// Mustache templates of the theme (kainjow underneath) filled with page data. Data is never rendered again.

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "render/render.h"

namespace render {

/// Template `name` of the theme with `data`; partials ({{> name}}) are the theme's other templates. {{x}} is escaped for HTML
/// text and quoted attributes; {{{x}}} only for values whose key ends in "_html" (checked by a test over the theme).
/// Error::Kind::invalid with the template's name if it does not parse.
base::Result<std::string> render_template(const Theme& theme, std::string_view name, const base::Json& data);

}  // namespace render
