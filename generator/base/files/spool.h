#pragma once
/// Scratch storage for what is too large to keep in memory between the map and the reduce stage (thinned curves):
/// an unlinked temporary file that vanishes with the process.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

struct SpoolRef {
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
  bool operator==(const SpoolRef&) const = default;
};

/// Append-only; safe to use from several threads.
class Spool {
 public:
  virtual ~Spool() = default;
  virtual Result<SpoolRef> append(std::string_view bytes) = 0;
  virtual Result<std::string> read(SpoolRef ref) const = 0;
};

/// In `folder`, or in memory when `folder` is empty.
Result<std::unique_ptr<Spool>> open_spool(const std::string& folder);

}  // namespace base
