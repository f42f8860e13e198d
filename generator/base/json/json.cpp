#include "base/json/json.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text/number_text.h"

namespace base {
namespace {

constexpr double kFirstInexact = 9007199254740992.0;  // 2^53

/// Several numbers that people write differently become this one double.
bool is_ambiguous(const Json& number) {
  const std::string& text = number.text();
  if (std::isinf(number.as_number())) return text.find_first_of("0123456789") != std::string::npos;
  return std::abs(number.as_number()) >= kFirstInexact && text.find_first_of(".eE") == std::string::npos;
}

bool same_number(const Json& a, const Json& b) {
  if (is_ambiguous(a) || is_ambiguous(b)) return a.text() == b.text();
  return a.as_number() == b.as_number() || (std::isnan(a.as_number()) && std::isnan(b.as_number()));
}

std::vector<const Json::Member*> sorted_by_key(const Json::Object& members) {
  std::vector<const Json::Member*> out;
  out.reserve(members.size());
  for (const Json::Member& member : members) out.push_back(&member);
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  return out;
}

bool same_members(const Json::Object& a, const Json::Object& b) {
  if (a.size() != b.size()) return false;
  const auto left = sorted_by_key(a), right = sorted_by_key(b);
  return std::equal(left.begin(), left.end(), right.begin(), [](const auto* x, const auto* y) { return *x == *y; });
}

}  // namespace

Json Json::boolean(bool value) {
  Json out;
  out.kind_ = Kind::boolean;
  out.number_ = value ? 1 : 0;
  return out;
}

Json Json::number(double value) {
  if (std::isnan(value)) return number_as_written(value, "NaN");
  if (std::isinf(value)) return number_as_written(value, value > 0 ? "Infinity" : "-Infinity");
  return number_as_written(value, number_text(value));
}

Json Json::integer(std::int64_t value) {
  return number_as_written(static_cast<double>(value), std::to_string(value));
}

Json Json::number_as_written(double value, std::string text) {
  Json out;
  out.kind_ = Kind::number;
  out.number_ = value;
  out.content_ = std::move(text);
  return out;
}

Json Json::string(std::string value) {
  Json out;
  out.kind_ = Kind::string;
  out.content_ = std::move(value);
  return out;
}

Json Json::array(Array items) {
  Json out;
  out.kind_ = Kind::array;
  out.content_ = std::move(items);
  return out;
}

Json Json::object(Object members) {
  Json out;
  out.kind_ = Kind::object;
  out.content_ = std::move(members);
  return out;
}

const std::string& Json::text() const {
  static const std::string kNone;
  const auto* text = std::get_if<std::string>(&content_);
  return text ? *text : kNone;
}

const Json::Array& Json::items() const {
  static const Array kNone;
  const auto* items = std::get_if<Array>(&content_);
  return items ? *items : kNone;
}

Json::Array& Json::items() {
  if (auto* items = std::get_if<Array>(&content_)) return *items;
  thread_local Array none;
  none.clear();
  return none;
}

const Json::Object& Json::members() const {
  static const Object kNone;
  const auto* members = std::get_if<Object>(&content_);
  return members ? *members : kNone;
}

Json::Object& Json::members() {
  if (auto* members = std::get_if<Object>(&content_)) return *members;
  thread_local Object none;
  none.clear();
  return none;
}

const Json* Json::find(std::string_view key) const {
  for (const Member& member : members()) {
    if (member.first == key) return &member.second;
  }
  return nullptr;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) {
    kind_ = Kind::object;
    content_.emplace<Object>();
  }
  Object& all = members();
  const auto found = std::find_if(all.begin(), all.end(), [&key](const Member& member) { return member.first == key; });
  if (found != all.end()) {
    found->second = std::move(value);
  } else {
    all.emplace_back(std::move(key), std::move(value));
  }
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) {
    kind_ = Kind::array;
    content_.emplace<Array>();
  }
  items().push_back(std::move(value));
  return *this;
}

bool Json::operator==(const Json& other) const {
  if (kind_ != other.kind_) return false;
  switch (kind_) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return number_ == other.number_;
    case Kind::number:
      return same_number(*this, other);
    case Kind::string:
      return text() == other.text();
    case Kind::array:
      return items() == other.items();
    case Kind::object:
      return same_members(members(), other.members());
  }
  return false;
}

}  // namespace base
