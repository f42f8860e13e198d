#pragma once
/// Parameters whose names say how long a run was to train, and what may end it before.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class PlanUnit : std::uint8_t { none, epochs, steps };

/// What a number of this name plans, by the last part of a dotted name, without regard to case: epochs of "epochs",
/// "num_epochs", "max_epochs", "num_train_epochs", …; steps of "max_steps", "total_timesteps", "num_iterations", ….
/// "n_steps" (of a rollout), "warmup_epochs" and "save_steps" plan nothing.
PlanUnit planned_by(std::string_view path);

/// Whether it says after how long without progress training stops: "patience", "early_stopping_patience",
/// "early_stop"; not the patience of a learning rate's schedule.
bool stops_early(std::string_view path);

}  // namespace vocabulary
