#include "analysis/log/run_copies.h"

#include <cstdint>
#include <set>

#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

bool can_have_copies(const model::RunDigest& run) {
  // Rows of a log hold a few rounded numbers: equal ones say nothing of where they come from.
  return run.loop.number == 0 && (!run.series.empty() || !run.summary.empty());
}

std::vector<bool> find_copies(std::span<const model::RunDigest> runs, std::span<const model::Index> members) {
  std::vector<bool> copies;
  std::set<std::uint64_t> seen;
  for (const model::Index member : members) {
    const model::RunDigest& run = runs[member];
    copies.push_back(can_have_copies(run) && !seen.insert(run.content).second);
  }
  return copies;
}

}  // namespace analysis
