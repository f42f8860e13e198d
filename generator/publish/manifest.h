#pragma once
/// What Trialpress wrote into a site: the difference between our files and everyone else's.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace publish {

/// Name of the manifest, at the top of the site.
inline constexpr const char* kManifestName = ".trialpress-manifest.json";

struct FileRecord {
  std::uint64_t size_bytes = 0;
  std::uint64_t hash = 0;  ///< base::content_hash of the bytes
  bool operator==(const FileRecord&) const = default;
};

/// By path, relative to the site. The manifest itself is not in it.
using Manifest = std::map<std::string, FileRecord>;

FileRecord record_of(std::string_view bytes);

/// JSON, one line a file, in byte order of paths; nothing else (no time, no version of the program), so that equal
/// sites have equal manifests: {"format":1,"files":[{"path":"a.html","size":12,"hash":"<16 hex digits>"}, …]}
std::string write_manifest(const Manifest& manifest);
/// Error::Kind::invalid if this is no manifest, Error::Kind::unsupported if a newer program wrote it.
base::Result<Manifest> parse_manifest(std::string_view text);

/// Whether a file of the manifest lies below this folder.
bool has_files_below(const Manifest& manifest, const std::string& folder);

}  // namespace publish
