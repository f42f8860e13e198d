#include "analysis/config/config_key.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/config/repeat_counters.h"
#include "analysis/config/run_places.h"
#include "base/text/number_text.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

bool is_named(std::string_view path, std::string_view leaf, std::string_view key) {
  if (key.starts_with("*.")) return path.ends_with(key.substr(1)) || path == key.substr(2);
  return path == key || leaf == key;
}

std::unordered_set<std::string> find_telling_names(std::span<const model::RunDigest> runs,
                                                   std::span<const model::Index> members) {
  std::unordered_set<std::string_view> seen;
  std::unordered_set<std::string> telling;
  // Runs of one script have their parameters in one order: mostly the path at hand stood here in the run before.
  const std::vector<model::Parameter>* before = nullptr;
  for (const model::Index run : members) {
    const std::vector<model::Parameter>& parameters = runs[run].config.parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const std::string& path = parameters[i].path;
      if (before != nullptr && i < before->size() && (*before)[i].path == path) continue;
      if (seen.insert(path).second && vocabulary::may_tell_repeats_apart(path)) telling.insert(path);
    }
    before = &parameters;
  }
  return telling;
}

}  // namespace

SeedKeys find_seed_keys(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                        std::vector<std::string> named) {
  SeedKeys keys{.named = std::move(named), .found = find_run_places(runs, members)};
  keys.found.merge(find_repeat_counters(runs, members, keys.found));
  keys.telling = find_telling_names(runs, members);
  return keys;
}

bool is_seed_like(const model::Parameter& parameter, const SeedKeys& keys) {
  const std::string_view exact_leaf = std::string_view(parameter.path).substr(parameter.path.rfind('.') + 1);
  bool named = false;
  for (const std::string& key : keys.named) {
    if (key.starts_with('!') && is_named(parameter.path, exact_leaf, std::string_view(key).substr(1))) return false;
    named = named || is_named(parameter.path, exact_leaf, key);
  }
  if (named || keys.found.contains(parameter.path)) return true;
  constexpr std::size_t kShortestEncoded = 64;
  const bool may =
      !keys.telling || keys.telling->contains(parameter.path) || parameter.value.text.size() >= kShortestEncoded;
  return may && vocabulary::tells_repeats_apart(parameter);
}

std::string value_key(const model::ParameterValue& value) {
  using Kind = model::ParameterValue::Kind;
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const char kind = static_cast<char>('0' + static_cast<int>(value.kind));
  if (value.kind == Kind::number && std::fabs(value.number) < kExact)
    return kind + base::number_text(value.number + 0.0);
  return kind + value.text;
}

std::string config_key(std::span<const model::Parameter> parameters, const SeedKeys& keys) {
  std::vector<std::string> leaves;
  for (const model::Parameter& parameter : parameters) {
    if (is_seed_like(parameter, keys)) continue;
    std::string leaf = std::to_string(parameter.path.size());
    const std::string value = value_key(parameter.value);
    leaf.append(":").append(parameter.path).append(std::to_string(value.size())).append(":").append(value);
    leaves.push_back(std::move(leaf));
  }
  std::sort(leaves.begin(), leaves.end());
  std::string key;
  for (const std::string& leaf : leaves) key += leaf;
  return key;
}

}  // namespace analysis
