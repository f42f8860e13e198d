#pragma once
/// Which two parameters of a project are crossed: algorithms and environments, models and data sets.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/settings.h"

namespace analysis {

struct AnalysisInput;
struct ProjectMembers;

/// Two parameters that span a table, most of whose cells have runs.
struct SuiteAxes {
  std::vector<std::string> compared;  ///< those whose values, together, are the rows
  std::vector<std::string> tasks;     ///< those whose values, together, are the columns; sorted
  std::size_t rows = 0, columns = 0;
  std::size_t filled = 0;  ///< cells with runs, of rows × columns
  bool operator==(const SuiteAxes&) const = default;
};

/// Columns: the values of the parameters that define what is measured (evaluation.h), are not seed-like and have
/// several values. Rows: the values of one text whose name says that it is compared (compared_names.h; of those that
/// fit, the one with most rows, then by path); else those of all texts that were read from names of folders, files and
/// runs (name_parameters.h), together with the ones so named.
/// It fits if at least eight of ten runs have both, there are two rows, two columns and six cells or more, at least 0.6
/// of the cells have runs, and at least 0.8 of those have one configuration each, seed-like keys aside. Nothing: there
/// is no such pair. O(runs × parameters).
std::optional<SuiteAxes> find_suite_axes(const AnalysisInput& input, const ProjectMembers& members,
                                         const model::ProjectSettings& settings);

/// The same text for the same row: the values of `compared` that are set. Empty: none is.
std::string row_key(const model::Config& config, const std::vector<std::string>& compared);

}  // namespace analysis
