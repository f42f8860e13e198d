#include "ingest/walk/repositories.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/files/path_text.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

/// What the parts of one project are called. Plurals are cut before they are looked up.
bool is_part_of_project(std::string_view name) {
  constexpr std::array<std::string_view, 40> kParts{
      "analysis", "artifact",    "benchmark", "checkpoint", "code",  "conf",   "config",     "csv",
      "curve",    "data",        "dataset",   "doc",        "eval",  "export", "evaluation", "experiment",
      "figure",   "log",         "metric",    "mlrun",      "model", "output", "plot",       "report",
      "result",   "run",         "script",    "src",        "stat",  "sweep",  "summary",    "summarie",
      "table",    "tensorboard", "test",      "train",      "trial", "val",    "validation", "wandb"};
  std::string lower = base::to_lower(name);
  if (lower.size() > 1 && lower.back() == 's' && lower != "analysis") lower.pop_back();
  return std::find(kParts.begin(), kParts.end(), lower) != kParts.end();
}

bool is_document(const std::string& name) {
  const std::string extension = extension_of(name);
  return name != "experiment.md" && (extension == "md" || extension == "rst" || extension == "txt" ||
                                     name.starts_with("LICENSE") || name == "trialpress.json");
}

bool stands_at_a_projects_root(std::string_view name) {
  constexpr std::string_view kNames[]{".git",        ".gitignore",       "pyproject.toml",  "setup.py",
                                      "setup.cfg",   "requirements.txt", "environment.yml", "LICENSE",
                                      "LICENSE.txt", "LICENSE.md"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

/// "owner__name", "owner--name": how copies of repositories are called.
bool names_owner_too(std::string_view name) {
  for (const std::string_view separator : {"__", "--"}) {
    const std::size_t at = name.find(separator);
    if (at != std::string_view::npos && at > 0 && at + separator.size() < name.size()) return true;
  }
  return false;
}

/// The first part of `path` below `folder`; "" if it is the folder itself.
std::string_view child_on_the_way(std::string_view folder, std::string_view path) {
  if (!folder.empty()) path.remove_prefix(std::min(path.size(), folder.size() + 1));
  return path.substr(0, path.find('/'));
}

bool stands_below(std::string_view folder, std::string_view path) {
  return folder.empty() || path == folder ||
         (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

/// Names of the sub-folders with something to read, if the folder is a tree of repositories as far as they show.
std::set<std::string> repositories_in(const std::string& folder, const std::vector<Unit>& units, std::size_t source) {
  std::set<std::string> children;
  std::size_t parts = 0;
  for (const Unit& unit : units) {
    if (unit.source != source || !stands_below(folder, unit.folder)) continue;
    const std::string child(child_on_the_way(folder, unit.folder));
    const bool is_run_folder = unit.folder == join_path(folder, child) && unit.format->gives == Gives::run_folder;
    if (child.empty() || is_run_folder) return {};
    if (children.insert(child).second && is_part_of_project(child)) ++parts;
  }
  // One alone is told by its name only, and only within a tree.
  const bool alone = children.size() == 1 && !folder.empty() && names_owner_too(*children.begin());
  if ((children.size() < 2 && !alone) || parts * 3 > children.size()) children.clear();
  return children;
}

}  // namespace

void Repositories::see(const std::string& folder, int depth, const std::vector<base::FolderEntry>& entries) {
  for (const base::FolderEntry& entry : entries) {
    if (entry.name == ".git") with_git_.insert(folder);
    if (!folder.empty() && stands_at_a_projects_root(entry.name)) projects_.insert(folder);
    const bool is_own_file = entry.kind == base::FileKind::file && !entry.name.starts_with('.');
    if (depth <= kMaxTreeDepth && is_own_file && !is_document(entry.name)) with_files_.insert(folder);
  }
}

void Repositories::settle(const std::vector<Unit>& units, std::size_t source) {
  settled_ = true;
  std::vector<std::string> level{""};
  for (int depth = 0; depth <= kMaxTreeDepth && !level.empty(); ++depth) {
    std::vector<std::string> next;
    for (const std::string& folder : level) {
      if (with_files_.count(folder) > 0 || with_git_.count(folder) > 0) continue;
      const std::set<std::string> children = repositories_in(folder, units, source);
      if (!children.empty()) trees_.insert(folder);
      const bool copies = std::all_of(children.begin(), children.end(), names_owner_too);
      for (const std::string& child : children) {
        next.push_back(join_path(folder, child));
        if (copies) projects_.insert(next.back());
      }
    }
    level = std::move(next);
  }
}

std::string Repositories::project_of(std::string_view folder) const {
  assert(settled_);
  for (std::string_view above = folder; !above.empty(); above = folder_of(above)) {
    if (projects_.find(above) != projects_.end()) return std::string(name_of(above));
  }
  return {};
}

std::string Repositories::of(std::string_view folder) const {
  assert(settled_);
  for (std::string_view above = folder;; above = folder_of(above)) {
    if (with_git_.find(above) != with_git_.end()) return std::string(above);
    if (above.empty()) break;
  }
  std::string root;
  while (trees_.count(root) > 0 && root != folder) root = join_path(root, child_on_the_way(root, folder));
  return root;
}

}  // namespace ingest
