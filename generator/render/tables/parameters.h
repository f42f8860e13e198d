#pragma once
/// The tables about what one parameter does.

#include <cstddef>
#include <vector>

#include "render/tables/tables.h"
#include "words/parameter.h"

namespace render {

inline constexpr std::size_t kMostParameterRows = 1'000;  ///< of the impact table; the most important ones
inline constexpr std::size_t kMostDetailRows = 200;       ///< of the three tables below

/// Each tested value with experiments, runs, mean objective and mean training time (of experiments, so confounded with
/// what else they change), and whether it is recommended. Beyond kMostDetailRows those with the best means.
model::Table tested_values_table(const words::ImpactContext& context);
/// Each two values that have a pair: pairs, difference, interval, adjusted p, in words, difference in time.
model::Table effects_table(const words::ImpactContext& context);
/// Controlled pairs with links to both experiments.
model::Table pairs_table(const TableContext& where, const words::ImpactContext& context);

}  // namespace render
