#include "ingest/files/path_text.h"

#include <cstddef>

#include "base/text/utf8.h"

namespace ingest {

std::string join_path(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty()) path += '/';
  path += name;
  return path;
}

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string printable(std::string_view path) {
  if (base::is_valid_utf8(path)) return std::string(path);
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < path.size();) {
    const base::Utf8Step step = base::step_utf8(path, i);
    if (step.valid) {
      out += path.substr(i, step.length);
    } else {
      for (const char c : path.substr(i, step.length)) {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
      }
    }
    i += step.length;
  }
  return out;
}

std::string notice_place(std::string_view label, std::string_view path) {
  if (path.empty() || path == label) return base::make_visible(printable(label));
  return base::make_visible(printable(join_path(label, path)));
}

std::string_view without_compression(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".zst"}) {
    if (name.size() > suffix.size() && base::to_lower(name.substr(name.size() - suffix.size())) == suffix) {
      return name.substr(0, name.size() - suffix.size());
    }
  }
  return name;
}

std::string extension_of(std::string_view name) {
  name = name_of(without_compression(name));
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : base::to_lower(name.substr(dot + 1));
}

std::string_view without_extension(std::string_view path) {
  path = without_compression(path);
  const std::string extension = extension_of(path);
  return extension.empty() ? path : path.substr(0, path.size() - extension.size() - 1);
}

}  // namespace ingest
