#pragma once
/// The data files of a site that was built before, in a folder or on a branch.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/previous_site.h"

namespace ingest {

/// A branch (any name of a commit) with a site, and the site's folder on it; the root is "".
struct SiteOnBranch {
  std::string branch, path;
};
/// "git:BRANCH", "git:BRANCH:PATH" or "BRANCH:"; nothing for what names a folder. A branch called "-x" is none.
std::optional<SiteOnBranch> parse_site_on_branch(std::string_view place);

/// Bytes of a data file of the site: "data/best.json".
using SiteFile = std::function<base::Result<std::string>(const std::string& path)>;

/// From the data/ of `place`: a folder, or a branch of the repository around the current folder, read with git.
/// Error::Kind::missing: there is no site (yet), or no git, or no such branch; Error::Kind::invalid, limit or
/// unreadable: what is there is damaged, of another program, or larger than kMaxSiteDataBytes a file. `what` is without
/// paths.
base::Result<model::PreviousSite> read_previous_site(const std::string& place);
/// The same from files. A member that is missing or of another type is as if it was not said, so that sites of older
/// and newer versions can be compared; only experiments.json must be there. A changes.json of another shape is left
/// out.
base::Result<model::PreviousSite> read_previous_site(const std::string& place, const SiteFile& read);

inline constexpr std::size_t kMaxSiteDataBytes = 256u << 20;

}  // namespace ingest
