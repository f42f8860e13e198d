#pragma once
/// Digests for tests of what comes after the map stage: `digest(run("a").param("lr", 0.1).metric("loss", {1, .5}))`.

#include "analysis/run/digest.h"
#include "support/run_builder.h"

namespace support {

/// Digested by the program itself; the curves are dropped.
inline model::RunDigest digest(const RunBuilder& run, const model::Settings& settings = {}) {
  return analysis::digest_run(run.build(), settings).digest;
}

}  // namespace support
