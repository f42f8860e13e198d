#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/pipeline.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettingsFile = "trialpress.json";

base::Error missing(const std::string& path, const std::error_code& code) {
  return {base::Error::Kind::missing, path, "cannot be read: " + (code ? code.message() : std::string("not there"))};
}

struct Workspace {
  fs::path folder;            // real path
  std::string settings_file;  // name inside the folder, or empty
};

/// Adds the source at `path` (real) unless it is there already.
base::Result<void> add_source(Inputs& inputs, const fs::path& path) {
  for (const std::string& known : inputs.real_paths) {
    if (known == path.string()) return {};
  }
  auto files = base::open_folder(path.string());
  if (!files) return files.error();
  const bool is_folder = fs::is_directory(path);
  std::string label = is_folder ? path.filename().string() : path.parent_path().filename().string();
  if (label.empty()) label = "root";
  ingest::Redactions found;
  const bool is_home = inputs.redactor->redact_text(path.string(), found) == ingest::kHomeText;
  if (is_home) label = "home";  // it is called after its owner
  std::size_t alike = 0;
  for (const ingest::Source& source : inputs.sources) {
    if (source.label == label || source.label.starts_with(label + " (")) ++alike;
  }
  if (alike > 0) label += " (" + std::to_string(alike + 1) + ")";
  inputs.sources.push_back({std::move(label), std::move(*files)});
  inputs.real_paths.push_back(path.string());
  return {};
}

base::Result<void> read_settings_file(Inputs& inputs, const fs::path& file) {
  auto folder = base::open_folder(file.parent_path().string());
  if (!folder) return folder.error();
  auto settings = ingest::read_settings(**folder, file.filename().string());
  if (!settings) return settings.error();
  inputs.settings = std::move(*settings);
  return {};
}

base::Result<void> add_workspace(Inputs& inputs, const fs::path& folder) {
  auto files = base::open_folder(folder.string());
  if (!files) return files.error();
  inputs.pages = ingest::read_pages(**files, *inputs.redactor, inputs.notices);
  inputs.workspace = std::move(*files);
  if (inputs.settings.sources.empty()) return add_source(inputs, folder);
  for (const std::string& written : inputs.settings.sources) {
    std::error_code code;
    const fs::path path = fs::canonical(folder / written, code);
    if (code) return missing(written, code);
    if (auto added = add_source(inputs, path); !added) return added;
  }
  return {};
}

}  // namespace

base::Result<Inputs> open_inputs(const CommonOptions& options) {
  Inputs inputs;
  std::vector<std::string> given = options.sources;
  if (given.empty()) given.push_back(".");

  std::vector<fs::path> paths;
  std::vector<fs::path> workspaces;
  for (const std::string& source : given) {
    std::error_code code;
    const fs::path path = fs::canonical(source, code);
    if (code) return missing(source, code);
    paths.push_back(path);
    if (fs::is_regular_file(path / kSettingsFile, code)) workspaces.push_back(path);
  }

  if (!options.config.empty()) {
    std::error_code code;
    const fs::path file = fs::canonical(options.config, code);
    if (code) return missing(options.config, code);
    if (auto read = read_settings_file(inputs, file); !read) return read.error();
  } else if (workspaces.size() > 1) {
    return base::Error{base::Error::Kind::invalid, workspaces[1].filename().string() + "/" + kSettingsFile,
                       "two of the sources have settings; name the ones to use with --config"};
  } else if (!workspaces.empty()) {
    if (auto read = read_settings_file(inputs, workspaces[0] / kSettingsFile); !read) return read.error();
  }

  inputs.withheld = std::make_unique<ingest::WithheldValues>();
  inputs.redactor = std::make_unique<const ingest::Redactor>(inputs.settings, inputs.withheld.get());
  for (const fs::path& path : paths) {
    const bool is_workspace = !workspaces.empty() && path == workspaces[0];
    auto added = is_workspace ? add_workspace(inputs, path) : add_source(inputs, path);
    if (!added) return added.error();
  }
  if (inputs.settings.title.empty()) inputs.settings.title = inputs.sources.front().label;
  ingest::Redactions found;
  inputs.settings.title = inputs.redactor->redact_text(inputs.settings.title, found);
  return inputs;
}

}  // namespace cli
