#pragma once
/// Parameters whose names say what is compared in a benchmark, and on what: algorithms and environments, models and
/// data sets.

#include <string_view>

namespace vocabulary {

/// What the values of a parameter are, by the last part of its dotted name: "algorithm" ("algo", "agent.algorithm"),
/// "model" ("model_name", "arch", "backbone"), "method", "agent", …; empty: the name does not say that it holds what is
/// compared. O(length).
std::string_view noun_of_compared(std::string_view parameter);

/// Likewise of what is measured on: "environment" ("env_id"), "data set" ("dataset.name"), "benchmark", "task"; empty
/// for any other name. O(length).
std::string_view noun_of_task(std::string_view parameter);

/// "algorithms", of a noun of the functions above.
std::string_view plural_of(std::string_view noun);

}  // namespace vocabulary
