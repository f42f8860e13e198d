#pragma once
/// The machines and versions that runs were made on.

#include <string>
#include <utility>
#include <vector>

#include "model/index.h"

namespace model {

/// One kind of machine and set of versions.
struct Hardware {
  std::vector<std::pair<std::string, std::string>> hardware;  ///< name → value, e.g. "gpu" → "…"
  std::vector<std::pair<std::string, std::string>> software;
  std::string machine, framework;  ///< in short (hardware_names.h); may be empty
  std::vector<Index> runs;
};

}  // namespace model
