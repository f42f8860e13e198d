#include "render/html/config_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace render {
namespace {

using base::Json;

/// Characters that a page shows by their number (base::make_visible) as the escapes that JSON, YAML and Python share,
/// so that what is copied is what was there. Structure has none of them; literals hold no other controls.
std::string escape_hidden(const std::string& text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const base::Utf8Step step = base::step_utf8(text, i);
    const std::string_view bytes = std::string_view(text).substr(i, step.length);
    const char32_t c = step.character;
    if (c >= 0x7F && c <= 0xFFFF && base::make_visible(bytes) != bytes) {
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(c >> shift) & 0xF];
    } else {
      out += bytes;
    }
    i += step.length;
  }
  return out;
}

/// A double-quoted literal that JSON, YAML and Python read alike.
std::string json_quoted(const std::string& text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

bool is_scalar(const Json& value) {
  return !value.is_array() && !value.is_object();
}

bool is_flat(const Json& list) {
  return std::all_of(list.items().begin(), list.items().end(), [](const Json& item) {
    return is_scalar(item) || (item.is_array() && std::all_of(item.items().begin(), item.items().end(), is_scalar));
  });
}

bool is_bare_yaml(const std::string& text) {
  if (text.empty() || base::parse_number(text)) return false;
  const std::string lower = base::to_lower(text);
  for (const char* word : {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}) {
    if (lower == word) return false;
  }
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == '/';
  };
  const bool starts_with_letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z');
  return starts_with_letter && std::all_of(text.begin(), text.end(), harmless);
}

std::string yaml_number(const Json& value) {
  const double number = value.as_number();
  if (std::isnan(number)) return ".nan";
  if (std::isinf(number) && value.text().find("nf") != std::string::npos) return number > 0 ? ".inf" : "-.inf";
  // YAML 1.1 readers, Python's among them, take 1e-05 for text: it needs a point.
  const std::size_t e = value.text().find_first_of("eE");
  if (e == std::string::npos || value.text().find('.') != std::string::npos) return value.text();
  std::string exponent = value.text().substr(e);
  if (exponent.size() > 1 && exponent[1] != '-' && exponent[1] != '+') exponent.insert(1, "+");
  return value.text().substr(0, e) + ".0" + exponent;
}

std::string yaml_scalar(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      return "null";
    case Json::Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Json::Kind::number:
      return yaml_number(value);
    case Json::Kind::string:
      return is_bare_yaml(value.text()) ? value.text() : json_quoted(value.text());
    default:
      return value.is_array() ? "[]" : "{}";
  }
}

std::string yaml_flat_list(const Json& list) {
  std::string out = "[";
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const Json& item = list.items()[i];
    out += (i > 0 ? ", " : "") + (item.is_array() ? yaml_flat_list(item) : yaml_scalar(item));
  }
  return out + "]";
}

void append_yaml(std::string& out, const Json& value, std::size_t indent);

/// What follows "key:" or "-".
void append_yaml_value(std::string& out, const Json& value, std::size_t indent) {
  const bool nested = (value.is_object() && !value.members().empty()) || (value.is_array() && !is_flat(value));
  if (nested) {
    out += '\n';
    append_yaml(out, value, indent);
  } else {
    out += " " + (value.is_array() ? yaml_flat_list(value) : yaml_scalar(value)) + "\n";
  }
}

/// Depth is limited by the parser that made the value.
void append_yaml(std::string& out, const Json& value, std::size_t indent) {
  const std::string blanks(indent, ' ');
  for (const auto& [key, member] : value.members()) {
    out += blanks + (is_bare_yaml(key) ? key : json_quoted(key)) + ":";
    append_yaml_value(out, member, indent + 2);
  }
  for (const Json& item : value.items()) {
    out += blanks + "-";
    append_yaml_value(out, item, indent + 2);
  }
}

std::string python_number(const Json& value) {
  const double number = value.as_number();
  if (std::isnan(number)) return "float(\"nan\")";
  if (std::isinf(number) && value.text().find("nf") != std::string::npos) {
    return number > 0 ? "float(\"inf\")" : "float(\"-inf\")";
  }
  return value.text();
}

void append_python(std::string& out, const Json& value, std::size_t indent) {
  switch (value.kind()) {
    case Json::Kind::null:
      out += "None";
      return;
    case Json::Kind::boolean:
      out += value.as_boolean() ? "True" : "False";
      return;
    case Json::Kind::number:
      out += python_number(value);
      return;
    case Json::Kind::string:
      out += json_quoted(value.text());
      return;
    case Json::Kind::array: {
      out += "[";
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        if (i > 0) out += ", ";
        append_python(out, value.items()[i], indent + 4);
      }
      out += "]";
      return;
    }
    case Json::Kind::object:
      break;
  }
  if (value.members().empty()) {
    out += "{}";
    return;
  }
  out += "{\n";
  for (const auto& [key, member] : value.members()) {
    out += std::string(indent + 4, ' ') + json_quoted(key) + ": ";
    append_python(out, member, indent + 4);
    out += ",\n";
  }
  out += std::string(indent, ' ') + "}";
}

}  // namespace

std::string config_json(const Json& tree) {
  return escape_hidden(base::write_json(tree, base::JsonStyle::indented));
}

std::string config_yaml(const Json& tree) {
  const bool nested = (tree.is_object() && !tree.members().empty()) || (tree.is_array() && !is_flat(tree));
  std::string out;
  if (nested) {
    append_yaml(out, tree, 0);
  } else {
    out = (tree.is_array() ? yaml_flat_list(tree) : yaml_scalar(tree)) + "\n";
  }
  return escape_hidden(out);
}

std::string config_python(const Json& tree, const std::string& name) {
  std::string out = name + " = ";
  append_python(out, tree, 0);
  return escape_hidden(out) + "\n";
}

}  // namespace render
