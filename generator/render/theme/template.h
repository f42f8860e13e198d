#pragma once
/// Mustache templates of the theme (kainjow underneath) filled with page data. Data is never rendered again.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/json/json.h"
#include "base/result.h"
#include "render/render.h"

namespace render {

/// Template `name` of the theme with `data`; partials ({{> name}}) are the theme's other templates. {{x}} is escaped
/// for HTML text and quoted attributes; {{{x}}} only for values whose key ends in "_html" (checked by a test over the
/// theme). Error::Kind::invalid with the template's name if it does not parse.
base::Result<std::string> render_template(const Theme& theme, std::string_view name, const base::Json& data);

/// The theme's templates, parsed once and used for many pages. Names are with their ending ("page.mustache"); a partial
/// {{> head}} is "head.mustache". Sections: false, null, "", and empty lists are empty.
class TemplateSet {
 public:
  /// Error::Kind::invalid for a template that does not parse, a partial that is not there, or partials in a circle.
  static base::Result<TemplateSet> compile(const Theme& theme);
  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

  /// Safe to call from several threads. Error::Kind::missing if there is no such template.
  base::Result<std::string> render(std::string_view name, const base::Json& data) const;

 private:
  struct Parsed;
  TemplateSet();
  std::map<std::string, std::unique_ptr<Parsed>, std::less<>> templates_;
};

}  // namespace render
