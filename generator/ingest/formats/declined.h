#pragma once
/// Stores of tools that nothing here can read.

#include <string_view>

namespace ingest {

/// Whether an entry that starts with a dot is such a store: ".aim", ".cometml-runs", ".neptune", ".clearml". Others are
/// not looked at.
bool is_declined_name(std::string_view name);

}  // namespace ingest
