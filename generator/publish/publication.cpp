#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/files/file_handle.h"
#include "publish/build_lock.h"
#include "publish/carry_over.h"
#include "publish/manifest.h"
#include "publish/output_place.h"
#include "publish/publish.h"
#include "publish/site_paths.h"
#include "publish/site_swap.h"
#include "publish/tree.h"

namespace publish {
namespace {

using base::Error;
using base::FileHandle;
using base::Result;

/// The site as it is before the build.
struct OldSite {
  FileHandle folder;  ///< not open if there is none
  std::string manifest_text;
  Manifest manifest;
};

/// `error` with the site's path, as the user knows it, in front of its place.
Error in_site(const OutputPlace& place, Error error) {
  error.where = error.where.empty() ? place.shown : place.shown + "/" + error.where;
  return error;
}

Result<OldSite> open_old_site(const OutputPlace& place) {
  OldSite old;
  old.folder =
      FileHandle(::openat(place.parent.get(), place.name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!old.folder.is_open() && errno == ENOENT) return old;
  if (!old.folder.is_open()) return refused("", "open the folder", errno);
  Result<std::string> text = read_file(old.folder.get(), kManifestName);
  if (!text && text.error().kind == Error::Kind::missing) {
    // What a repository keeps in a folder that is to be built into: .gitignore, .git of a published branch. They stay.
    const Result<bool> hidden_alone = holds_hidden_alone(old.folder.get());
    if (!hidden_alone) return hidden_alone.error();
    if (*hidden_alone) return old;
    return Error{Error::Kind::invalid, "",
                 "is not empty, and Trialpress did not make it (it holds no " + std::string(kManifestName) +
                     "); choose another folder or empty it"};
  }
  if (!text) return text.error();
  Result<Manifest> manifest = parse_manifest(*text);
  if (!manifest) return manifest.error();
  old.manifest_text = std::move(text).value();
  old.manifest = std::move(manifest).value();
  return old;
}

class DiskPublication final : public Publication {
 public:
  DiskPublication(OutputPlace place, BuildLock lock, OldSite old, bool clean)
      : place_(std::move(place)), lock_(std::move(lock)), old_(std::move(old)), clean_(clean) {}
  ~DiskPublication() override { abandon(); }

  /// Makes the staging folder. REQUIRES: called once, before anything else.
  Result<void> start();
  Result<void> put(model::OutputFile file) override;
  Result<PublishCounts> commit() override;
  void abandon() override;

 private:
  Result<void> claim(const std::string& path);
  Result<void> store(const model::OutputFile& file);
  Result<void> finish();
  Result<void> write_manifest_file(const std::string& text);
  Result<void> put_in_place();
  Result<void> check_still_there() const;
  void remove_old(const std::vector<TreeEntry>& listing);
  void close();

  OutputPlace place_;
  BuildLock lock_;
  OldSite old_;
  bool clean_;
  std::string staging_name_;
  FileHandle staging_;
  mode_t mode_ = 0755;

  std::mutex mutex_;  // guards what follows
  SitePaths paths_;
  std::vector<TreeEntry> made_;
  Manifest manifest_;
  PublishCounts counts_;
  bool failed_ = false;
};

Result<void> DiskPublication::start() {
  assert(!staging_.is_open());
  staging_name_ = staging_name(place_.name);
  const char* name = staging_name_.c_str();
  if (::mkdirat(place_.parent.get(), name, 0755) != 0) return refused("", "make a folder beside it", errno);
  staging_ = FileHandle(::openat(place_.parent.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  const int model = old_.folder.is_open() ? old_.folder.get() : staging_.get();
  if (!staging_.is_open() || ::fstat(model, &status) != 0 || ::fchmod(staging_.get(), 0700) != 0) {
    const int failed = errno;
    remove_one(place_.parent.get(), staging_name_, true);
    staging_ = FileHandle();
    return refused("", "use a folder beside it", failed);
  }
  mode_ = status.st_mode & 07777;
  return {};
}

Result<void> DiskPublication::put(model::OutputFile file) {
  Result<void> done = claim(file.path);
  if (done) done = store(file);
  if (done) return {};
  const std::lock_guard lock(mutex_);
  failed_ = true;
  return in_site(place_, done.error());
}

/// Takes the path and makes its folders. Under the lock, so that no thread writes into a folder still to be made.
Result<void> DiskPublication::claim(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!staging_.is_open()) return Error{Error::Kind::invalid, path, "the site is already finished"};
  const Result<std::vector<std::string>> folders = paths_.take(path);
  if (!folders) return folders.error();
  for (const std::string& folder : *folders) {
    if (::mkdirat(staging_.get(), folder.c_str(), 0755) != 0) return refused(folder, "make the folder", errno);
    made_.push_back({folder, true});
  }
  made_.push_back({path, false});
  return {};
}

Result<void> DiskPublication::store(const model::OutputFile& file) {
  const bool same = !clean_ && old_.folder.is_open() && holds_exactly(old_.folder.get(), file.path, file.bytes);
  const Result<void> stored = same ? keep_file(old_.folder.get(), staging_.get(), file.path)
                                   : write_file(staging_.get(), file.path, file.bytes);
  if (!stored) return stored;
  const FileRecord record = record_of(file.bytes);
  const std::lock_guard lock(mutex_);
  manifest_.emplace(file.path, record);
  counts_.bytes_total += record.size_bytes;
  if (same) {
    ++counts_.unchanged;
  } else {
    ++counts_.written;
    counts_.bytes_written += record.size_bytes;
  }
  return {};
}

Result<PublishCounts> DiskPublication::commit() {
  Result<void> done;
  if (!staging_.is_open()) {
    done = Error{Error::Kind::invalid, "", "the site is already finished"};
  } else if (failed_) {
    done = Error{Error::Kind::invalid, "", "a file of the site could not be written"};
  } else {
    done = finish();
  }
  if (done) return counts_;
  abandon();
  return in_site(place_, done.error());
}

Result<void> DiskPublication::finish() {
  std::vector<TreeEntry> listing;
  if (old_.folder.is_open()) {
    Result<std::vector<TreeEntry>> listed = list_tree(old_.folder.get());
    if (!listed) return listed.error();
    listing = std::move(listed).value();
  }
  const Result<CarryOver> carry = plan_carry_over(old_.folder.get(), listing, old_.manifest, manifest_);
  if (!carry) return carry.error();
  counts_.removed = carry->removed;
  counts_.foreign_kept = carry->files.size();
  const std::string text = write_manifest(manifest_);
  if (counts_.written == 0 && text == old_.manifest_text) {
    abandon();
    return {};
  }
  const std::vector<TreeEntry> carried = entries_of(*carry);
  made_.insert(made_.end(), carried.begin(), carried.end());
  if (const Result<void> kept = carry_over(*carry, old_.folder.get(), staging_.get()); !kept) return kept;
  if (const Result<void> written = write_manifest_file(text); !written) return written;
  if (const Result<void> swapped = put_in_place(); !swapped) return swapped;
  remove_old(listing);
  close();
  return {};
}

Result<void> DiskPublication::write_manifest_file(const std::string& text) {
  made_.push_back({kManifestName, false});
  return write_file(staging_.get(), kManifestName, text);
}

Result<void> DiskPublication::put_in_place() {
  // One call for the whole tree: syncing file by file waits for the disk once a file.
  if (::syncfs(staging_.get()) != 0) return refused("", "bring the new site to the disk", errno);
  if (const Result<void> there = check_still_there(); !there) return there;
  if (::fchmod(staging_.get(), mode_) != 0) return refused("", "set the access rights", errno);
  const Result<void> swapped = swap_in(place_.parent.get(), staging_name_, place_.name, old_.folder.is_open());
  if (!swapped) return Error{swapped.error().kind, "", swapped.error().what};
  // The new site is in place; should this fail, a power cut may bring back the old one, which is whole as well.
  ::fsync(place_.parent.get());
  return {};
}

/// Nobody else put another folder in place of the old site while this build ran.
Result<void> DiskPublication::check_still_there() const {
  struct stat opened {
  }, named{};
  const bool exists = ::fstatat(place_.parent.get(), place_.name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0;
  if (!old_.folder.is_open() && !exists) return {};
  if (old_.folder.is_open() && exists && ::fstat(old_.folder.get(), &opened) == 0 && opened.st_dev == named.st_dev &&
      opened.st_ino == named.st_ino) {
    return {};
  }
  return Error{Error::Kind::unwritable, "", "was made, replaced or removed by another program during the build"};
}

void DiskPublication::remove_old(const std::vector<TreeEntry>& listing) {
  if (!old_.folder.is_open()) return;
  // What others put into the old folder since it was listed moves to the new one.
  const Result<std::vector<TreeEntry>> now = list_tree(old_.folder.get());
  if (now) carry_newcomers(listing, *now, old_.folder.get(), staging_.get());
  remove_listed(old_.folder.get(), now ? *now : listing);
  remove_one(place_.parent.get(), staging_name_, true);
}

void DiskPublication::abandon() {
  if (!staging_.is_open()) return;
  // By name first: that needs no further open file, should there be none left to open.
  remove_listed(staging_.get(), made_);
  if (!remove_one(place_.parent.get(), staging_name_, true)) remove_tree(place_.parent.get(), staging_name_);
  staging_ = FileHandle();
  lock_.release();
  place_.remove_made_folders();
}

void DiskPublication::close() {
  staging_ = FileHandle();
  old_.folder = FileHandle();
  lock_.release();
  place_.made_folders.clear();
}

}  // namespace

Result<std::unique_ptr<Publication>> Publication::begin(const PublishOptions& options) {
  Result<OutputPlace> place = find_output_place(options);
  if (!place) return place.error();
  const int parent = place->parent.get();
  Result<BuildLock> lock = BuildLock::take(parent, place->name);
  if (!lock) return Error{lock.error().kind, place->shown, lock.error().what};
  if (const Result<void> restored = restore_interrupted(parent, place->name); !restored) {
    return in_site(*place, restored.error());
  }
  Result<OldSite> old = open_old_site(*place);
  if (!old) return in_site(*place, old.error());
  remove_leftovers(parent, place->name, lock->is_held() ? Leftovers::all : Leftovers::of_ended_processes);
  auto publication = std::make_unique<DiskPublication>(std::move(place).value(), std::move(lock).value(),
                                                       std::move(old).value(), options.clean);
  if (const Result<void> started = publication->start(); !started) {
    return Error{started.error().kind, options.folder, started.error().what};
  }
  return std::unique_ptr<Publication>(std::move(publication));
}

}  // namespace publish
