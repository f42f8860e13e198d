#include "publish/output_place.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "publish/tree.h"

namespace publish {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::Result;

bool same_file(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Whether `outer` is `inner` or a folder above it. Compares what is there and not how it is spelled: two names may
/// lead to one folder. Parts of `inner` that do not exist yet are passed over.
bool is_at_or_above(const struct stat& outer, fs::path inner) {
  for (;;) {
    struct stat status {};
    if (::stat(inner.c_str(), &status) == 0 && same_file(status, outer)) return true;
    if (!inner.has_relative_path()) return false;
    inner = inner.parent_path();
  }
}

/// What speaks against building into `site` because of an input, or nothing.
std::optional<std::string> clash_with_input(const fs::path& site, const std::string& input) {
  struct stat input_status {
  }, site_status{};
  if (::stat(input.c_str(), &input_status) != 0) return std::nullopt;
  const bool exists = ::stat(site.c_str(), &site_status) == 0;
  const char* advice = "; choose an output folder outside of the inputs";
  if (exists && same_file(site_status, input_status)) return "is the input " + input + advice;
  std::error_code failed;
  const fs::path real_input = fs::canonical(input, failed);
  if (exists && !failed && is_at_or_above(site_status, real_input)) return "holds the input " + input + advice;
  return std::nullopt;
}

/// The absolute path with links above the last part resolved.
Result<fs::path> resolve(const std::string& folder) {
  std::error_code failed;
  fs::path path = fs::absolute(folder, failed);
  if (!path.has_filename() && path.has_relative_path()) path = path.parent_path();
  if (path.filename() == "." || path.filename() == "..") path = fs::canonical(path, failed);
  if (!failed && path.has_relative_path()) path = fs::weakly_canonical(path.parent_path(), failed) / path.filename();
  if (failed) return refused(folder, "use this output folder", failed.value());
  return path;
}

Result<void> check_place(const fs::path& site, const PublishOptions& options) {
  const auto refuse = [&](std::string what) { return Error{Error::Kind::invalid, options.folder, std::move(what)}; };
  if (!site.has_relative_path()) return refuse("is the root of the file system; choose a folder of its own");
  std::error_code failed;
  if (!options.home.empty() && fs::equivalent(options.home, site, failed)) {
    return refuse("is a home folder; choose a folder of its own");
  }
  struct stat status {};
  if (::lstat(site.c_str(), &status) == 0) {
    if (S_ISLNK(status.st_mode)) return refuse("is a link; name the folder it leads to");
    if (!S_ISDIR(status.st_mode)) return refuse("is not a folder; choose another name or remove it");
  }
  for (const std::string& input : options.inputs) {
    if (std::optional<std::string> clash = clash_with_input(site, input)) return refuse(std::move(*clash));
  }
  return {};
}

Result<void> make_parents(const fs::path& parent, OutputPlace& place) {
  fs::path made;
  for (const fs::path& part : parent) {
    made /= part;
    if (::mkdir(made.c_str(), 0755) == 0) {
      place.made_folders.push_back(made.string());
    } else if (const int failed = errno; failed != EEXIST) {
      // "/" and mount points say EISDIR, EROFS or EACCES although they are there.
      struct stat status {};
      if (::stat(made.c_str(), &status) != 0) return refused(made.string(), "make the folder", failed);
    }
  }
  return {};
}

}  // namespace

void OutputPlace::remove_made_folders() {
  for (; !made_folders.empty(); made_folders.pop_back()) ::rmdir(made_folders.back().c_str());
}

Result<OutputPlace> find_output_place(const PublishOptions& options) {
  if (options.folder.empty() || options.folder.find('\0') != std::string::npos) {
    return Error{Error::Kind::invalid, options.folder, "an output folder needs a name"};
  }
  const Result<fs::path> site = resolve(options.folder);
  if (!site) return site.error();
  if (const Result<void> allowed = check_place(*site, options); !allowed) return allowed.error();
  OutputPlace place;
  place.name = site->filename().string();
  place.shown = options.folder;
  while (place.shown.size() > 1 && place.shown.back() == '/') place.shown.pop_back();
  const fs::path parent = site->parent_path();
  if (const Result<void> made = make_parents(parent, place); !made) return made.error();
  place.parent = base::FileHandle(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!place.parent.is_open()) return refused(parent.string(), "open the folder", errno);
  return place;
}

}  // namespace publish
