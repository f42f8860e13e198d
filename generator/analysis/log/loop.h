#pragma once
/// A loop of experiments: what each try started from, and what its log says was changed.

#include <optional>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"

namespace model {
struct Loop;
}

namespace analysis {

/// For each experiment, in the order of tries, the last kept one before it, which did not fail; nothing: there is none.
std::vector<std::optional<model::Index>> find_last_kept(std::span<const model::Experiment> experiments);

/// Adds to the comparison with the parent what the log says was changed, from which value to which, where
/// configurations do not tell it. Where the log gives no old value, nothing is added: the setting had one all the same.
void add_said_changes(std::span<model::Experiment> experiments);

/// All of it but the race (analysis/loop/race.h). REQUIRES: the project's metrics and objective, and its experiments in
/// the order of tries.
model::Loop find_loop(const model::Project& project, std::span<const model::Experiment> experiments);

}  // namespace analysis
