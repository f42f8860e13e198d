#include "analysis/impact/parameter_values.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "analysis/config/config_key.h"
#include "model/findings/experiment.h"
#include "model/index.h"

namespace analysis {
namespace {

std::uint64_t mix(std::uint64_t x) {
  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

ConfigHash leaf_hash(std::uint64_t path, std::uint64_t value) {
  const std::uint64_t leaf = mix((path << 32) + value);
  return {leaf, mix(leaf ^ 0x5bd1e9955bd1e995)};
}

void add(ConfigHash& to, const ConfigHash& leaf) {
  to.a += leaf.a;
  to.b += leaf.b;
}

ConfigHash text_hash(std::string_view text) {
  ConfigHash hash;
  for (const char c : text) {
    hash.a = mix(hash.a + static_cast<unsigned char>(c));
    hash.b = mix(hash.b ^ hash.a);
  }
  return hash;
}

int kind_rank(model::ParameterValue::Kind kind) {
  using Kind = model::ParameterValue::Kind;
  switch (kind) {
    case Kind::number:
      return 0;
    case Kind::boolean:
      return 1;
    case Kind::text:
      return 2;
    case Kind::list:
      return 3;
    case Kind::null:
      break;
  }
  return 4;
}

bool in_order(const model::ParameterValue& a, const model::ParameterValue& b) {
  if (a.kind != b.kind) return kind_rank(a.kind) < kind_rank(b.kind);
  if (a.kind == model::ParameterValue::Kind::number && a.number != b.number) return a.number < b.number;
  return a.text < b.text;
}

bool varies(const model::Experiment& experiment, const std::string& path) {
  return std::find(experiment.varying.begin(), experiment.varying.end(), path) != experiment.varying.end();
}

bool takes_part(const model::Experiment& experiment) {
  return !experiment.runs.empty() && !experiment.config.parameters.empty();
}

}  // namespace

ParameterColumns::ParameterColumns(std::span<const model::Experiment> experiments)
    : experiments_(experiments), hashes_(experiments.size()) {
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<std::pair<std::string_view, std::vector<Leaf>>> found;
  for (model::Index e = 0; e < experiments.size(); ++e) {
    // Experiments whose repeats differ are alike only where the same parameters vary.
    for (const std::string& path : experiments[e].varying) add(hashes_[e], text_hash(path));
    if (!takes_part(experiments[e])) continue;
    for (const model::Parameter& parameter : experiments[e].config.parameters) {
      const auto [place, is_new] = places.emplace(parameter.path, found.size());
      if (is_new) found.push_back({parameter.path, {}});
      std::vector<Leaf>& leaves = found[place->second].second;
      if (!leaves.empty() && leaves.back().experiment == e) leaves.pop_back();  // a path given twice: the last counts
      leaves.push_back({e, &parameter.value});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [path, leaves] : found) {
    columns_.push_back(make_column(leaves));
    for (const Cell& cell : columns_.back().cells) add(hashes_[cell.experiment], leaf_hash(paths_.size(), cell.value));
    paths_.emplace_back(path);
  }
}

ParameterColumns::Column ParameterColumns::make_column(const std::vector<Leaf>& leaves) {
  Column column;
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<const model::ParameterValue*> values;
  for (const Leaf& leaf : leaves) {
    const auto [value, is_new] = numbers.emplace(value_key(*leaf.value), static_cast<std::uint32_t>(values.size()));
    if (is_new) values.push_back(leaf.value);
    column.cells.push_back({leaf.experiment, value->second});
  }
  std::vector<std::uint32_t> order(values.size()), rank(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return in_order(*values[a], *values[b]); });
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    column.values.push_back(values[order[i]]);
  }
  for (Cell& cell : column.cells) cell.value = rank[cell.value];
  return column;
}

std::optional<ParameterValues> ParameterColumns::values(model::Index path) const {
  const Column& column = columns_[path];
  ParameterValues result{.path = paths_[path]};
  const auto not_set = static_cast<std::uint32_t>(column.values.size());
  result.of_experiment.assign(experiments_.size(), not_set);
  for (const Cell& cell : column.cells) result.of_experiment[cell.experiment] = cell.value;
  std::vector<std::uint32_t> places(column.values.size() + 1, kTakesNoPart);  // of values that experiments have
  for (model::Index e = 0; e < experiments_.size(); ++e) {
    std::uint32_t& value = result.of_experiment[e];
    if (!takes_part(experiments_[e]) || varies(experiments_[e], result.path)) value = kTakesNoPart;
    if (value != kTakesNoPart) places[value] = 0;
  }
  for (std::uint32_t value = 0; value <= not_set; ++value) {
    if (places[value] == kTakesNoPart) continue;
    places[value] = static_cast<std::uint32_t>(result.values.size());
    result.values.push_back(value == not_set ? std::nullopt : std::optional(*column.values[value]));
  }
  if (result.values.size() < 2) return std::nullopt;
  for (std::uint32_t& value : result.of_experiment) {
    if (value != kTakesNoPart) value = places[value];
  }
  result.rest = hashes_;
  for (const Cell& cell : column.cells) {
    const ConfigHash leaf = leaf_hash(path, cell.value);
    result.rest[cell.experiment].a -= leaf.a;
    result.rest[cell.experiment].b -= leaf.b;
  }
  return result;
}

std::vector<ConfigHash> ParameterColumns::hash_of(std::span<const model::Index> paths) const {
  std::vector<ConfigHash> result(experiments_.size());
  for (const model::Index path : paths) {
    for (const Cell& cell : columns_[path].cells) add(result[cell.experiment], leaf_hash(path, cell.value));
  }
  return result;
}

}  // namespace analysis
