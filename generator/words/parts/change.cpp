#include "words/parts/change.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "model/findings/comparison.h"
#include "words/parts/lists.h"
#include "words/parts/parameter_value.h"

namespace words {
namespace {

using model::ParameterChange;
using model::ParameterValue;

constexpr std::size_t kMostChangesNamed = 3;

/// "augmentation.rotation_range" → "rotation range".
std::string parameter_phrase(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  std::string name = dot == std::string::npos || dot + 1 == path.size() ? path : path.substr(dot + 1);
  const bool is_index = name.find_first_not_of("0123456789") == std::string::npos;
  if (is_index) name = path;
  const bool says_nothing = name == "name" || name == "type" || name == "kind" || name == "id";
  if (says_nothing && dot != std::string::npos && dot > 0) {
    const std::size_t before = path.rfind('.', dot - 1);
    name =
        path.substr(before == std::string::npos ? 0 : before + 1, dot - (before == std::string::npos ? 0 : before + 1));
  }
  std::replace(name.begin(), name.end(), '_', ' ');
  return base::make_visible(name);
}

/// "epochs", "frozen layers"; not "loss" or "gas".
bool is_plural(std::string_view name) {
  return name.size() > 3 && name.ends_with('s') && !name.ends_with("ss") && !name.ends_with("us");
}

}  // namespace

std::string change_phrase(const ParameterChange& change) {
  const std::string name = parameter_phrase(change.parameter);
  const bool had = change.old_value.has_value();
  if (!change.new_value) return "no " + name;
  const ParameterValue& now = *change.new_value;
  if (now.kind == ParameterValue::Kind::boolean) return now.text == "true" ? name : "no " + name;
  if (now.kind == ParameterValue::Kind::null) return "no " + name;
  const bool numbers =
      had && now.kind == ParameterValue::Kind::number && change.old_value->kind == ParameterValue::Kind::number;
  if (numbers && now.number == 0) return "no " + name;
  if (numbers && change.old_value->number > 0 && now.number != change.old_value->number) {
    const bool more = now.number > change.old_value->number;
    if (is_plural(name)) return (more ? "more " : "fewer ") + name;
    return (more ? "a higher " : "a lower ") + name;
  }
  return name + " " + parameter_texts(change.old_value, change.new_value).second;
}

std::string cause_of(const std::vector<ParameterChange>& changes) {
  std::vector<std::string> phrases;
  for (const ParameterChange& change : changes) phrases.push_back(change_phrase(change));
  return listed_within(std::move(phrases), kMostChangesNamed, {"other change", "other changes"});
}

}  // namespace words
