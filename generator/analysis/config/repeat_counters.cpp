#include "analysis/config/repeat_counters.h"

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/config/config_key.h"
#include "base/text/number_text.h"
#include "model/config.h"
#include "vocabulary/seed_names.h"

namespace analysis {
namespace {

constexpr std::size_t kMostRepeats = 1000;

std::string_view leaf_of(std::string_view path) {
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

std::optional<long> whole_number(const model::ParameterValue& value) {
  std::optional<double> number;
  if (value.kind == model::ParameterValue::Kind::number) number = value.number;
  if (value.kind == model::ParameterValue::Kind::text) number = base::parse_number(value.text);
  if (!number || !std::isfinite(*number) || *number < 0 || *number > kMostRepeats || *number != std::floor(*number))
    return std::nullopt;
  return static_cast<long>(*number);
}

struct CounterCandidate {
  vocabulary::Counts counts = vocabulary::Counts::nothing;
  std::set<long> numbers;
  bool whole = true;

  bool is_dense() const {
    return whole && numbers.size() > 1 && *numbers.begin() <= 1 &&
           *numbers.rbegin() - *numbers.begin() + 1 == static_cast<long>(numbers.size());
  }
};

/// Whether each setting of the other parameters was made with each of the numbers, once.
bool is_crossed(std::span<const model::RunDigest> runs, std::span<const model::Index> members, std::string_view path,
                const CounterCandidate& candidate, const std::set<std::string>& already) {
  SeedKeys others{.found = already};
  others.found.emplace(path);
  std::map<std::string, std::set<long>> made;
  std::size_t values = 0;
  for (const model::Index run : members) {
    const model::ParameterValue* value = runs[run].config.find(path);
    const std::optional<long> number = value != nullptr ? whole_number(*value) : std::nullopt;
    if (!number) return false;
    made[config_key(runs[run].config.parameters, others)].insert(*number);
    ++values;
  }
  const std::size_t needed = candidate.numbers.size();
  if (needed < 3 && made.size() < 2) return false;
  if (values != made.size() * needed) return false;
  for (const auto& [key, numbers] : made) {
    if (numbers.size() != needed) return false;
  }
  return true;
}

}  // namespace

std::set<std::string> find_repeat_counters(std::span<const model::RunDigest> runs,
                                           std::span<const model::Index> members,
                                           const std::set<std::string>& already) {
  std::map<std::string_view, vocabulary::Counts> names;  // of leaves
  std::map<std::string_view, CounterCandidate> candidates;
  for (const model::Index run : members) {
    for (const model::Parameter& parameter : runs[run].config.parameters) {
      using Kind = model::ParameterValue::Kind;
      if (parameter.value.kind != Kind::number && parameter.value.kind != Kind::text) continue;
      const std::string_view leaf = leaf_of(parameter.path);
      const auto [name, is_new] = names.emplace(leaf, vocabulary::Counts::nothing);
      if (is_new) name->second = vocabulary::counts_repeats(leaf);
      if (name->second == vocabulary::Counts::nothing) continue;
      CounterCandidate& candidate = candidates[parameter.path];
      candidate.counts = name->second;
      const std::optional<long> number = whole_number(parameter.value);
      candidate.whole = candidate.whole && number;
      if (candidate.whole) candidate.numbers.insert(*number);
    }
  }
  std::set<std::string> found;
  for (const auto& [path, candidate] : candidates) {
    if (!candidate.is_dense()) continue;
    const bool repeats =
        candidate.counts == vocabulary::Counts::if_dense || is_crossed(runs, members, path, candidate, already);
    if (repeats) found.emplace(path);
  }
  return found;
}

}  // namespace analysis
