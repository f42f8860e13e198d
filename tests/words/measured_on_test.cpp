
#include "words/measured_on.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/findings_log.h"

namespace {

std::vector<model::Parameter> parameters(const std::vector<std::string>& paths) {
  std::vector<model::Parameter> out;
  for (const std::string& path : paths) out.push_back({path, {model::ParameterValue::Kind::text, "1"}});
  return out;
}

TEST(DataText, NamesFourParametersAndCountsTheRest) {
  EXPECT_EQ(words::data_text({}), "");
  EXPECT_EQ(words::data_text(parameters({"a", "b"})), "a = 1, b = 1");
  EXPECT_EQ(words::data_text(parameters({"a", "b", "c", "d"})), "a = 1, b = 1, c = 1, d = 1");
  EXPECT_EQ(words::data_text(parameters({"a", "b", "c", "d", "e", "f"})), "a = 1, b = 1, c = 1, d = 1 and 2 more");
}

TEST(MeasuredOn, TellsWhatIsKnown) {
  EXPECT_EQ(words::measured_on_sentence({}), "");
  EXPECT_EQ(words::measured_on_sentence({.machine = "Tesla P100"}), "Measured on Tesla P100.");
  EXPECT_EQ(words::measured_on_sentence({"dataset = cifar10", "Tesla P100", "torch 1.13.0"}),
            "Measured on dataset = cifar10; Tesla P100; torch 1.13.0.");
}

TEST(MeasuredOn, CountsMachinesThatDiffer) {
  support::FindingsLog log;
  log.project().ranked_on = parameters({"dataset"});
  log.experiment("a", support::once(0.5));
  log.experiment("b", support::once(0.5));
  log.experiment("c", support::once(0.5));
  model::Findings& findings = log.findings();
  findings.hardware.resize(2);
  findings.hardware[0].machine = "Tesla P100";
  findings.hardware[1].machine = "Tesla V100";
  findings.hardware[0].framework = findings.hardware[1].framework = "torch 1.13.0";
  findings.hardware_of_run = {0, 1, std::nullopt};
  EXPECT_EQ(words::measured_on_sentence(words::measured_on(findings, findings.projects[0])),
            "Measured on dataset = 1; 2 different machines; torch 1.13.0.");
  EXPECT_EQ(words::measured_on(findings, findings.experiments[1]).machine, "Tesla V100");
  EXPECT_EQ(words::measured_on(findings, findings.experiments[2]).machine, "");
  findings.hardware[1].framework = "torch 2.0.0";
  EXPECT_EQ(words::measured_on(findings, findings.projects[0]).framework, "different versions of libraries");
}

}  // namespace
