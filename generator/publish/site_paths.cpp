#include "publish/site_paths.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/text/utf8.h"
#include "publish/manifest.h"

namespace publish {
namespace {

using base::Error;
using base::Result;

/// Empty if `part` can be a name in a site.
std::string fault_of_part(std::string_view part) {
  if (part.empty()) return "has an empty part";
  if (part == "." || part == "..") return "has a part that is not a name";
  const auto is_unsafe = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\' || c == ':';
  };
  if (std::any_of(part.begin(), part.end(), is_unsafe)) return "has a character that not every system allows";
  return "";
}

std::string fault_of(std::string_view path) {
  if (path == kManifestName) return "is the name of the manifest";
  for (;;) {
    const std::size_t slash = path.find('/');
    if (std::string fault = fault_of_part(path.substr(0, slash)); !fault.empty()) return fault;
    if (slash == std::string_view::npos) return "";
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<std::vector<std::string>> SitePaths::take(const std::string& path) {
  const auto refuse = [&](const std::string& what) { return Error{Error::Kind::invalid, path, what}; };
  if (const std::string fault = fault_of(path); !fault.empty()) return refuse("this path " + fault);
  std::vector<std::string> folders;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    const auto [owner, is_new] = owners_.try_emplace(base::to_lower(folder), Owner{folder, true});
    if (is_new) folders.push_back(folder);
    if (!owner->second.is_folder) return refuse("the site already has a file " + owner->second.path);
    if (owner->second.path != folder) {
      return refuse("the site already has a folder " + owner->second.path + ", which differs in case only");
    }
  }
  const auto [owner, is_new] = owners_.try_emplace(base::to_lower(path), Owner{path, false});
  if (is_new) return folders;
  if (owner->second.is_folder) return refuse("the site already has a folder of this name");
  if (owner->second.path != path) {
    return refuse("the site already has a file " + owner->second.path + ", which differs in case only");
  }
  return refuse("two files of the site have this path");
}

}  // namespace publish
