#include "vocabulary/axis_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "base/text/utf8.h"

namespace vocabulary {
namespace {

constexpr std::array<std::string_view, 14> kSteps{"step",
                                                  "global_step",
                                                  "trainer/global_step",
                                                  "_step",
                                                  "training_iteration",
                                                  "total_timesteps",
                                                  "time/total_timesteps",
                                                  "timesteps_total",
                                                  "timestep",
                                                  "timesteps",
                                                  "num_env_steps",
                                                  "iteration",
                                                  "iter",
                                                  "it"};
constexpr std::array<std::string_view, 2> kEpochs{"epoch", "trainer/epoch"};
constexpr std::array<std::string_view, 14> kTimeAxes{
    "wall_time", "walltime",     "timestamp", "_timestamp",   "time_stamp",        "datetime",     "_runtime",
    "elapsed",   "elapsed_time", "elapsed_s", "time_elapsed", "time/time_elapsed", "time_total_s", "total_time"};

int rank_in(std::span<const std::string_view> names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

}  // namespace

AxisName axis_of(std::string_view column) {
  column = base::trim(column);
  if (column.size() < 2 || column.size() > 20) return {};
  std::string name = base::to_lower(column);
  for (char& c : name) {
    if (c == ' ' || c == '-') c = '_';
  }
  if (const int rank = rank_in(kSteps, name); rank >= 0) return {Axis::step, rank};
  if (const int rank = rank_in(kEpochs, name); rank >= 0) return {Axis::epoch, rank};
  if (const int rank = rank_in(kTimeAxes, name); rank >= 0) return {Axis::wall_time, rank};
  return {};
}

bool is_curve_axis(std::string_view column) {
  const Axis axis = axis_of(column).axis;
  return axis == Axis::step || axis == Axis::epoch;
}

bool counts_training_time(std::string_view column) {
  constexpr std::array<std::string_view, 8> kTotals{"time_total_s",     "train_runtime",       "total_time",
                                                    "total_time_s",     "total_training_time", "total_training_time_s",
                                                    "total_train_time", "training_time_total"};
  column = base::trim(column);
  column = column.substr(column.rfind('/') + 1);  // npos + 1 is 0
  if (column.size() < 10 || column.size() > 21) return false;
  return rank_in(kTotals, base::to_lower(column)) >= 0;
}

}  // namespace vocabulary
