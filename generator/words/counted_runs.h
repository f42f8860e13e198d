#pragma once
/// Which runs of an experiment count as its repeats, in words.

#include <span>
#include <string>

#include "model/findings/fwd.h"
#include "model/run_digest.h"

namespace words {

/// Why a run does not count: "stopped at 12 of 20 epochs", "ended after 12 epochs, another of its repeats after 20",
/// "failed", "still running", "training loss ended in NaN", "the same as seed-1", "the seed of seed-1 again, with
/// another result". Empty: it counts. `runs`: all digests.
std::string not_counted_text(std::span<const model::RunDigest> runs, const model::RunCount& count);

/// "All 8 runs count." where there are several; "Not counted: seed-1-first-try, stopped at 12 of 20 epochs."; of an
/// experiment without one that counts: "No run counts: …; what they reached is shown all the same.". Empty: one run,
/// which counts.
std::string counted_sentence(std::span<const model::RunDigest> runs, const model::Experiment& experiment);

}  // namespace words
