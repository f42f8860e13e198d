#include "words/parts/decided.h"

#include <gtest/gtest.h>

#include <string>

#include "model/findings/decided.h"

namespace {

using model::Decided;
using model::How;
using words::decided_text;

std::string told(How how) {
  return decided_text({.how = how});
}

TEST(DecidedText, NamesWhoSaidIt) {
  EXPECT_EQ(told(How::none), "");
  EXPECT_EQ(told(How::set_in_settings), "set in the settings");
  EXPECT_EQ(told(How::by_search), "named by the search that made the runs");
  EXPECT_EQ(told(How::said_in_notes), "said in the notes");
  EXPECT_EQ(told(How::none_said_in_notes), "said in the notes: none");
}

TEST(DecidedText, GivesTheNamePatternAndTheRunsThatHaveTheMetric) {
  Decided decided{.guessed = true, .how = How::by_name_pattern, .pattern = "val*acc*"};
  EXPECT_EQ(decided_text(decided), "by the name pattern \"val*acc*\"");
  decided.count = 3;
  decided.of = 1204;
  EXPECT_EQ(decided_text(decided), "by the name pattern \"val*acc*\", which 3 of 1204 runs have");
}

TEST(DecidedText, SaysThatATestMetricStandsAtItsLastValue) {
  EXPECT_EQ(decided_text({.guessed = true, .how = How::by_name_pattern, .pattern = "acc", .test_metric_at_last = true}),
            "by the name pattern \"acc\"; no validation metric was logged, so a test metric stands in, at its last "
            "value, which does not choose an epoch by test data");
  EXPECT_EQ(decided_text({.how = How::by_search, .test_metric_at_last = true}),
            "named by the search that made the runs; a test metric, at its last value, which does not choose an epoch "
            "by test data");
}

TEST(DecidedText, SaysWhoNamedTheObjectiveAndWhatStandsForARun) {
  EXPECT_EQ(decided_text({.how = How::by_kept_best}), "named by the trainer, which kept the best model by it");
  EXPECT_EQ(decided_text({.how = How::by_settings}), "named by the settings of the runs");
  EXPECT_EQ(decided_text({.guessed = true, .how = How::by_name_pattern, .pattern = "reward", .mean_of_tail = true}),
            "by the name pattern \"reward\"; by the mean of the last tenth of its values, since the best of many would "
            "be the luckiest");
}

TEST(DecidedText, SaysWhereNamesOfMetricsDoNotTell) {
  EXPECT_EQ(told(How::no_telling_name),
            "no metric has a name that says what it measures and which direction is better");
  EXPECT_EQ(told(How::larger_is_better_taken), "larger is taken as better, since no name pattern says");
  EXPECT_EQ(told(How::no_name_says_role), "no metric has a name that says its role");
}

TEST(DecidedText, TellsWhichRolesWereSet) {
  EXPECT_EQ(told(How::by_name_patterns), "by name patterns");
  EXPECT_EQ(told(How::settings_and_name_patterns), "set in the settings, the others by name patterns");
}

TEST(DecidedText, TellsHowABaselineWasFound) {
  EXPECT_EQ(told(How::first_with_objective), "the first of the log that has a value of the objective");
  EXPECT_EQ(told(How::first_of_log), "the first of the log");
  EXPECT_EQ(told(How::no_experiment_has_runs), "no experiment has runs");
}

TEST(DecidedText, TellsHowAParentWasFound) {
  EXPECT_EQ(decided_text({.guessed = true, .how = How::fewest_differences, .count = 2}),
            "the earlier experiment that differs in the fewest parameters (2)");
  EXPECT_EQ(told(How::no_shared_parameter), "no earlier experiment sets a parameter that it sets, too");
}

TEST(DecidedText, CountsRunsByWhatMadeThemExperiments) {
  EXPECT_EQ(decided_text({.how = How::by_grouping, .grouped = {.by_experiment = 4}}),
            "4 runs by the experiment they name");
  EXPECT_EQ(decided_text({.guessed = true,
                          .how = How::by_grouping,
                          .grouped = {.by_experiment = 1, .by_config = 12, .repeats_by_name = 3, .alone = 1}}),
            "1 run by the experiment they name; 12 runs by equal configuration apart from seed-like parameters; 3 runs "
            "without a configuration by folder and name, where numbers of repeats and time stamps do not count; 1 run "
            "without a configuration, each on its own");
}

TEST(DecidedText, TellsWhatIsRanked) {
  EXPECT_EQ(decided_text({.guessed = true, .how = How::project_for_each, .names = {"dataset", "task"}}),
            "a project of its own for each dataset, task, since numbers measured on different things cannot be "
            "compared");
  EXPECT_EQ(decided_text({.how = How::that_of_baseline, .count = 1}),
            "that of the baseline; 1 measured otherwise is not ranked");
  EXPECT_EQ(decided_text({.guessed = true, .how = How::that_of_most_experiments, .count = 2}),
            "that of most experiments; 2 measured otherwise are not ranked");
}

}  // namespace
