#include "analysis/log/hardware.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/findings/hardware.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/hardware_names.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

using HardwareWords = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

bool has_any_of(const HardwareWords& words, std::initializer_list<std::string_view> list) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); });
}

bool is_volatile(const HardwareWords& words) {
  return has_any_of(
      words, {"host",      "hostname", "user",    "username",  "pid",         "command",     "cmd",    "argv", "args",
              "cwd",       "date",     "time",    "timestamp", "started",     "finished",    "commit", "sha",  "branch",
              "dirty",     "remote",   "uuid",    "ip",        "temperature", "utilization", "load",   "used", "free",
              "available", "git",      "workdir", "seed",      "executable",  "program"});
}

bool is_hardware(const HardwareWords& words) {
  if (has_any_of(words, {"version", "versions", "driver", "cudnn", "packages", "libraries", "framework"})) return false;
  return has_any_of(words, {"gpu",          "gpus",      "cpu",    "cpus",    "ram",   "memory",       "mem",
                            "core",         "cores",     "device", "devices", "tpu",   "tpus",         "accelerator",
                            "accelerators", "processor", "disk",   "machine", "arch",  "architecture", "vram",
                            "threads",      "hardware",  "npu",    "node",    "nodes", "instance"});
}

model::Hardware split_environment(const model::RunDigest& run) {
  model::Hardware result;
  for (const model::Parameter& leaf : run.environment) {
    const HardwareWords words = vocabulary::words_of(leaf.path);
    if (is_volatile(words) || leaf.value.text.empty()) continue;
    (is_hardware(words) ? result.hardware : result.software).emplace_back(leaf.path, leaf.value.text);
  }
  std::sort(result.hardware.begin(), result.hardware.end());
  std::sort(result.software.begin(), result.software.end());
  result.machine = vocabulary::machine_name(result);
  result.framework = vocabulary::framework_name(result);
  return result;
}

}  // namespace

HardwareInventory find_hardware(std::span<const model::RunDigest> runs) {
  std::map<std::pair<Pairs, Pairs>, model::Index> places;
  std::vector<model::Hardware> kinds;
  HardwareInventory result;
  result.of_run.resize(runs.size());
  for (model::Index run = 0; run < runs.size(); ++run) {
    model::Hardware kind = split_environment(runs[run]);
    if (kind.hardware.empty() && kind.software.empty()) continue;
    const auto [place, is_new] = places.emplace(std::pair(kind.hardware, kind.software), kinds.size());
    if (is_new) kinds.push_back(std::move(kind));
    kinds[place->second].runs.push_back(run);
  }
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const model::Hardware& a, const model::Hardware& b) { return a.runs.size() > b.runs.size(); });
  result.kinds = std::move(kinds);
  for (model::Index kind = 0; kind < result.kinds.size(); ++kind) {
    for (const model::Index run : result.kinds[kind].runs) result.of_run[run] = kind;
  }
  return result;
}

bool same_machine(const HardwareInventory& inventory, std::optional<model::Index> a, std::optional<model::Index> b) {
  const Pairs unknown;
  const Pairs& left = a ? inventory.kinds[*a].hardware : unknown;
  const Pairs& right = b ? inventory.kinds[*b].hardware : unknown;
  return left == right;
}

bool one_machine(const HardwareInventory& inventory, std::span<const model::Index> runs) {
  return std::all_of(runs.begin(), runs.end(), [&](model::Index run) {
    return same_machine(inventory, inventory.of_run[run], inventory.of_run[runs.front()]);
  });
}

}  // namespace analysis
