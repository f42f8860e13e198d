#pragma once
/// Which folders of a source are repositories of their own: one tree may hold the results of several projects.
///
/// A folder with .git is one. So is each child of a tree of repositories: the source's root, or such a child again up
/// to kMaxTreeDepth levels below it, that has no files but documents ("README.md") and at least two sub-folders with
/// something to read (below the root also one that is called owner__name), none of which is a run folder, and at most a
/// third of which are called after a part of a project
/// ("runs", "results"). All else is part of the root's repository.

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/files/files.h"
#include "ingest/ingest.h"

namespace ingest {

class Repositories {
 public:
  static constexpr int kMaxTreeDepth = 2;

  /// Takes note of a folder's entries, hidden ones included.
  void see(const std::string& folder, int depth, const std::vector<base::FolderEntry>& entries);
  /// Finds the trees once all units of the source are known.
  void settle(const std::vector<Unit>& units, std::size_t source);
  /// The root of the repository that the folder belongs to; "" is that of the source. REQUIRES: settle() was called.
  std::string of(std::string_view folder) const;
  /// The project that runs of the folder belong to as far as folders say: the name of the innermost folder at or above
  /// it that is plainly a project of its own, since it has .git or what stands at the root of a project
  /// ("pyproject.toml", "LICENSE"), or since it and all folders beside it in a tree of repositories are called
  /// owner__name or owner--name. Empty: none but the source's root. REQUIRES: settle() was called.
  std::string project_of(std::string_view folder) const;

 private:
  std::set<std::string, std::less<>> with_git_, with_files_, trees_, projects_;
  bool settled_ = false;
};

}  // namespace ingest
