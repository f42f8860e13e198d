#include "ingest/formats/loops/commit_link.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text/utf8.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

constexpr std::size_t kMaxGitConfigBytes = 64u << 10;
constexpr int kMostFoldersUp = 64;

/// "git@github.com:owner/name.git" and "https://token@github.com/owner/name.git" as "https://github.com/owner/name".
std::string page_of_remote(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://", "ssh://", "git://"}) {
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  }
  if (const std::size_t at = url.find('@'); at != std::string_view::npos && at < url.find('/'))
    url.remove_prefix(at + 1);
  std::string place(url);
  const std::size_t slash = place.find('/'), colon = place.find(':');
  if (colon != std::string::npos && colon < slash) place[colon] = '/';
  if (place.ends_with(".git")) place.resize(place.size() - 4);
  constexpr auto kHosts = std::to_array<std::string_view>({"github.com/", "gitlab.com/", "codeberg.org/"});
  const bool known = std::any_of(kHosts.begin(), kHosts.end(), [&](auto host) { return place.starts_with(host); });
  const bool plain = place.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") ==
                     std::string::npos;
  return known && plain && place.find("..") == std::string::npos ? "https://" + place : "";
}

std::string page_in_config(std::string_view text) {
  bool in_remote = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = base::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with('[')) in_remote = line.starts_with("[remote \"origin\"");
    if (!in_remote || !line.starts_with("url")) continue;
    const std::size_t equals = line.find('=');
    if (equals != std::string_view::npos) return page_of_remote(base::trim(line.substr(equals + 1)));
  }
  return "";
}

}  // namespace

std::string find_repository_page(const base::FileReader& files, std::string_view folder) {
  for (int up = 0; up < kMostFoldersUp; ++up) {
    const base::Result<std::string> config = files.read_head(join_path(folder, ".git/config"), kMaxGitConfigBytes);
    if (config) return page_in_config(*config);
    if (folder.empty()) break;
    folder = folder_of(folder);
  }
  return "";
}

}  // namespace ingest
