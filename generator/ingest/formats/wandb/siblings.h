#pragma once
/// What the runs beside a Weights & Biases run say where its own log is missing.

#include <string>

#include "base/files/files.h"

namespace ingest {

/// The project of the logs in the folders beside `folder`: only if all that say one agree, else "". Looks into at most
/// kMaxSiblings folders, and at the first records of each log.
std::string project_of_siblings(const base::FileReader& files, const std::string& folder);
inline constexpr int kMaxSiblings = 50;

}  // namespace ingest
