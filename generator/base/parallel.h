#pragma once
/// Work on indices by several threads; results go to slot i, so that order never depends on timing.

#include <cstddef>
#include <functional>

namespace base {

/// Calls `work(i)` for every i in [0, count), from up to `jobs` threads (at least 1; 1 means this thread only).
/// Returns when all are done. The first exception thrown by `work` is rethrown here after the rest have stopped.
void parallel_for(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work);

}  // namespace base
