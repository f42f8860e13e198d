#pragma once
/// How something was decided.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace model {

/// `none`: there was nothing to decide, or nothing to decide by.
enum class How : std::uint8_t {
  none,
  set_in_settings,
  by_search,             ///< named by the search that made the runs
  said_in_log,           ///< of a loop of experiments
  first_of_log_columns,  ///< the first measured column of its log
  by_decisions,          ///< `count` of `of` kept tries are `pattern` ("lower", "higher") than the champion before them
  by_decisions_against_name,  ///< the same, although the name says otherwise
  direction_not_known,
  by_kept_best,  ///< the trainer kept the best by it
  by_settings,   ///< the settings of the runs name it
  not_of_kind,   ///< projects of this kind have none unless somebody says so
  // A kind of project.
  kept_log,           ///< notes, decisions or parents, or runs that name their experiments
  rows_of_loop,       ///< runs are rows of the log of a loop
  searched_by_tool,   ///< a search made `count` of `of` runs
  many_single_runs,   ///< `count` experiments of one run each, over the parameters `names`
  crossed,            ///< the parameters `names` (compared, task) are crossed: `count` of `of` cells have runs
  one_row_each,       ///< `count` experiments of one run each, told apart by `names` (or by their own names)
  nothing_else_fits,  ///< it is none of the other kinds
  // An objective, its direction, the roles of metrics.
  by_name_pattern,  ///< `pattern`; with `of`: `count` of so many runs have the metric
  no_telling_name,  ///< no metric has a name that says what it measures and which direction is better
  larger_is_better_taken,
  by_name_patterns,
  settings_and_name_patterns,
  no_name_says_role,
  // A baseline.
  first_with_objective,
  first_of_log,
  no_experiment_has_runs,
  // A parent.
  said_in_notes,
  none_said_in_notes,
  last_kept,  ///< of a loop: the last kept try before it
  no_kept_before,
  fewest_differences,  ///< `count` parameters
  no_shared_parameter,
  // Which runs are one experiment.
  by_grouping,  ///< `grouped`
  // What is ranked.
  project_for_each,         ///< of the values of the parameters `names`
  that_of_baseline,         ///< `count` experiments were measured otherwise
  that_of_most_experiments  ///< the same
};

/// Runs by what made them experiments.
struct GroupedRuns {
  std::size_t by_experiment = 0;        ///< they name it
  std::size_t by_config = 0;            ///< equal apart from seed-like parameters
  std::size_t repeats_by_name = 0;      ///< without a configuration: alike in folder and name
  std::size_t alone = 0;                ///< without a configuration, and no other alike
  std::vector<std::string> from_names;  ///< parameters that names of folders and files say, and no configuration
};

/// How something was decided. Guesses are disclosed with the line of trialpress.json that would change them.
struct Decided {
  bool guessed = false;
  How how = How::none;
  std::string pattern;
  std::vector<std::string> names;
  std::size_t count = 0, of = 0;
  GroupedRuns grouped;
  bool test_metric_at_last = false;  ///< an objective: a test metric, so at its last value
  bool mean_of_tail = false;         ///< an objective: by the mean of its last tenth, see model::Taken
  std::string setting;  ///< the JSON that would change it, e.g. "\"objective\": {\"metric\": \"val/accuracy\"}"
};

}  // namespace model
