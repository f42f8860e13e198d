#include "publish/manifest.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

#include "base/binary/content_hash.h"
#include "base/json/json.h"

namespace publish {
namespace {

using base::Error;
using base::Json;
using base::Result;

constexpr double kFormat = 1;

Error no_manifest() {
  return {Error::Kind::invalid, kManifestName, "not a list of files as Trialpress writes it"};
}

std::optional<FileRecord> read_record(const Json* size, const Json* hash) {
  if (size == nullptr || !size->is_number() || hash == nullptr || !hash->is_string()) return std::nullopt;
  const double size_bytes = size->as_number();
  if (!(size_bytes >= 0 && size_bytes < 9e15) || size_bytes != std::floor(size_bytes)) return std::nullopt;
  FileRecord record{.size_bytes = static_cast<std::uint64_t>(size_bytes)};
  const std::string& digits = hash->text();
  const char* end = digits.data() + digits.size();
  const auto [stop, failed] = std::from_chars(digits.data(), end, record.hash, 16);
  if (failed != std::errc() || stop != end || digits.size() != 16) return std::nullopt;
  return record;
}

}  // namespace

FileRecord record_of(std::string_view bytes) {
  return {.size_bytes = bytes.size(), .hash = base::content_hash(bytes)};
}

std::string write_manifest(const Manifest& manifest) {
  std::string text = "{\"format\": 1, \"files\": [";
  const char* separator = "\n";
  for (const auto& [path, record] : manifest) {
    text += separator;
    text += "{\"path\": ";
    base::append_json_string(text, path);
    text += ", \"size\": " + std::to_string(record.size_bytes) + ", \"hash\": \"" + base::hex_text(record.hash) + "\"}";
    separator = ",\n";
  }
  return text + "\n]}\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  const base::JsonParse parsed = base::parse_json(text);
  const Json* format = parsed.ok ? parsed.value.find("format") : nullptr;
  const Json* files = parsed.ok ? parsed.value.find("files") : nullptr;
  if (format == nullptr || !format->is_number() || files == nullptr || !files->is_array()) return no_manifest();
  if (format->as_number() > kFormat) {
    return Error{Error::Kind::unsupported, kManifestName, "written by a newer Trialpress; use that one"};
  }
  Manifest manifest;
  for (const Json& file : files->items()) {
    const Json* path = file.find("path");
    const std::optional<FileRecord> record = read_record(file.find("size"), file.find("hash"));
    if (path == nullptr || !path->is_string() || !record) return no_manifest();
    manifest.emplace(path->text(), *record);
  }
  return manifest;
}

bool has_files_below(const Manifest& manifest, const std::string& folder) {
  const std::string prefix = folder + "/";
  const auto first = manifest.lower_bound(prefix);
  return first != manifest.end() && first->first.starts_with(prefix);
}

}  // namespace publish
