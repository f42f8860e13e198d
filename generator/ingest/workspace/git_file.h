#pragma once
/// Files on a branch, by the git program of the machine. No shell is involved; nothing is written or fetched on
/// purpose.

#include <cstddef>
#include <string>

#include "base/result.h"

namespace ingest {

/// Error::Kind::missing: git is not there, this is no repository, or it has no such branch; `what` says which.
base::Result<void> find_branch(const std::string& branch);
/// Bytes of "branch:path/of/file". Error::Kind::missing: no such file; Error::Kind::limit: over `limit` bytes.
/// REQUIRES: `name` does not begin with '-'.
base::Result<std::string> read_git_file(const std::string& name, std::size_t limit);

}  // namespace ingest
