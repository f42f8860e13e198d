#pragma once
/// Files in memory for tests of what reads: `MemoryFiles({{"runs/a/metrics.csv", "step,loss\n0,1\n"}})`.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/files/files.h"

namespace support {

/// A folder exists as soon as something stands below it.
class MemoryFiles : public base::FileReader {
 public:
  MemoryFiles() = default;
  explicit MemoryFiles(std::map<std::string, std::string> files) {
    for (auto& [path, bytes] : files) file(path, std::move(bytes));
  }

  MemoryFiles& file(const std::string& path, std::string bytes) {
    entries_[path] = {.bytes = std::move(bytes)};
    return *this;
  }
  MemoryFiles& folder(const std::string& path) {
    entries_[path] = {.kind = base::FileKind::folder};
    return *this;
  }
  /// A FIFO or a device: listed, and refused when opened.
  MemoryFiles& special(const std::string& path) {
    entries_[path] = {.kind = base::FileKind::other};
    return *this;
  }
  /// An entry that is listed with `reason` as its refusal and cannot be opened.
  MemoryFiles& refused(const std::string& path, std::string reason) {
    entries_[path] = {.refusal = std::move(reason)};
    return *this;
  }

  base::Result<std::vector<base::FolderEntry>> list(const std::string& folder) const override {
    if (kind_of(folder) != Found::folder)
      return base::Error{base::Error::Kind::missing, folder, "there is no such folder"};
    const std::string prefix = folder.empty() ? "" : folder + '/';
    std::map<std::string, base::FolderEntry> found;
    for (const auto& [path, entry] : entries_) {
      if (!path.starts_with(prefix) || path.size() == prefix.size()) continue;
      const std::string rest = path.substr(prefix.size());
      const std::string name = rest.substr(0, rest.find('/'));
      const bool is_entry = name.size() == rest.size();
      const base::FileKind kind = is_entry ? entry.kind : base::FileKind::folder;
      found.try_emplace(name, base::FolderEntry{.name = name, .kind = kind, .refusal = is_entry ? entry.refusal : ""});
    }
    std::vector<base::FolderEntry> out;
    for (auto& [name, entry] : found) out.push_back(std::move(entry));
    return out;
  }

  base::Result<base::FileInfo> info(const std::string& path) const override {
    const auto place = entries_.find(path);
    base::FileInfo out{.identity = std::hash<std::string>()(path)};
    if (place != entries_.end()) {
      out.kind = place->second.kind;
      out.size_bytes = place->second.bytes.size();
    } else if (kind_of(path) == Found::folder) {
      out.kind = base::FileKind::folder;
    } else {
      return base::Error{base::Error::Kind::missing, path, "there is no such file"};
    }
    return out;
  }

  base::Result<std::unique_ptr<base::ByteStream>> open(const std::string& path) const override {
    const auto place = entries_.find(path);
    if (kind_of(path) == Found::nothing) return base::Error{base::Error::Kind::missing, path, "there is no such file"};
    if (place == entries_.end() || place->second.kind != base::FileKind::file) {
      return base::Error{base::Error::Kind::unreadable, path, "not a regular file"};
    }
    const Entry& entry = place->second;
    if (!entry.refusal.empty()) return base::Error{base::Error::Kind::unreadable, path, entry.refusal};
    return std::unique_ptr<base::ByteStream>(std::make_unique<Stream>(entry.bytes));
  }

 private:
  enum class Found { nothing, file, folder };
  struct Entry {
    base::FileKind kind = base::FileKind::file;
    std::string bytes;
    std::string refusal;
  };

  class Stream : public base::ByteStream {
   public:
    explicit Stream(std::string bytes) : bytes_(std::move(bytes)) {}
    base::Result<std::size_t> read(char* buffer, std::size_t size) override {
      const std::size_t count = std::min(size, bytes_.size() - at_);
      std::memcpy(buffer, bytes_.data() + at_, count);
      at_ += count;
      return count;
    }

   private:
    std::string bytes_;
    std::size_t at_ = 0;
  };

  Found kind_of(const std::string& path) const {
    if (path.empty()) return Found::folder;
    const auto place = entries_.find(path);
    if (place != entries_.end()) return place->second.kind == base::FileKind::folder ? Found::folder : Found::file;
    const auto below = entries_.lower_bound(path + '/');
    return below != entries_.end() && below->first.starts_with(path + '/') ? Found::folder : Found::nothing;
  }

  std::map<std::string, Entry> entries_;
};

}  // namespace support
