#include "render/theme/template.h"

#include <cstddef>
#include <kainjow/mustache.hpp>
#include <utility>

namespace render {
namespace {

using Data = kainjow::mustache::data;
using base::Error;

constexpr int kMaxPartialDepth = 16;
constexpr std::string_view kEnding = ".mustache";

/// Partials are put in as text: kainjow would parse them again at each use.
base::Result<std::string> with_partials(const Theme& theme, std::string_view name, int depth) {
  const auto found = theme.find(name);
  if (found == theme.end())
    return Error{Error::Kind::missing, std::string(name), "The theme has no template of this name."};
  if (depth > kMaxPartialDepth) {
    return Error{Error::Kind::invalid, std::string(name), "Partials stand in a circle, or more than 16 deep."};
  }
  const std::string& text = found->second;
  std::string out;
  std::size_t from = 0;
  while (true) {
    const std::size_t open = text.find("{{>", from);
    if (open == std::string::npos) break;
    const std::size_t close = text.find("}}", open);
    if (close == std::string::npos)
      return Error{Error::Kind::invalid, std::string(name), "A partial tag is not closed."};
    out.append(text, from, open - from);
    std::string partial = kainjow::mustache::trim(text.substr(open + 3, close - open - 3));
    auto inner = with_partials(theme, partial.append(kEnding), depth + 1);
    if (!inner) return Error{Error::Kind::invalid, std::string(name) + " > " + inner.error().where, inner.error().what};
    out += *inner;
    from = close + 2;
  }
  out.append(text, from);
  return out;
}

/// Indentation of templates is for their authors: every run of blanks becomes one, a run with a line feed one line
/// feed.
std::string without_indentation(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    out += c;
    if (c != '\n') continue;
    while (i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\n')) ++i;
  }
  return out;
}

Data to_data(const base::Json& json) {
  switch (json.kind()) {
    case base::Json::Kind::null:
      return Data(false);
    case base::Json::Kind::boolean:
      return Data(json.as_boolean());
    case base::Json::Kind::number:
      return Data(json.text());
    case base::Json::Kind::string:
      return json.text().empty() ? Data(false) : Data(json.text());
    case base::Json::Kind::array: {
      // kainjow only copies into lists, which would copy a table once for every level above it.
      Data data(Data::type::list);
      auto& list = const_cast<kainjow::mustache::list&>(data.list_value());
      list.reserve(json.items().size());
      for (const auto& item : json.items()) list.push_back(to_data(item));
      return data;
    }
    case base::Json::Kind::object: {
      Data data(Data::type::object);
      for (const auto& [key, value] : json.members()) data[key] = to_data(value);
      return data;
    }
  }
  return Data(false);
}

}  // namespace

/// kainjow's render writes to the object only for lambdas and partials, which never reach it: so one parsed template
/// serves all threads.
struct TemplateSet::Parsed {
  explicit Parsed(const std::string& text) : mustache(text) {}
  kainjow::mustache::mustache mustache;
};

TemplateSet::TemplateSet() = default;
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

base::Result<TemplateSet> TemplateSet::compile(const Theme& theme) {
  TemplateSet set;
  for (const auto& [name, text] : theme) {
    if (!name.ends_with(kEnding)) continue;
    auto whole = with_partials(theme, name, 0);
    if (!whole) return whole.error();
    auto parsed = std::make_unique<Parsed>(without_indentation(*whole));
    if (!parsed->mustache.is_valid()) return Error{Error::Kind::invalid, name, parsed->mustache.error_message()};
    set.templates_.emplace(name, std::move(parsed));
  }
  return set;
}

base::Result<std::string> TemplateSet::render(std::string_view name, const base::Json& data) const {
  const auto found = templates_.find(name);
  if (found == templates_.end()) {
    return Error{Error::Kind::missing, std::string(name), "The theme has no template of this name."};
  }
  std::string out;
  found->second->mustache.render(to_data(data), [&out](const std::string& piece) { out += piece; });
  return out;
}

base::Result<std::string> render_template(const Theme& theme, std::string_view name, const base::Json& data) {
  auto set = TemplateSet::compile(theme);
  if (!set) return set.error();
  return set->render(name, data);
}

}  // namespace render
