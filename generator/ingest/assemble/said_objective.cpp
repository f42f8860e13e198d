#include "ingest/assemble/said_objective.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/utf8.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace ingest {
namespace {

using model::Direction;

// Last parts of paths, in lower case, the most telling list first.
constexpr std::string_view kWatching[] = {
    "metric_for_best_model,best_metric_name,checkpoint_metric,checkpoint_monitor,ckpt_monitor,ckpt_metric,save_best,"
    "selection_metric,model_selection_metric,validation_metric,eval_metric,key_metric,main_metric,primary_metric,"
    "objective,objective_metric,optimized_metric,optimization_metric,target_metric",
    "early_stopping_metric,early_stop_metric,early_stopping_monitor,early_stop_monitor,earlystopping_monitor,"
    "es_monitor,es_metric",
    "monitor,monitor_metric,metric_to_monitor,monitored_metric,monitor_key"};
constexpr std::string_view kModes =
    "mode,monitor_mode,metric_mode,early_stopping_mode,early_stop_mode,checkpoint_mode,ckpt_mode,save_best_mode,rule,"
    "greater_is_better,higher_is_better,maximize,direction,monitor_op";
constexpr std::size_t kLongestMetricName = 200;

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

std::string_view holder_of(std::string_view path) {
  return path.substr(0, path.size() - last_part(path).size());
}

bool is_of_schedule(std::string_view path) {
  const std::string spaced = vocabulary::spaced_words(path);
  return vocabulary::has_any_words(spaced, "scheduler,schedule,lr,plateau,reduce lr on plateau");
}

Direction direction_said(const model::ParameterValue& value) {
  const std::string text = base::to_lower(base::trim(value.text));
  if (vocabulary::is_on_list(text, "max,maximize,maximise,greater,true,up,higher,gt")) return Direction::maximize;
  if (vocabulary::is_on_list(text, "min,minimize,minimise,less,false,down,lower,lt")) return Direction::minimize;
  return Direction::unknown;
}

/// Of the parameter beside `watched` that says which way is better.
Direction direction_beside(const model::Run& run, const model::Parameter& watched) {
  const std::string_view holder = holder_of(watched.path);
  for (const model::Parameter& one : run.config.parameters) {
    if (holder_of(one.path) != holder || !vocabulary::is_on_list(base::to_lower(last_part(one.path)), kModes)) continue;
    if (const Direction said = direction_said(one.value); said != Direction::unknown) return said;
  }
  return Direction::unknown;
}

std::vector<std::string> without_splits(std::vector<std::string> words) {
  std::erase_if(words,
                [](const std::string& word) { return vocabulary::split_of(word) == vocabulary::Split::validation; });
  return words;
}

/// Names of everything with a number that the run measured.
std::vector<std::string_view> names_of_metrics(const model::Run& run) {
  std::vector<std::string_view> names;
  for (const model::Series& series : run.series) names.push_back(series.name);
  for (const model::Parameter& leaf : run.summary) {
    if (leaf.value.kind == model::ParameterValue::Kind::number) names.push_back(leaf.path);
  }
  return names;
}

/// The metric of the run that `name` means; empty: none, or several.
std::string_view find_named(const std::vector<std::string_view>& metrics, std::string_view name) {
  const auto exact = std::find(metrics.begin(), metrics.end(), name);
  if (exact != metrics.end()) return *exact;
  const std::vector<std::string> words = vocabulary::words_of(name);
  if (words.empty()) return {};
  const std::vector<std::string> bare = without_splits(words);
  std::string_view same, of_validation;
  bool several = false;
  for (const std::string_view metric : metrics) {
    const std::vector<std::string> own = vocabulary::words_of(metric);
    if (own == words && same.empty()) same = metric;
    if (bare.empty() || own.size() == bare.size() || without_splits(own) != bare) continue;
    several = several || (!of_validation.empty() && of_validation != metric);
    of_validation = metric;
  }
  if (!same.empty()) return same;
  return several ? std::string_view{} : of_validation;
}

bool same_number(double a, double b) {
  return a == b || std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b));
}

struct Extremes {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
};

Extremes extremes_of(const model::Series& series) {
  Extremes found;
  for (const double value : series.values) {
    if (!std::isfinite(value)) continue;
    found.low = std::min(found.low, value);
    found.high = std::max(found.high, value);
  }
  return found;
}

bool has_value_at(const model::Series& series, const model::RowAxes& axes, double step, double value) {
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    const std::size_t row = series.row_of(i);
    if (row < axes.step.size() && axes.step[row] == step && same_number(series.values[i], value)) return true;
  }
  return false;
}

}  // namespace

void take_said_objective(model::Run& run) {
  if (!run.objective.empty() || run.config.parameters.empty()) return;
  const std::vector<std::string_view> metrics = names_of_metrics(run);
  for (const std::string_view list : kWatching) {
    std::string_view named;
    Direction direction = Direction::unknown;
    bool differ = false;
    for (const model::Parameter& one : run.config.parameters) {
      if (one.value.kind != model::ParameterValue::Kind::text || one.value.text.size() > kLongestMetricName) continue;
      if (!vocabulary::is_on_list(base::to_lower(last_part(one.path)), list) || is_of_schedule(one.path)) continue;
      std::string_view text = base::trim(one.value.text);
      Direction said = direction_beside(run, one);
      if (text.starts_with('-') || text.starts_with('+')) {
        said = text[0] == '-' ? Direction::minimize : Direction::maximize;
        text.remove_prefix(1);
      }
      const std::string_view metric = find_named(metrics, text);
      if (metric.empty()) continue;
      differ = differ || (!named.empty() && named != metric);
      named = metric;
      if (direction == Direction::unknown) direction = said;
    }
    if (named.empty()) continue;
    if (differ) return;
    run.objective = std::string(named);
    run.objective_direction = direction;
    run.objective_said = model::ObjectiveSaid::by_settings;
    return;
  }
}

void take_kept_best(double best, double step, model::Run& run) {
  if (!run.objective.empty() || !std::isfinite(best)) return;
  const model::Series* kept = nullptr;
  for (const model::Series& series : run.series) {
    if (vocabulary::describe_metric(series.name).split != vocabulary::Split::validation) continue;
    const Extremes extremes = extremes_of(series);
    const bool fits = std::isfinite(step) ? has_value_at(series, run.axes, step, best)
                                          : same_number(extremes.low, best) || same_number(extremes.high, best);
    if (!fits) continue;
    if (kept != nullptr) return;
    kept = &series;
  }
  if (kept == nullptr) return;
  const Extremes extremes = extremes_of(*kept);
  const bool lowest = same_number(extremes.low, best), highest = same_number(extremes.high, best);
  run.objective = kept->name;
  run.objective_said = model::ObjectiveSaid::by_kept_best;
  if (lowest != highest) run.objective_direction = lowest ? Direction::minimize : Direction::maximize;
}

}  // namespace ingest
