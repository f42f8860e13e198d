#pragma once
/// How many parameters of each run a site keeps where a small input would make a large one: aliases of YAML, or a list
/// of a hundred thousand settings.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/notice.h"
#include "model/run_digest.h"

namespace analysis {

/// Inputs of this size and more are kept whole: their sites may be large.
inline constexpr std::uint64_t kLargeInputBytes = 5u << 20;
inline constexpr std::size_t kParametersOfSmallInput = 60'000;  ///< of all its runs
inline constexpr std::size_t kParametersOfAnyRun = 500;

/// The largest number of parameters that a run of an input of `bytes` keeps; SIZE_MAX: all of them. Never less than
/// kParametersOfAnyRun.
std::size_t parameters_kept(std::uint64_t bytes, std::size_t runs);

/// Cuts configurations to `most` parameters, the first ones; the tree of one that was cut is null, since it would not
/// be what was there. A notice for each (parameters-left-out: warning). `labels` of the sources, by
/// RunIdentity::source.
std::vector<model::Notice> keep_parameters(std::span<model::RunDigest> runs, std::size_t most,
                                           std::span<const std::string> labels);

}  // namespace analysis
