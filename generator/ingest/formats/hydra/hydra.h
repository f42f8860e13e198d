#pragma once
/// Hydra writes no metrics: it keeps the settings of a job in <job>/.hydra beside whatever else writes there.
///
///   .hydra/config.yaml      the job's settings, interpolations such as ${model.size} not resolved
///   .hydra/overrides.yaml   what was set on the command line: ["lr=0.1", …]
///
/// Folders with a dot are not walked, so both the walk and the reading look for .hydra by name.

#include <string>
#include <string_view>

#include "ingest/run_format.h"

namespace ingest {

inline constexpr std::string_view kHydraFolder = ".hydra";

/// Whether `folder` holds .hydra/config.yaml.
bool is_hydra_job(const base::FileReader& files, const std::string& folder);

/// Adds what the nearest .hydra at or above the unit's folder says: settings that the run does not give itself, the
/// seed, overrides as tags, of a job folder called by date and time (2024-05-01/10-00-00) the start, and of a job of a
/// sweep a name if its run has none. References to other settings are resolved; those to the outside (${oc.env:…}) stay
/// as they are.
void add_hydra(const ReadContext& context, model::Run& run);

/// Jobs in which no other format found a run: their settings, and their files as artifacts. Claims nothing; the walk
/// makes its units.
extern const RunFormat kHydraFormat;

}  // namespace ingest
