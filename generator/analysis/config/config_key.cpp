#include "analysis/config/config_key.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "analysis/config/run_places.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/index.h"
#include "model/run_digest.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_seed(std::string_view leaf, const std::vector<std::string>& words) {
  return words.back() == "seed" || words.back() == "seeds" ||
         is_one_of(leaf, {"random_state", "randomstate", "seed_everything", "randomseed"});
}

bool is_run_name(std::string_view path, std::string_view leaf, std::string_view parent) {
  if (is_one_of(leaf, {"run_name", "run_id", "runid", "exp_name", "exp_id", "experiment_name", "experiment_id",
                       "trial_id", "trial_name", "trial_number", "job_id", "job_name", "uuid", "run_uuid",
                       "slurm_job_id", "wandb_run_id", "wandb_name", "wandb_id", "pid"})) {
    return true;
  }
  return is_one_of(leaf, {"name", "id"}) &&
         (path == leaf || is_one_of(parent, {"run", "experiment", "exp", "wandb", "logger", "trial", "job"}));
}

bool is_time_stamp(std::string_view leaf, const std::vector<std::string>& words) {
  return words.back() == "timestamp" || is_one_of(leaf, {"date", "datetime", "start_time", "started_at", "finished_at",
                                                         "end_time", "created_at", "created", "time_stamp", "now"});
}

// "cuda" and "cpu" are settings that matter to time; "cuda:1" against "cuda:0" is not.
bool is_device_number(std::string_view leaf, const model::ParameterValue& value) {
  if (is_one_of(leaf,
                {"device_id", "device_ids", "gpu_id", "gpu_ids", "local_rank", "node_rank", "global_rank", "rank",
                 "cuda_visible_devices", "cuda_device", "hostname", "host", "master_port", "master_addr", "port"})) {
    return true;
  }
  if (!is_one_of(leaf, {"device", "gpu"})) return false;
  if (value.kind == model::ParameterValue::Kind::number) return true;
  const std::size_t colon = value.text.find(':');
  return colon != std::string::npos && colon + 1 < value.text.size() &&
         value.text.find_first_not_of("0123456789", colon + 1) == std::string::npos;
}

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
  const std::string path = base::to_lower(parameter.path);
  const std::size_t dot = path.rfind('.');
  const std::string leaf = dot == std::string::npos ? path : path.substr(dot + 1);
  const std::string above = dot == std::string::npos ? std::string() : path.substr(0, dot);
  const std::string parent = above.substr(above.rfind('.') + 1);  // npos + 1 is 0
  const std::size_t exact_dot = parameter.path.rfind('.');
  const std::string exact_leaf = parameter.path.substr(exact_dot + 1);
  bool named = false;
  for (const std::string& key : keys.named) {
    if (key.starts_with('!') && is_named(parameter.path, exact_leaf, std::string_view(key).substr(1))) return false;
    named = named || is_named(parameter.path, exact_leaf, key);
  }
  if (named) return true;
  if (keys.places.contains(parameter.path)) return true;
  const std::vector<std::string> words = vocabulary::words_of(leaf);
  if (words.empty()) return false;
  return is_seed(leaf, words) || is_named_as_place(parameter) || is_run_name(path, leaf, parent) ||
         is_time_stamp(leaf, words) || is_device_number(leaf, parameter.value);
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
