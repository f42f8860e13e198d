#include "analysis/comparison/config_distances.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

#include "analysis/config/config_key.h"
#include "model/findings/experiment.h"
#include "model/index.h"

namespace analysis {
namespace {

constexpr std::uint32_t kNotSet = 0xffffffff;
constexpr std::size_t kRareShare = 16;  // one experiment in so many

std::uint32_t number_of(std::unordered_map<std::string, std::uint32_t>& numbers, const std::string& text) {
  return numbers.emplace(text, static_cast<std::uint32_t>(numbers.size())).first->second;
}

std::uint32_t most_frequent(std::vector<std::uint32_t> values) {
  std::sort(values.begin(), values.end());
  std::uint32_t found = kNotSet;
  std::size_t most = 0;
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    while (end < values.size() && values[end] == values[begin]) ++end;
    if (end - begin <= most) continue;
    most = end - begin;
    found = values[begin];
  }
  return found;
}

}  // namespace

ConfigDistances::ConfigDistances(std::span<const model::Experiment> experiments)
    : leaves_(experiments.size()), rare_of_(experiments.size()) {
  number_leaves(experiments);
  std::vector<std::vector<Cell>> cells(paths_);
  for (model::Index i = 0; i < leaves_.size(); ++i) {
    for (const Leaf& leaf : leaves_[i]) cells[leaf.path].push_back({i, leaf.value});
  }
  for (const std::vector<Cell>& one : cells) add_column(one);
  for (const std::vector<Leaf>& one : rare_of_) rare_counts_.push_back(static_cast<std::uint32_t>(one.size()));
}

void ConfigDistances::number_leaves(std::span<const model::Experiment> experiments) {
  std::unordered_map<std::string, std::uint32_t> paths, values;
  for (model::Index i = 0; i < experiments.size(); ++i) {
    std::vector<Leaf>& leaves = leaves_[i];
    for (const model::Parameter& parameter : experiments[i].config.parameters)
      leaves.push_back({number_of(paths, parameter.path), number_of(values, value_key(parameter.value))});
    std::stable_sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.path < b.path; });
    std::size_t kept = 0;
    for (std::size_t k = 0; k < leaves.size(); ++k) {
      if (k + 1 == leaves.size() || leaves[k + 1].path != leaves[k].path) leaves[kept++] = leaves[k];
    }
    leaves.resize(kept);
  }
  paths_ = paths.size();
}

void ConfigDistances::add_column(const std::vector<Cell>& cells) {
  const std::size_t n = leaves_.size();
  if (cells.size() * kRareShare <= n) return add_rare(cells);
  std::vector<std::uint32_t> column(n, kNotSet);
  for (const Cell& cell : cells) column[cell.experiment] = cell.value;
  const std::uint32_t usual = most_frequent(column);
  std::vector<Cell> others;
  for (model::Index i = 0; i < n; ++i) {
    if (column[i] != usual) others.push_back({i, column[i]});
  }
  if (others.size() * kRareShare <= n) return add_rare(others);
  columns_.push_back(std::move(column));
}

void ConfigDistances::add_rare(const std::vector<Cell>& cells) {
  for (const Cell& cell : cells)
    rare_of_[cell.experiment].push_back({static_cast<std::uint32_t>(rare_.size()), cell.value});
  rare_.push_back(cells);
}

std::span<const std::uint32_t> ConfigDistances::from_earlier(model::Index i) {
  different_.assign(rare_counts_.begin(), rare_counts_.begin() + static_cast<std::ptrdiff_t>(i));
  for (std::uint32_t& count : different_) count += rare_counts_[i];
  // What is rare on both sides was counted twice.
  for (const Leaf& own : rare_of_[i]) {
    for (const Cell& cell : rare_[own.path]) {
      if (cell.experiment >= i) break;
      different_[cell.experiment] -= cell.value == own.value ? 2 : 1;
    }
  }
  for (const std::vector<std::uint32_t>& column : columns_) {
    const std::uint32_t own = column[i];
    for (model::Index j = 0; j < i; ++j) different_[j] += column[j] != own;
  }
  return different_;
}

bool ConfigDistances::share_parameter(model::Index a, model::Index b) const {
  const std::vector<Leaf>& x = leaves_[a];
  const std::vector<Leaf>& y = leaves_[b];
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].path == y[j].path) return true;
    ++(x[i].path < y[j].path ? i : j);
  }
  return false;
}

}  // namespace analysis
