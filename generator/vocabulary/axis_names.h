#pragma once
/// Which columns of a metric file say where in training a row stands.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class Axis : std::uint8_t { none, step, epoch, wall_time };

/// How sure a name is. Only values tell whether a column of a less sure name counts.
enum class AxisSureness : std::uint8_t {
  certain,  ///< "epoch", "global_step": always an axis
  likely,   ///< "round", "episode", "env_steps": an axis where the values rise
  perhaps,  ///< "epochs", "samples", "batch": may as well say what was set
};

struct AxisName {
  Axis axis = Axis::none;
  int rank = 0;  ///< of several columns for one axis the one with the lowest rank is taken; the others are metrics
  AxisSureness sureness = AxisSureness::certain;
};

/// What is certain. Without regard to case, blanks around the name, the difference of " ", "-" and "_", and what stands
/// before a last "/" if it is train, trainer, training, global, time, progress or charts:
/// step: step, global_step, _step, training_iteration, total_timesteps, timesteps_total, timestep, timesteps,
/// num_env_steps, iteration, iter, it; train_step, training_step, global_iter, env_step, … (see axis_names.cpp);
/// epoch: epoch, current_epoch, epoch_num, …;
/// wall time: wall_time, walltime, timestamp, _timestamp, time_stamp, datetime, _runtime, elapsed, elapsed_time,
/// elapsed_s, time_elapsed, time_total_s, total_time.
/// Words of other languages count, see words/foreign_words.h: "época", "迭代".
AxisName axis_of(std::string_view column);

/// Likewise, and what is less sure: steps, iterations, epochs, episode, round, generation, update, tokens, samples, ….
AxisName possible_axis_of(std::string_view column);

/// A certain step or epoch: what makes a lone file a curve.
bool is_curve_axis(std::string_view column);

/// Seconds of the whole training so far, as the logger counts them over all launches: time_total_s, train_runtime,
/// total_time, total_training_time and their like; without regard to case and what stands before a "/".
bool counts_training_time(std::string_view column);

/// The first column of a data frame, which counts rows: nameless, "Unnamed: 0", "index".
bool names_row_index(std::string_view column);

}  // namespace vocabulary
