#pragma once
/// Where a site goes, and whether it may go there.

#include <string>
#include <vector>

#include "base/files/file_handle.h"
#include "base/result.h"
#include "publish/publish.h"

namespace publish {

/// The folder that holds the site, open; made if it was missing. Folders made
/// for it are removed with it, unless `made_folders` is cleared.
struct OutputPlace {
  OutputPlace() = default;
  OutputPlace(OutputPlace&&) = default;
  OutputPlace& operator=(OutputPlace&&) = default;
  ~OutputPlace() { remove_made_folders(); }
  /// As far as they are empty.
  void remove_made_folders();

  base::FileHandle parent;
  std::string name;                       ///< of the site in `parent`; no '/', not "." or ".."
  std::string shown;                      ///< the path as it was given, for messages
  std::vector<std::string> made_folders;  ///< real paths, outer ones first
};

/// Refuses (Error::Kind::invalid) "/", a home folder, a link, a file, and a folder that is or holds an input. A folder
/// inside an input is fine: readers leave out what carries our manifest. Makes missing parents.
base::Result<OutputPlace> find_output_place(const PublishOptions& options);

}  // namespace publish
