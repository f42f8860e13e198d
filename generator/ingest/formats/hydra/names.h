#pragma once
/// Names for the jobs of a Hydra sweep, whose folders are called by settings or by numbers.

#include <string>

#include "base/files/files.h"

namespace ingest {

/// Of multirun/model=a/game.param=2: the settings in which folders beside one of these differ ("model=a, param=2"), or
/// the last one if none does. Of multirun/2024-05-01/10-00-00/3: the overrides of the job that the sweep's
/// multirun.yaml gave several values. "" for other folders. Keys stand without their groups where that is clear.
std::string hydra_job_name(const base::FileReader& files, const std::string& job);

}  // namespace ingest
