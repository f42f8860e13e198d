#include "analysis/config/config_key.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

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

}  // namespace

SeedKeys find_seed_keys(std::span<const model::RunDigest> runs, std::span<const model::Index> members,
                        std::vector<std::string> named) {
  return {.named = std::move(named), .places = find_run_places(runs, members)};
}

bool is_seed_like(const model::Parameter& parameter, const SeedKeys& keys) {
  const std::size_t exact_dot = parameter.path.rfind('.');
  const std::string exact_leaf = parameter.path.substr(exact_dot + 1);
  bool named = false;
  for (const std::string& key : keys.named) {
    if (key.starts_with('!') && is_named(parameter.path, exact_leaf, std::string_view(key).substr(1))) return false;
    named = named || is_named(parameter.path, exact_leaf, key);
  }
  return named || keys.places.contains(parameter.path) || vocabulary::tells_repeats_apart(parameter);
}

std::string value_key(const model::ParameterValue& value) {
  using Kind = model::ParameterValue::Kind;
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const char kind = static_cast<char>('0' + static_cast<int>(value.kind));
  if (value.kind == Kind::number && std::fabs(value.number) < kExact)
    return kind + base::number_text(value.number + 0.0);
  return kind + value.text;
}

std::string config_key(const model::Config& config, const SeedKeys& keys) {
  std::vector<std::string> leaves;
  for (const model::Parameter& parameter : config.parameters) {
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
