#pragma once
/// Which machines and versions the runs were made with.

#include <optional>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

struct HardwareInventory {
  std::vector<model::Hardware> kinds;  ///< most runs first, ties by first run
  std::vector<std::optional<model::Index>>
      of_run;  ///< parallel to the runs; nothing: no environment, or nothing lasting in it
};

/// Groups the leaves of RunDigest::environment: equal sets are one kind. A leaf is hardware if a word of its path names
/// a part of a machine (gpu, cpu, ram, memory, cores, device, …) and none a version or driver; everything else is
/// software. What changes from run to run on the same machine counts for neither: host and user names, process numbers,
/// commands, time stamps, working folders, commits and branches, temperatures and loads. Names and values as written,
/// sorted by name.
HardwareInventory find_hardware(std::span<const model::RunDigest> runs);

/// True if times may be compared: the same hardware (software may differ), or unknown on both sides.
/// One known and one unknown: false.
bool same_machine(const HardwareInventory& inventory, std::optional<model::Index> a, std::optional<model::Index> b);

/// Whether all `runs` are of one machine in that sense; of no runs: true.
bool one_machine(const HardwareInventory& inventory, std::span<const model::Index> runs);

}  // namespace analysis
