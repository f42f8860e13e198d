#pragma once
/// In how many parameters each configuration differs from all that came before it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/findings/fwd.h"
#include "model/index.h"

namespace analysis {

class ConfigDistances {
 public:
  /// Of the parameters of the experiments' configurations; of a path given twice the last counts.
  explicit ConfigDistances(std::span<const model::Experiment> experiments);

  /// [j], for each j < i: how many parameters i and j set to different values (config_key.h), or only one of them sets.
  /// Valid until the next call. O(i × parameters), at four and more of them a step of the processor; where a parameter
  /// has its most frequent value (not set is one) in fifteen of sixteen experiments, only the others cost.
  std::span<const std::uint32_t> from_earlier(model::Index i);

  /// Whether there is a parameter that both set. O(parameters).
  bool share_parameter(model::Index a, model::Index b) const;

 private:
  struct Leaf {
    std::uint32_t path = 0, value = 0;
  };
  struct Cell {
    model::Index experiment = 0;
    std::uint32_t value = 0;
  };

  void number_leaves(std::span<const model::Experiment> experiments);
  void add_column(const std::vector<Cell>& cells);
  void add_rare(const std::vector<Cell>& cells);

  std::vector<std::vector<Leaf>> leaves_;  // by experiment; by path
  std::size_t paths_ = 0;
  std::vector<std::vector<std::uint32_t>> columns_;  // values of all experiments, of parameters that vary a lot
  std::vector<std::vector<Cell>> rare_;              // of others: experiments without the most frequent value
  std::vector<std::vector<Leaf>> rare_of_;           // the same by experiment; a path is a place in rare_
  std::vector<std::uint32_t> rare_counts_;           // sizes of rare_of_
  std::vector<std::uint32_t> different_;
};

}  // namespace analysis
