#include "ingest/formats/hydra/names.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "base/yaml/yaml.h"
#include "ingest/files/path_text.h"

namespace ingest {
namespace {

using base::Json;

using Setting = std::pair<std::string, std::string>;  // key, value
using Settings = std::vector<Setting>;

constexpr std::size_t kMaxBeside = 1000;  // folders looked at for one that differs
constexpr std::size_t kMaxDocument = 1u << 20;
constexpr std::size_t kMaxNameLength = 160;  // characters

/// Of "a=1,b=[2,3]": commas in brackets belong to the value. Empty if one part has no key.
Settings settings_in(std::string_view text) {
  Settings settings;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ',';
    if (c == '[' || c == '{' || c == '(') ++depth;
    if (c == ']' || c == '}' || c == ')') --depth;
    if (c != ',' || (depth > 0 && i < text.size())) continue;
    const std::string_view part = text.substr(begin, i - begin);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) return {};
    const std::size_t key = part.find_first_not_of("+~");
    if (key >= equals) return {};
    settings.emplace_back(part.substr(key, equals - key), part.substr(equals + 1));
    begin = i + 1;
  }
  return settings;
}

bool differs_in(const Settings& other, const Setting& setting) {
  return std::any_of(other.begin(), other.end(), [&](const Setting& candidate) {
    return candidate.first == setting.first && candidate.second != setting.second;
  });
}

/// Those of `own` that a folder beside this one has with another value.
Settings differing(const base::FileReader& files, const std::string& folder, const Settings& own) {
  const base::Result<std::vector<base::FolderEntry>> beside = files.list(std::string(folder_of(folder)));
  std::vector<bool> differs(own.size(), false);
  for (std::size_t i = 0; beside && i < beside->size() && i < kMaxBeside; ++i) {
    const base::FolderEntry& entry = (*beside)[i];
    if (entry.kind != base::FileKind::folder || entry.name == name_of(folder)) continue;
    const Settings other = settings_in(entry.name);
    for (std::size_t k = 0; k < own.size(); ++k) differs[k] = differs[k] || differs_in(other, own[k]);
  }
  Settings result;
  for (std::size_t k = 0; k < own.size(); ++k) {
    if (differs[k]) result.push_back(own[k]);
  }
  return result;
}

Settings settings_of_path(const base::FileReader& files, const std::string& job) {
  Settings all;
  std::string folder = job;
  for (Settings own = settings_in(name_of(folder)); !own.empty(); own = settings_in(name_of(folder))) {
    const Settings shown = differing(files, folder, own);
    all.insert(all.begin(), shown.begin(), shown.end());
    folder = folder_of(folder);
  }
  return all.empty() ? settings_in(name_of(job)) : all;
}

Json document(const base::FileReader& files, const std::string& path) {
  const base::Result<std::string> text = files.read_all(path, kMaxDocument);
  return text ? base::parse_yaml(*text).value : Json();
}

const Json* find_in(const Json& tree, std::initializer_list<std::string_view> keys) {
  const Json* node = &tree;
  for (const std::string_view key : keys) node = node != nullptr ? node->find(key) : nullptr;
  return node;
}

/// Whether Hydra takes the value of an override for several: "1,2", "range(1,9)".
bool is_sweep(std::string_view value) {
  return value.find_first_of(",(") != std::string_view::npos && !value.starts_with('[') && !value.starts_with('{');
}

std::vector<std::string> swept_keys(const Json& multirun) {
  std::vector<std::string> keys;
  if (const Json* tasks = find_in(multirun, {"hydra", "overrides", "task"})) {
    for (const Json& task : tasks->items()) {
      const std::string_view text = task.is_string() ? std::string_view(task.text()) : std::string_view();
      const std::size_t equals = text.find('='), key = text.find_first_not_of("+~");
      if (equals == std::string_view::npos || key >= equals || !is_sweep(text.substr(equals + 1))) continue;
      keys.emplace_back(text.substr(key, equals - key));
    }
  }
  if (const Json* params = find_in(multirun, {"hydra", "sweeper", "params"})) {
    for (const auto& [key, value] : params->members()) keys.push_back(key);
  }
  return keys;
}

Settings settings_of_number(const base::FileReader& files, const std::string& job) {
  const std::string_view number = name_of(job);
  if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos) return {};
  const std::string sweep = join_path(folder_of(job), "multirun.yaml");
  if (!files.info(sweep)) return {};
  const std::vector<std::string> keys = swept_keys(document(files, sweep));
  Settings shown;
  const Json overrides = document(files, join_path(job, ".hydra/overrides.yaml"));
  for (const Json& item : overrides.items()) {
    if (!item.is_string()) continue;
    const std::string& text = item.text();
    const std::size_t equals = text.find('='), key = text.find_first_not_of("+~");
    if (equals == std::string::npos || key >= equals) continue;
    Setting setting{text.substr(key, equals - key), text.substr(equals + 1)};
    if (std::find(keys.begin(), keys.end(), setting.first) != keys.end()) shown.push_back(std::move(setting));
  }
  return shown;
}

std::string short_key(const std::string& key) {
  const std::size_t group = key.find_last_of("./");
  return group == std::string::npos || group + 1 == key.size() ? key : key.substr(group + 1);
}

}  // namespace

std::string hydra_job_name(const base::FileReader& files, const std::string& job) {
  Settings settings = settings_of_path(files, job);
  if (settings.empty()) settings = settings_of_number(files, job);
  std::string name;
  for (const auto& [key, value] : settings) {
    const auto same = std::count_if(settings.begin(), settings.end(), [&, name = short_key(key)](const Setting& other) {
      return short_key(other.first) == name;
    });
    name += (name.empty() ? "" : ", ") + (same > 1 ? key : short_key(key)) + "=" + value;
  }
  return base::shorten(printable(name), kMaxNameLength);
}

}  // namespace ingest
