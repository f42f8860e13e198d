#pragma once
/// Which columns of a metric file say where in training a row stands.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class Axis : std::uint8_t { none, step, epoch, wall_time };

struct AxisName {
  Axis axis = Axis::none;
  int rank = 0;  ///< of several columns for one axis the one with the lowest rank is taken; the others are metrics
};

/// Without regard to case, blanks around the name, and the difference of " ", "-" and "_":
/// step: step, global_step, trainer/global_step, _step, training_iteration, total_timesteps, time/total_timesteps,
/// timesteps_total, timestep, timesteps, num_env_steps, iteration, iter, it;
/// epoch: epoch, trainer/epoch;
/// wall time: wall_time, walltime, timestamp, _timestamp, time_stamp, datetime, _runtime, elapsed, elapsed_time,
/// elapsed_s, time_elapsed, time/time_elapsed, time_total_s, total_time.
AxisName axis_of(std::string_view column);

/// A step or an epoch: what makes a lone file a curve.
bool is_curve_axis(std::string_view column);

/// Seconds of the whole training so far, as the logger counts them over all launches: time_total_s, train_runtime,
/// total_time, total_training_time and their like; without regard to case and what stands before a "/".
bool counts_training_time(std::string_view column);

}  // namespace vocabulary
