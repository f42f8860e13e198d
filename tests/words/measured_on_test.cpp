#include "words/measured_on.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "support/all_findings.h"

namespace {

model::Parameter parameter(const std::string& path, const std::string& text) {
  return {path, {model::ParameterValue::Kind::text, text}};
}

/// Runs on an A100 with torch 2.1 and 2.2, on a T4 with torch 2.2, and one that does not say.
model::Findings four_runs() {
  model::Findings findings;
  findings.hardware.resize(3);
  findings.hardware[0].machine = findings.hardware[1].machine = "A100";
  findings.hardware[2].machine = "T4";
  findings.hardware[0].framework = "torch 2.1";
  findings.hardware[1].framework = findings.hardware[2].framework = "torch 2.2";
  findings.hardware_of_run = {0, 1, 2, {}};
  return findings;
}

words::MeasuredOn of_runs(std::initializer_list<model::Index> runs) {
  model::Experiment experiment;
  experiment.runs = runs;
  return words::measured_on(four_runs(), experiment);
}

TEST(MeasuredOn, NamesTheMachineAndTheLibrariesThatAllRunsShare) {
  EXPECT_EQ(of_runs({0, 3}).machine, "A100");
  EXPECT_EQ(of_runs({0, 3}).framework, "torch 2.1");
  EXPECT_EQ(of_runs({3}).machine, "");
  EXPECT_EQ(of_runs({3}).framework, "");
}

TEST(MeasuredOn, SaysThatMachinesOrLibrariesDiffer) {
  EXPECT_EQ(of_runs({0, 1}).machine, "A100");
  EXPECT_EQ(of_runs({0, 1}).framework, "different versions of libraries");
  EXPECT_EQ(of_runs({1, 2}).machine, "2 different machines");
  EXPECT_EQ(of_runs({1, 2}).framework, "torch 2.2");
}

TEST(MeasuredOn, CountsTheMachinesOfAllExperimentsOfAProject) {
  model::Findings findings = four_runs();
  findings.experiments.resize(2);
  findings.experiments[0].runs = {0};
  findings.experiments[1].runs = {2, 3};
  model::Project project;
  project.experiments = {0, 1};
  project.ranked_on = {parameter("dataset", "cifar10")};
  const words::MeasuredOn parts = words::measured_on(findings, project);
  EXPECT_EQ(parts.data, "dataset = cifar10");
  EXPECT_EQ(parts.machine, "2 different machines");
  EXPECT_EQ(words::measured_on_sentence(parts),
            "Measured on dataset = cifar10; 2 different machines; different versions of libraries.");
}

TEST(MeasuredOn, ListsWhatDefinesTheDataUpToFour) {
  EXPECT_EQ(words::data_text({}), "");
  EXPECT_EQ(words::data_text({parameter("dataset", "cifar10"), parameter("split", "test")}),
            "dataset = cifar10, split = test");
  const model::Parameter one = parameter("a", "1");
  EXPECT_EQ(words::data_text({one, one, one, one}), "a = 1, a = 1, a = 1, a = 1");
  EXPECT_EQ(words::data_text({one, one, one, one, one, one}), "a = 1, a = 1, a = 1, a = 1 and 2 more");
  EXPECT_EQ(words::measured_on_sentence({}), "");
}

}  // namespace
