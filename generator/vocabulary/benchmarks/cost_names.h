#pragma once
/// Metrics whose names say what using a model costs.

#include <cstdint>
#include <string_view>

namespace vocabulary {

enum class Cost : std::uint8_t {
  none,
  size,        ///< parameters, operations, bytes of the model: the fewer the better
  throughput,  ///< of inference or in general: the more the better
  time,        ///< of inference: the less the better
};

/// By the words of the name: "param_count", "infer_gmacs"; "infer_samples_per_sec", "fps"; "latency_ms". What training
/// costs is none. O(length).
Cost cost_of(std::string_view metric);

}  // namespace vocabulary
