#include "publish/manifest.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

#include "base/binary/content_hash.h"
#include "base/json/document.h"

namespace publish {
namespace {

using base::Error;
using base::ReadDocument;
using base::Result;

constexpr double kFormat = 1;

Error no_manifest() {
  return {Error::Kind::invalid, kManifestName, "not a list of files as Trialpress writes it"};
}

std::optional<FileRecord> read_record(const ReadDocument& file) {
  const double size_bytes = base::number_at(file, "size");
  if (!(size_bytes >= 0 && size_bytes < 9e15) || size_bytes != std::floor(size_bytes)) return std::nullopt;
  FileRecord record{.size_bytes = static_cast<std::uint64_t>(size_bytes)};
  const std::string digits = base::text_at(file, "hash");
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
  std::string text = "{\"format\":1,\"files\":[";
  const char* separator = "\n";
  for (const auto& [path, record] : manifest) {
    text += separator;
    base::append_document(text, {{"path", path}, {"size", record.size_bytes}, {"hash", base::hex_text(record.hash)}});
    separator = ",\n";
  }
  return text + "\n]}\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  const auto document = base::read_document(text);
  if (!document || !document->is_object()) return no_manifest();
  const double format = base::number_at(*document, "format");
  const auto files = document->find("files");
  if (std::isnan(format) || files == document->end() || !files->is_array()) return no_manifest();
  if (format > kFormat) {
    return Error{Error::Kind::unsupported, kManifestName, "written by a newer Trialpress; use that one"};
  }
  Manifest manifest;
  for (const ReadDocument& file : *files) {
    const auto path = file.find("path");
    const std::optional<FileRecord> record = read_record(file);
    if (path == file.end() || !path->is_string() || !record) return no_manifest();
    manifest.emplace(path->get<std::string>(), *record);
  }
  return manifest;
}

bool has_files_below(const Manifest& manifest, const std::string& folder) {
  const std::string prefix = folder + "/";
  const auto first = manifest.lower_bound(prefix);
  return first != manifest.end() && first->first.starts_with(prefix);
}

}  // namespace publish
