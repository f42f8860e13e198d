#pragma once
/// The paths of a site under construction: each has one writer, also where 'A' and 'a' are one letter.

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace publish {

/// Not safe to use from several threads.
class SitePaths {
 public:
  /// Takes `path` for a new file and returns the folders above it that were not taken before, outer ones first.
  /// Error::Kind::invalid if the path is not one of a file in the site ("..", "//", control characters …), or is
  /// taken: by the same file, by one that differs in case only, or as a folder.
  base::Result<std::vector<std::string>> take(const std::string& path);

 private:
  struct Owner {
    std::string path;  ///< as it was spelled
    bool is_folder = false;
  };
  std::unordered_map<std::string, Owner> owners_;  ///< by lower-case path; looked up, never iterated
};

}  // namespace publish
