#include "ingest/formats/mlflow/project.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::size_t kMaxExperimentMetaBytes = 1u << 20;
constexpr std::size_t kMaxInputs = 100;

Json read_experiment_meta(const ReadContext& context, const std::string& folder) {
  const base::Result<std::string> text =
      context.files.read_all(join_path(folder, "meta.yaml"), kMaxExperimentMetaBytes);
  return text ? base::parse_yaml(*text).value : Json();
}

std::string meta_text(const Json* value) {
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
}

void add_dataset(const ReadContext& context, const std::string& input, const std::string& datasets, model::Run& run) {
  const Json used = read_experiment_meta(context, input);
  const std::string id = meta_text(used.find("source_id"));
  if (id.empty() || id.find('/') != std::string::npos || id.starts_with('.')) return;
  const Json dataset = read_experiment_meta(context, join_path(datasets, id));
  const std::string name = meta_text(dataset.find("name")), digest = meta_text(dataset.find("digest"));
  if (name.empty() && digest.empty()) return;
  const Json* tags = used.find("tags");
  const std::string purpose = tags != nullptr ? meta_text(tags->find("mlflow.data.context")) : "";
  std::string value = name;
  if (!digest.empty()) value += (name.empty() ? "digest " : " (digest ") + digest + (name.empty() ? "" : ")");
  run.environment.push_back({.path = base::repair_utf8(purpose.empty() ? "dataset" : "dataset." + purpose),
                             .value = {.kind = model::ParameterValue::Kind::text, .text = base::repair_utf8(value)}});
  run.files.push_back(join_path(input, "meta.yaml"));
}

}  // namespace

void add_project_description(std::string_view text, const std::string& file, model::Run& run) {
  text = base::trim(text);
  if (text.empty()) return;
  std::string quoted = "About the project:\n\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    quoted += "> " + std::string(text.substr(0, end)) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  run.note_texts.push_back({.file = file, .folder = std::string(folder_of(file)), .text = base::repair_utf8(quoted)});
}

void add_mlflow_datasets(const ReadContext& context, const std::string& run_folder, model::Run& run) {
  const std::string inputs = join_path(run_folder, "inputs");
  const base::Result<std::vector<base::FolderEntry>> entries = context.files.list(inputs);
  if (!entries || run_folder.empty()) return;
  const std::string datasets = join_path(folder_of(run_folder), "datasets");
  std::size_t count = 0;
  for (const base::FolderEntry& entry : *entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || ++count > kMaxInputs) continue;
    add_dataset(context, join_path(inputs, entry.name), datasets, run);
  }
}

}  // namespace ingest
