#pragma once
/// The file that an evaluation callback of Stable-Baselines3 keeps: evaluations.npz.

#include <string>

#include "ingest/run_format.h"

namespace ingest {

/// By its first bytes, whatever it is called.
bool is_evaluations_file(const FolderView& folder, const base::FolderEntry& entry);

/// The evaluations of one file as series over time steps, called as the callback logs them: "eval/mean_reward",
/// "eval/mean_ep_length", "eval/success_rate", each the mean over the episodes of an evaluation (the sum in their order
/// divided by their number). Arrays that do not have a value for each time step are left out (npz-array: warning).
model::Run read_evaluations(const ReadContext& context, const std::string& path);

}  // namespace ingest
