#include "ingest/formats/hydra/hydra.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/hydra/names.h"
#include "ingest/privacy/redact.h"

namespace ingest {
namespace {

using base::Json;

constexpr int kMaxReferences = 64;  // in one text; also what ends a circle of them
constexpr std::size_t kMaxResolvedBytes = 64u << 10;

std::string config_path(const std::string& folder) {
  return join_path(join_path(folder, kHydraFolder), "config.yaml");
}

/// The value at "model.layers.0".
const Json* find_path(const Json& tree, std::string_view path) {
  const Json* node = &tree;
  while (node != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    const Json* next = node->find(key);
    if (next == nullptr && node->is_array() && key.find_first_not_of("0123456789") == std::string_view::npos) {
      const std::size_t index = key.size() > 6 ? node->items().size() : std::stoul(std::string(key));
      if (index < node->items().size()) next = &node->items()[index];
    }
    node = next;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return node;
}

/// A reference inside `text`: its place, and what it refers to in the same file; nothing if there is none to resolve.
struct Reference {
  std::size_t begin = 0, end = 0;
  const Json* value = nullptr;
};

std::optional<Reference> find_reference(const Json& tree, std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find("${", at)) != std::string_view::npos) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view path = text.substr(at + 2, end - at - 2);
    const bool is_plain = !path.empty() && path[0] != '.' && path.find_first_of(":${") == std::string_view::npos;
    const Json* value = is_plain ? find_path(tree, path) : nullptr;
    const bool is_scalar = value != nullptr && (value->is_string() || value->is_number() || value->is_boolean());
    if (is_scalar) return Reference{at, end + 1, value};
    at += 2;
  }
  return std::nullopt;
}

Json resolve_text(const Json& tree, const Json& node) {
  Json value = node;
  for (int i = 0; i < kMaxReferences && value.is_string() && value.text().size() < kMaxResolvedBytes; ++i) {
    const std::optional<Reference> found = find_reference(tree, value.text());
    if (!found) break;
    if (found->begin == 0 && found->end == value.text().size()) {
      value = *found->value;
      continue;
    }
    const std::string word =
        found->value->is_boolean() ? (found->value->as_boolean() ? "true" : "false") : found->value->text();
    value = Json::string(value.text().substr(0, found->begin) + word + value.text().substr(found->end));
  }
  value.set_where(node.where());
  return value;
}

Json resolve(const Json& tree) {
  Json resolved = tree;
  std::vector<Json*> pending{&resolved};
  while (!pending.empty()) {
    Json& node = *pending.back();
    pending.pop_back();
    if (node.is_string()) node = resolve_text(tree, node);
    for (Json& item : node.items()) pending.push_back(&item);
    for (auto& [key, value] : node.members()) pending.push_back(&value);
  }
  return resolved;
}

/// Members of `under` that `over` does not have, objects in objects too.
void merge_under(const Json& under, Json& over) {
  std::vector<std::pair<const Json*, Json*>> pending{{&under, &over}};
  while (!pending.empty()) {
    const auto [from, to] = pending.back();
    pending.pop_back();
    for (const auto& [key, value] : from->members()) {
      if (to->find(key) == nullptr) to->set(key, value);
    }
    for (auto& [key, value] : to->members()) {
      const Json* other = from->find(key);
      if (other != nullptr && other->is_object() && value.is_object() && !(*other == value)) {
        pending.emplace_back(other, &value);
      }
    }
  }
}

void add_overrides(const ReadContext& context, const std::string& path, model::Run& run) {
  if (!context.files.info(path)) return;
  const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "no tag is read");
  if (!text) return;
  run.files.push_back(path);
  const base::JsonParse parsed = base::parse_yaml(*text);
  for (const base::TextIssue& issue : parsed.issues) context.notice(notice_of(issue, path));
  for (const Json& item : parsed.value.items()) {
    if (item.is_string() || item.is_number()) run.tags.push_back(item.text());
  }
}

/// "2024-05-01T10:00:00" of "outputs/2024-05-01/10-00-00", also of a job below it; "" of other folders.
std::string start_in(std::string_view folder) {
  for (int i = 0; i < 2 && !folder.empty(); ++i, folder = folder_of(folder)) {
    std::string time(name_of(folder));
    const std::string date(name_of(folder_of(folder)));
    if (time.size() != 8 || date.size() != 10 || time[2] != '-' || time[5] != '-') continue;
    time[2] = time[5] = ':';
    if (parse_timestamp(date + "T" + time)) return date + "T" + time;
  }
  return "";
}

Claim claim_hydra(const FolderView&) {
  return {};
}

std::vector<model::Run> read_hydra(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  runs[0].folder = context.unit.folder;
  for (const std::string& path : context.unit.files) add_artifact(context, path, printable(name_of(path)), runs[0]);
  return runs;
}

}  // namespace

bool is_hydra_job(const base::FileReader& files, const std::string& folder) {
  const base::Result<base::FileInfo> info = files.info(config_path(folder));
  return info && info->kind == base::FileKind::file;
}

void add_hydra(const ReadContext& context, model::Run& run) {
  std::string folder = context.unit.folder;
  while (!is_hydra_job(context.files, folder)) {
    if (folder.empty()) return;
    folder = folder_of(folder);
  }
  const std::string path = config_path(folder);
  std::optional<Json> tree = read_object(context, path, run, "no setting of the job is read");
  if (tree) {
    Json merged = run.config.tree;
    if (!merged.is_object()) merged = Json::object();
    merge_under(resolve(*tree), merged);
    take_parameters(std::move(merged), run);
  }
  add_overrides(context, join_path(join_path(folder, kHydraFolder), "overrides.yaml"), run);
  if (run.started_at.empty()) run.started_at = start_in(folder);
  if (run.name.empty() && run.folder == folder) run.name = hydra_job_name(context.files, folder);
}

const RunFormat kHydraFormat{
    .name = "hydra",
    .title = "Hydra job",
    .gives = Gives::run_folder,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_hydra,
    .read = read_hydra,
};

}  // namespace ingest
