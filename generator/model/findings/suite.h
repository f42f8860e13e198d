#pragma once
/// What is compared in a suite, over its tasks: algorithms × environments, models × data sets.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/index.h"

namespace model {

/// A cell beside the best of its column.
enum class Standing : std::uint8_t {
  none,      ///< no finite value
  best,      ///< the best mean of the column
  not_told,  ///< tested, and not told from the best
  worse,     ///< tested, and clearly worse than the best
  untested,  ///< one of the two has a single run, or no spread that says anything
};

/// One row on one task.
struct SuiteCell {
  std::vector<Index> experiments;  ///< in Findings::experiments; several: of different settings, taken together
  Estimate value;                  ///< of the objective, over their runs
  double p_adjusted = kMissing;    ///< that it is as good as the best of its column; see analysis/kinds/suite.h
  Standing standing = Standing::none;
};

/// A number with its 95 % interval by the bootstrap; the ends are NaN where there are too few runs for one.
struct Bootstrapped {
  double value = kMissing, low = kMissing, high = kMissing;
};

/// One of what is compared: an algorithm, a model.
struct SuiteRow {
  std::string name;
  std::vector<SuiteCell> cells;  ///< parallel to Suite::tasks
  std::size_t best_of = 0;       ///< columns in which it is the best
  bool complete = false;         ///< it has a finite value on each task: it takes part in what is over all tasks
  Bootstrapped score;            ///< interquartile mean of its runs' normalised scores
  Bootstrapped chance;           ///< that a run of it beats one of the reference, ties half, mean over the tasks
  bool told = false;             ///< from the reference: its interval at Suite::claim_level leaves out one half
};

struct Suite {
  std::vector<std::string> compared;     ///< parameters whose values, together, are the rows
  std::vector<std::string> tasks_by;     ///< those whose values are the columns
  std::vector<std::string> tasks;        ///< names of the columns, in natural order
  std::vector<SuiteRow> rows;            ///< complete ones first, by score; then by columns best of, then by name
  std::size_t complete = 0;              ///< the first so many rows
  std::optional<std::size_t> reference;  ///< in rows: what the others are held against; nothing: too few are complete
  bool reference_set = false;            ///< by the settings; else it is the best by score
  std::size_t fewest = 0, most = 0;      ///< runs in a cell that has any
  double claim_level = kMissing;  ///< of the intervals that `told` rests on: 1 − 5 % over the number of comparisons
  std::size_t unplaced = 0;       ///< runs that say no task or nothing to compare
};

}  // namespace model
