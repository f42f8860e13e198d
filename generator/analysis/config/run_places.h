#pragma once
/// Parameters that hold places of runs: where a run writes, or which checkpoint it resumes from. They differ from
/// repeat to repeat without being under test. Judged by values; what names say is in vocabulary/place_names.h.

#include <set>
#include <span>
#include <string>

#include "model/config.h"
#include "model/index.h"
#include "model/run_digest.h"

namespace analysis {

/// Paths of parameters (as written) whose values are places of runs, judged over all runs in `members` that have one.
/// null, false, "" and "none" are no values; another that looks like no path makes the parameter a setting. All values
/// must
/// - contain, as a part of the path, the run's own id, name or folder, if that is a time stamp or a hash: then whatever
///   the name;
/// - or be (a stretch of at least two parts of) the run's own folder, or contain its id, name or folder, with two
///   different values: if the name ends in a word for a place. Of a name that speaks of a model or weights the part
///   must be a directory: pretrained/resnet50.pth in the run resnet50 is a setting, out/run3/model.pt in run3 is not;
/// - or contain a time stamp, no two alike: if the name ends in a word for a place;
/// - or lie where runs write (results/116/final.pt), or be a checkpoint that training leaves (ckpt/last.pt or
///   epoch=3.ckpt): if the name says nothing but place or checkpoint ("path", "ckpt_file");
/// - or differ in each of at least three runs: if the name says nothing but place ("path", "file").
/// - or end in a time stamp or a random id, no two alike: if the name speaks of no data, configuration or weights and
///   may be that of an output: "save", "exp", "checkpoint", "title"; then they need not look like paths;
/// - or be nothing but random ids, no two alike: whatever the name.
/// A name that speaks of data or configuration stays a setting but for the first rule. O(runs × parameters).
std::set<std::string> find_run_places(std::span<const model::RunDigest> runs, std::span<const model::Index> members);

}  // namespace analysis
