#pragma once
/// What publish does to folders on disk. Folders are open handles and paths are relative to them, so that renaming a
/// folder above changes nothing; links are never followed. Errors have the relative path as `where` and the system's
/// reason in `what`.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace publish {

struct TreeEntry {
  std::string path;
  bool is_folder = false;
};

/// "cannot <attempt>: <reason>", Error::Kind::unwritable.
base::Error refused(const std::string& path, const std::string& attempt, int error_number);

/// Everything below `folder`, in byte order of paths, so that folders come before what they hold.
base::Result<std::vector<TreeEntry>> list_tree(int folder);

/// Whether everything right below `folder` is hidden: its name begins with a dot. True of an empty folder.
base::Result<bool> holds_hidden_alone(int folder);

/// Removes the entries, last first. Goes on where one cannot be removed.
void remove_listed(int folder, const std::vector<TreeEntry>& entries);
/// Removes the folder `name` of `parent` and all it holds. False if some of it is still there.
bool remove_tree(int parent, const std::string& name);
/// Removes the empty folder or the file `name`. False if it is still there.
bool remove_one(int parent, const std::string& name, bool is_folder);

/// Makes every missing folder above `path`.
base::Result<void> make_folders_above(int folder, const std::string& path);
/// A new file; an existing one is an Error.
base::Result<void> write_file(int folder, const std::string& path, std::string_view bytes);
/// Whether `path` is a regular file with just these bytes. False also where it cannot be read.
bool holds_exactly(int folder, const std::string& path, std::string_view bytes);
/// The bytes of a regular file. Error::Kind::missing if there is none, unreadable if it is something else.
base::Result<std::string> read_file(int folder, const std::string& path);
/// The same file (or link, or special file) under the same path in another folder: a hard link, or, where the file
/// system has none to give, a copy with the time stamps of the original.
base::Result<void> keep_file(int from, int to, const std::string& path);

}  // namespace publish
