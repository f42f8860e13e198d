#include "ingest/formats/wandb/siblings.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/binary/protobuf_wire.h"
#include "base/text/utf8.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/wandb/log.h"

namespace ingest {
namespace {

using base::WireField;
using base::WireReader;
using base::WireType;

std::string project_in_run(std::string_view message) {
  constexpr std::uint32_t kProject = 3;
  WireReader reader(message);
  WireField field;
  while (reader.next(field)) {
    if (field.is(kProject, WireType::bytes)) return base::repair_utf8(field.content);
  }
  return "";
}

std::string project_in_log(const base::FileReader& files, const std::string& path) {
  constexpr std::uint32_t kRun = 17;
  constexpr int kFirstRecords = 10;  // the run introduces itself before it logs
  base::Result<std::unique_ptr<base::ByteStream>> stream = files.open(path);
  if (!stream) return "";
  WandbRecords records(std::move(*stream));
  for (int i = 0; i < kFirstRecords; ++i) {
    const std::optional<std::string_view> record = records.next();
    if (!record) break;
    WireReader reader(*record);
    WireField field;
    while (reader.next(field)) {
      if (field.is(kRun, WireType::bytes)) return project_in_run(field.content);
    }
  }
  return "";
}

}  // namespace

std::string project_of_siblings(const base::FileReader& files, const std::string& folder) {
  if (folder.empty()) return "";
  const std::string parent(folder_of(folder));
  const base::Result<std::vector<base::FolderEntry>> siblings = files.list(parent);
  std::string project;
  int looked_into = 0;
  for (std::size_t i = 0; siblings && i < siblings->size() && looked_into < kMaxSiblings; ++i) {
    const base::FolderEntry& sibling = (*siblings)[i];
    const bool is_run = sibling.name.starts_with("run-") || sibling.name.starts_with("offline-run-");
    if (!is_run || sibling.kind != base::FileKind::folder || sibling.is_link || !sibling.refusal.empty()) continue;
    ++looked_into;
    const std::string path = join_path(parent, sibling.name);
    const base::Result<std::vector<base::FolderEntry>> entries = files.list(path);
    for (std::size_t k = 0; entries && k < entries->size(); ++k) {
      const base::FolderEntry& entry = (*entries)[k];
      if (entry.kind != base::FileKind::file || !entry.refusal.empty() || !entry.name.ends_with(".wandb")) continue;
      std::string said = project_in_log(files, join_path(path, entry.name));
      if (said.empty() || said == project) continue;
      if (!project.empty()) return "";
      project = std::move(said);
    }
  }
  return project;
}

}  // namespace ingest
