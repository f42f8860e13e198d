#include "analysis/log/title.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text/shorten_apart.h"
#include "base/text/utf8.h"
#include "model/findings/comparison.h"

namespace analysis {
namespace {

constexpr std::size_t kMaxNamed = 2;
constexpr std::size_t kMaxValueLength = 24;

std::string whole_value(const model::ParameterValue& value) {
  return value.text.empty() ? "\"\"" : base::make_visible(value.text);
}

std::string shown(const model::ParameterValue& value) {
  return base::shorten(whole_value(value), kMaxValueLength);
}

std::string describe_change(const model::ParameterChange& change) {
  if (!change.old_value && change.new_value) return change.parameter + " " + shown(*change.new_value) + " added";
  if (change.old_value && !change.new_value) return change.parameter + " removed";
  const auto [before, after] =
      base::shorten_apart(whole_value(*change.old_value), whole_value(*change.new_value), kMaxValueLength);
  return change.parameter + " " + before + " → " + after;
}

}  // namespace

std::string make_title(const std::string& id, const std::string& name,
                       const std::vector<model::ParameterChange>& changes) {
  const bool name_says_it =
      !name.empty() && std::any_of(changes.begin(), changes.end(), [&](const model::ParameterChange& change) {
        return change.new_value && change.new_value->text == name;
      });
  if (changes.empty() || name_says_it) return name.empty() ? id : base::make_visible(name);
  std::string title;
  for (std::size_t i = 0; i < changes.size() && i < kMaxNamed; ++i) {
    if (i > 0) title += ", ";
    title += describe_change(changes[i]);
  }
  if (changes.size() > kMaxNamed) title += " and " + std::to_string(changes.size() - kMaxNamed) + " more";
  return title;
}

}  // namespace analysis
