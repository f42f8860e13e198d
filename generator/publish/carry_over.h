#pragma once
/// What of the old folder must be in the new one although this build did not make it: files of others, and files of
/// ours that someone changed.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "publish/manifest.h"
#include "publish/tree.h"

namespace publish {

struct CarryOver {
  std::vector<std::string> folders;  ///< of others, outer ones first
  std::vector<std::string> files;    ///< in byte order
  std::uint64_t removed = 0;         ///< files of ours that the new site does not have
};

/// `listing` is what the folder `old` holds; `before` and `after` are the manifests of the old and the new site.
/// Error::Kind::invalid if a file of others has the path of a new one and other bytes.
base::Result<CarryOver> plan_carry_over(int old, const std::vector<TreeEntry>& listing, const Manifest& before,
                                        const Manifest& after);

/// What carry_over() makes, and the folders above it, which may be there already; outer ones first.
std::vector<TreeEntry> entries_of(const CarryOver& plan);
base::Result<void> carry_over(const CarryOver& plan, int from, int to);

/// Files in `now` that are not in `listing`, as far as the new folder has no such path.
void carry_newcomers(const std::vector<TreeEntry>& listing, const std::vector<TreeEntry>& now, int from, int to);

}  // namespace publish
