#pragma once
/// What the names of folders, files and runs say of settings that no configuration holds.

#include <span>
#include <string>
#include <vector>

#include "model/index.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace analysis {

/// Adds parameters to runs of one project that name no experiment (RunDigest::named_parameters counts them), where
/// names tell runs apart that nothing else does. A name is read word by word (vocabulary/runs/said_by_name.h); what
/// counts, dates or identifies runs says nothing, nor do words that all runs share. Read are
/// - environments and data sets, if every run names one and they differ: "env", "dataset". Numbers measured on them are
///   not compared, so that these are added whatever else is known;
/// - "key value" tokens ("lr0.1", "bs_128", "rank=8"), under the name that they have there; models, algorithms and
///   optimisers: "model", "algo", "optimizer";
/// - whatever words remain of a level of folders, of a file's name, of a run's name: "folder" ("folder_1", "folder_2"
/// of
///   several levels), "file", "run name".
/// All but the first only where they differ between runs whose configurations are equal; of runs without any
/// configuration, which grouping.h keeps apart by name in any case, words that remain only where several runs stand
/// below each value, on the average. A number that remains ("exp2", "7") counts runs of one configuration if the
/// numbers at its place have few gaps (from 0 or 1 on, if letters stand directly before), or is the run's seed; it sets
/// runs apart where the reader says that the configuration is incomplete, behind a word such as "stage" or "v", and
/// where there is no configuration. Counted folders set runs apart where several runs stand below each, and seeds come
/// again below another. What the configuration gives under another name ("learning_rate" for "lr") is not added; where
/// it says the same of all but the names differ, " (name)" is put behind it. Paths of what was added, in order. O(runs
/// × (parameters + length of names)).
std::vector<std::string> add_name_parameters(std::vector<model::RunDigest>& runs, std::span<const model::Index> members,
                                             const model::ProjectSettings& settings);

}  // namespace analysis
