#pragma once
/// What is odd about a set of runs: ids that clash, runs that were read twice.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/notice.h"
#include "model/run_digest.h"

namespace analysis {

/// duplicate-run-id: the id that a run gave itself is taken by an earlier one (error); an id made from the folder is,
/// which happens between sources (note). run-id-case: ids differ only in the case of ASCII letters (note).
/// duplicate-run-content: a copy of an earlier run (note; see run_copies.h). In order
/// of key, at the later run's configuration file, else its first file, else its folder. `source_labels` stand in front
/// of files.
std::vector<model::Notice> find_run_notices(std::span<const model::RunDigest> runs,
                                            std::span<const std::string> source_labels);

/// "label/path", or the path alone for a source without a label.
std::string place_of(std::span<const std::string> source_labels, std::size_t source, const std::string& path);

}  // namespace analysis
