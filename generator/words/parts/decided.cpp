#include "words/parts/decided.h"

#include <cstddef>
#include <vector>

#include "model/findings/decided.h"
#include "words/parts/lists.h"

namespace words {
namespace {

using model::Decided;
using model::How;

std::string name_pattern_text(const Decided& decided) {
  std::string text = "by the name pattern \"" + decided.pattern + "\"";
  if (decided.of > 0)
    text += ", which " + std::to_string(decided.count) + " of " + std::to_string(decided.of) + " runs have";
  return text;
}

std::string grouping_text(const model::GroupedRuns& runs) {
  std::string text;
  const auto add = [&text](std::size_t count, const char* what) {
    if (count == 0) return;
    if (!text.empty()) text += "; ";
    text += std::to_string(count) + (count == 1 ? " run " : " runs ") + what;
  };
  add(runs.by_experiment, "by the experiment they name");
  add(runs.by_config, "by equal configuration apart from seed-like parameters");
  add(runs.repeats_by_name,
      "without a configuration by folder and name, where numbers of repeats and time stamps do not count");
  add(runs.alone, "without a configuration, each on its own");
  if (!runs.from_names.empty()) {
    text += "; " + listed(runs.from_names) + (runs.from_names.size() == 1 ? " was" : " were") +
            " read from the names of folders, files or runs, since no configuration tells these runs apart";
  }
  return text;
}

std::string project_for_each_text(const std::vector<std::string>& paths) {
  std::string names;
  for (const std::string& path : paths) names += (names.empty() ? "" : ", ") + path;
  return "a project of its own for each " + names + ", since numbers measured on different things cannot be compared";
}

std::string not_ranked_text(std::size_t count) {
  return "; " + std::to_string(count) + " measured otherwise " + (count == 1 ? "is" : "are") + " not ranked";
}

std::string decisions_text(const Decided& decided) {
  return "by the decisions: " + std::to_string(decided.count) + " of " + std::to_string(decided.of) +
         (decided.of == 1 ? " kept try is " : " kept tries are ") + decided.pattern + " than the champion before";
}

std::string runs_each(std::size_t count) {
  return std::to_string(count) + " experiments, hardly any with more than one run";
}

std::string how_text(const Decided& decided) {
  switch (decided.how) {
    case How::none:
      return "";
    case How::set_in_settings:
      return "set in the settings";
    case How::by_search:
      return "named by the search that made the runs";
    case How::said_in_log:
      return "said in the log";
    case How::first_of_log_columns:
      return "the first measured column of the log";
    case How::by_decisions:
      return decisions_text(decided);
    case How::by_decisions_against_name:
      return decisions_text(decided) + ", although its name says otherwise";
    case How::direction_not_known:
      return "neither its name nor the decisions say which direction is better";
    case How::by_kept_best:
      return "named by the trainer, which kept the best model by it";
    case How::by_settings:
      return "named by the settings of the runs";
    case How::not_of_kind:
      return "none is guessed in a project of this kind";
    case How::kept_log:
      return "somebody keeps it: notes, decisions, parents or named experiments";
    case How::rows_of_loop:
      return "most runs are rows of the log of a loop";
    case How::searched_by_tool:
      return "a search made " + std::to_string(decided.count) + " of " + std::to_string(decided.of) + " runs";
    case How::many_single_runs:
      return runs_each(decided.count) + ", over the same " +
             (decided.names.size() == 1 ? "parameter" : std::to_string(decided.names.size()) + " parameters");
    case How::crossed:
      return listed(decided.names) + " are crossed: " + std::to_string(decided.count) + " of " +
             std::to_string(decided.of) + " pairs have runs";
    case How::one_row_each:
      return runs_each(decided.count) +
             (decided.names.empty() ? ", told apart by name" : ", told apart by " + listed(decided.names)) +
             "; no dates, parents or decisions";
    case How::nothing_else_fits:
      return "nothing says that it is a loop, a search, a leaderboard or a suite";
    case How::by_name_pattern:
      return name_pattern_text(decided);
    case How::no_telling_name:
      return "no metric has a name that says what it measures and which direction is better";
    case How::larger_is_better_taken:
      return "larger is taken as better, since no name pattern says";
    case How::by_name_patterns:
      return "by name patterns";
    case How::settings_and_name_patterns:
      return "set in the settings, the others by name patterns";
    case How::no_name_says_role:
      return "no metric has a name that says its role";
    case How::first_with_objective:
      return "the first of the log that has a value of the objective";
    case How::first_of_log:
      return "the first of the log";
    case How::no_experiment_has_runs:
      return "no experiment has runs";
    case How::said_in_notes:
      return "said in the notes";
    case How::last_kept:
      return "the last kept try before it";
    case How::no_kept_before:
      return "nothing was kept before it";
    case How::none_said_in_notes:
      return "said in the notes: none";
    case How::fewest_differences:
      return "the earlier experiment that differs in the fewest parameters (" + std::to_string(decided.count) + ")";
    case How::no_shared_parameter:
      return "no earlier experiment sets a parameter that it sets, too";
    case How::by_grouping:
      return grouping_text(decided.grouped);
    case How::project_for_each:
      return project_for_each_text(decided.names);
    case How::that_of_baseline:
      return "that of the baseline" + not_ranked_text(decided.count);
    case How::that_of_most_experiments:
      return "that of most experiments" + not_ranked_text(decided.count);
  }
  return "";
}

}  // namespace

std::string decided_text(const Decided& decided) {
  std::string text = how_text(decided);
  if (decided.mean_of_tail)
    return text + "; by the mean of the last tenth of its values, since the best of many would be the luckiest";
  if (!decided.test_metric_at_last) return text;
  text += decided.guessed ? "; no validation metric was logged, so a test metric stands in" : "; a test metric";
  return text + ", at its last value, which does not choose an epoch by test data";
}

}  // namespace words
