/// A run of Weights & Biases is the run of another logger
///
///   by its id              if the folder of that run is called after it
///   by its settings        if config.yaml names the folder of that run as the output folder
///   by its place           if it stands below the folder of that run, or in wandb/ there

#include "ingest/formats/wandb/same_run.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "base/yaml/yaml.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

/// "ab12cd34" of "run-20260101_120000-ab12cd34".
std::string_view id_in_folder_name(const Unit& unit) {
  const std::string_view name = name_of(unit.folder);
  const std::size_t dash = name.rfind('-');
  return dash == std::string_view::npos ? std::string_view() : name.substr(dash + 1);
}

/// The folder that a W&B run stands in, its "wandb" aside; nothing for the source's root itself.
std::optional<std::string> place_started_in(const Unit& unit) {
  if (unit.folder.empty()) return std::nullopt;
  std::string_view folder = folder_of(unit.folder);
  if (name_of(folder) == "wandb") folder = folder_of(folder);
  return std::string(folder);
}

std::vector<std::string> output_folders(const Unit& unit, const base::FileReader& files) {
  constexpr std::array<std::string_view, 8> kOutputKeys{"output_dir", "out_dir", "save_dir", "log_dir",
                                                        "logdir",     "run_dir", "work_dir", "logging_dir"};
  std::vector<std::string> found;
  for (const std::string& path : unit.files) {
    if (name_of(path) != "config.yaml") continue;
    const base::JsonParse config = base::parse_yaml(read_start(files, path, kMaxDocumentBytes));
    for (const std::string_view key : kOutputKeys) {
      const base::Json* value = config.value.find(key);
      const base::Json* inner = value != nullptr ? value->find("value") : nullptr;
      if (inner != nullptr) value = inner;
      if (value == nullptr || !value->is_string()) continue;
      std::string folder = value->text();
      while (folder.starts_with("./")) folder.erase(0, 2);
      while (folder.ends_with('/')) folder.pop_back();
      if (folder.size() > 1) found.push_back(std::move(folder));
    }
  }
  return found;
}

constexpr std::string_view kOwnWandbCodes[]{"wandb-empty", "wandb-no-log"};
constexpr RunTraces kWandbTraces{.id = id_in_folder_name, .place = place_started_in, .output_folders = output_folders};

}  // namespace

const SecondLogger kWandbBeside{
    .merged_code = "wandb-merged",
    .merged_what = "the same run in Weights & Biases",
    .counts = MergedCount::runs,
    .left_out_code = nullptr,
    .files_are_called = "runs of Weights & Biases",
    .own_codes = kOwnWandbCodes,
    .traces = &kWandbTraces,
};

}  // namespace ingest
