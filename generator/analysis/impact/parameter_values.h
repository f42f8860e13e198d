#pragma once
/// Which values of which parameters the experiments of a project were made with: what find_impacts works on.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

inline constexpr std::uint32_t kTakesNoPart = 0xffffffff;

/// What a configuration is: equal for equal settings, 128 bits so that different ones do not meet by chance. Sums of
/// the hashes of its leaves: what remains without a leaf is a difference.
struct ConfigHash {
  std::uint64_t a = 0, b = 0;
  auto operator<=>(const ConfigHash&) const = default;
};

/// One parameter with at least two different values.
struct ParameterValues {
  std::string path;
  std::vector<std::optional<model::ParameterValue>> values;  ///< in the order of ParameterImpact::values
  std::vector<std::uint32_t> of_experiment;                  ///< in `values`, by experiment; kTakesNoPart: see below
  std::vector<ConfigHash> rest;  ///< of each experiment's configuration without this parameter
};

/// Parameters of experiments in columns. An experiment takes no part if it has no runs or no parameters at all; it
/// takes no part for a parameter that varies between its own runs.
class ParameterColumns {
 public:
  /// `experiments` must outlive the columns. O(parameters set, in all experiments together).
  explicit ParameterColumns(std::span<const model::Experiment> experiments);

  /// Paths by bytes.
  const std::vector<std::string>& paths() const { return paths_; }
  /// Number of experiments that set it.
  std::size_t set_in(model::Index path) const { return columns_[path].cells.size(); }
  /// Nothing: fewer than two values.
  std::optional<ParameterValues> values(model::Index path) const;
  /// Hash of the leaves at `paths` (ascending, no duplicates) of each experiment; of none of them: 0.
  std::vector<ConfigHash> hash_of(std::span<const model::Index> paths) const;

 private:
  struct Cell {
    model::Index experiment = 0;
    std::uint32_t value = 0;  // in Column::values
  };
  struct Column {
    std::vector<Cell> cells;                           // by experiment
    std::vector<const model::ParameterValue*> values;  // different ones, in order
  };

  struct Leaf {
    model::Index experiment = 0;
    const model::ParameterValue* value = nullptr;
  };
  static Column make_column(const std::vector<Leaf>& leaves);

  std::span<const model::Experiment> experiments_;
  std::vector<std::string> paths_;
  std::vector<Column> columns_;     // by path
  std::vector<ConfigHash> hashes_;  // of whole configurations, by experiment
};

}  // namespace analysis
