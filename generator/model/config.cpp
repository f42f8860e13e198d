#include "model/config.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

namespace model {
namespace {

using base::Json;
using LeafKind = ParameterValue::Kind;

constexpr double kFirstInexact = 9007199254740992.0;  // 2^53: from here on several whole numbers share a double

bool holds_object(const Json& list) {
  return std::any_of(list.items().begin(), list.items().end(),
                     [](const Json& item) { return item.is_object() || (item.is_array() && holds_object(item)); });
}

bool is_leaf(const Json& value) {
  if (value.is_object()) return value.members().empty();
  return !value.is_array() || !holds_object(value);
}

ParameterValue leaf_value(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      return {.kind = LeafKind::null, .text = "null"};
    case Json::Kind::boolean:
      return {.kind = LeafKind::boolean, .text = value.as_boolean() ? "true" : "false"};
    case Json::Kind::number:
      return {.kind = LeafKind::number, .text = value.text(), .number = value.as_number()};
    case Json::Kind::string:
      return {.kind = LeafKind::text, .text = value.text()};
    case Json::Kind::array:
    case Json::Kind::object:
      break;
  }
  return {.kind = LeafKind::list, .text = write_json(value, base::JsonStyle::readable)};
}

/// Recursion is bounded by base::kMaxJsonDepth.
void append_leaves(const Json& value, const std::string& path, std::vector<Parameter>& out) {
  if (is_leaf(value)) {
    out.push_back({path, leaf_value(value)});
    return;
  }
  const std::string prefix = path.empty() ? "" : path + '.';
  for (const Json::Member& member : value.members()) append_leaves(member.second, prefix + member.first, out);
  for (std::size_t i = 0; i < value.items().size(); ++i)
    append_leaves(value.items()[i], prefix + std::to_string(i), out);
}

bool is_whole(const std::string& text) {
  return text.find_first_of(".eE") == std::string::npos;
}

bool same_number(const ParameterValue& a, const ParameterValue& b) {
  if (std::isnan(a.number) || std::isnan(b.number)) return std::isnan(a.number) && std::isnan(b.number);
  if (a.number != b.number) return false;
  return std::abs(a.number) < kFirstInexact || !is_whole(a.text) || !is_whole(b.text) || a.text == b.text;
}

}  // namespace

bool ParameterValue::operator==(const ParameterValue& other) const {
  if (kind != other.kind) return false;
  return kind == LeafKind::number ? same_number(*this, other) : text == other.text;
}

const ParameterValue* Config::find(std::string_view path) const {
  for (const Parameter& parameter : parameters) {
    if (parameter.path == path) return &parameter.value;
  }
  return nullptr;
}

Config make_config(base::Json tree) {
  Config out;
  if (!tree.is_object()) return out;
  out.tree = std::move(tree);
  if (!out.tree.members().empty()) append_leaves(out.tree, "", out.parameters);
  return out;
}

}  // namespace model
