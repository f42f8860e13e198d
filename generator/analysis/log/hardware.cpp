#include "analysis/log/hardware.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "model/findings/hardware.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/hardware_names.h"

namespace analysis {
namespace {

using vocabulary::EnvironmentPart;
using Pairs = std::vector<std::pair<std::string, std::string>>;

model::Hardware split_environment(const model::RunDigest& run) {
  model::Hardware result;
  for (const model::Parameter& leaf : run.environment) {
    const EnvironmentPart part = vocabulary::environment_part(leaf.path);
    if (part == EnvironmentPart::passing || leaf.value.text.empty()) continue;
    (part == EnvironmentPart::hardware ? result.hardware : result.software).emplace_back(leaf.path, leaf.value.text);
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
