#pragma once
/// Where the commits of a log can be looked at.

#include <string>
#include <string_view>

#include "base/files/files.h"

namespace ingest {

/// The page of the repository that `.git/config` of the folder, or of one above it in the source, names as its remote
/// ("https://github.com/owner/name"): of hosts whose commits have pages of the form "<repository>/commit/<commit>".
/// Empty: none. User names and passwords in addresses are left out.
std::string find_repository_page(const base::FileReader& files, std::string_view folder);

}  // namespace ingest
