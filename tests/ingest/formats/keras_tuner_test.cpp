/// A search by Keras Tuner: generator/ingest/formats/keras_tuner.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;

/// As Keras Tuner writes a trial; `metrics` is the inside of metrics.metrics.
std::string trial(const std::string& id, const std::string& values, const std::string& metrics,
                  const std::string& score, const std::string& status = "COMPLETED") {
  return "{\"trial_id\": \"" + id + "\", \"hyperparameters\": {\"space\": [], \"values\": {" + values +
         "}}, \"metrics\": {\"metrics\": {" + metrics + "}}, \"score\": " + score +
         ", \"best_step\": 3, \"status\": \"" + status + "\", \"message\": null}";
}

std::string metric(const std::string& name, const std::string& direction, const std::string& observations) {
  return "\"" + name + "\": {\"direction\": \"" + direction + "\", \"observations\": [" + observations + "]}";
}

const char kOracle[] =
    "{\"ongoing_trials\": {}, \"seed\": 1, \"display\": {\"trial_start\": {\"0\": \"2026-01-02T10:00:00.5\"}}}";

TEST(KerasTuner, ATrialIsARunAndTheScoredMetricTheObjective) {
  const std::string a = metric("loss", "min", "{\"value\": [0.5], \"step\": 3}") + ", " +
                        metric("val_f", "max", "{\"value\": [0.25], \"step\": 3}");
  const std::string b = metric("loss", "min", "{\"value\": [0.25], \"step\": 3}") + ", " +
                        metric("val_f", "max", "{\"value\": [0.75], \"step\": 3}");
  const ReadResult read = read_files({{"untitled_project/oracle.json", kOracle},
                                      {"untitled_project/tuner0.json", "{}"},
                                      {"untitled_project/trial_0/trial.json", trial("0", "\"units\": 32", a, "0.25")},
                                      {"untitled_project/trial_1/trial.json", trial("1", "\"units\": 64", b, "0.75")},
                                      {"untitled_project/trial_1/checkpoint.h5", "x"}});
  EXPECT_THAT(read.ids(), ElementsAre("untitled_project/trial_0", "untitled_project/trial_1"));
  EXPECT_EQ(read.run().name, "trial_0");
  EXPECT_EQ(read.parameter("units", 1), "64");
  EXPECT_EQ(read.run().objective, "val_f");
  EXPECT_EQ(read.run().objective_direction, model::Direction::maximize);
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_EQ(read.run().started_at, "2026-01-02T10:00:00.5");
  ASSERT_EQ(read.run(1).summary.size(), 2u);
  EXPECT_EQ(read.run(1).summary[1].path, "val_f");
  EXPECT_EQ(read.run(1).summary[1].value.number, 0.75);
  EXPECT_EQ(read.found.skipped_files, 0u);
  EXPECT_TRUE(read.notices.empty());
}

TEST(KerasTuner, SeveralObservationsAreACurveAndExecutionsAreAveraged) {
  const std::string curve =
      metric("val_loss", "min", "{\"value\": [1.0, 3.0], \"step\": 0}, {\"value\": [0.5, 0.75], \"step\": 1}");
  const ReadResult read = read_files({{"s/trial_ab/trial.json", trial("ab", "\"lr\": 0.1", curve, "0.625")}});
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 1));
  EXPECT_THAT(read.values("val_loss"), ElementsAre(2, 0.625));
  EXPECT_EQ(read.run().objective, "val_loss");
  EXPECT_EQ(read.run().objective_direction, model::Direction::minimize);
  EXPECT_EQ(read.run().project, "s");
}

TEST(KerasTuner, HowHyperbandCameToATrialIsNoSetting) {
  const std::string values =
      "\"lr\": 0.1, \"tuner/epochs\": 4, \"tuner/initial_epoch\": 2, \"tuner/bracket\": 2, \"tuner/round\": 1, "
      "\"tuner/trial_id\": \"7\"";
  const ReadResult read = read_files({{"s/trial_0/trial.json", trial("0", values, "", "null", "RUNNING")}});
  std::vector<std::string> paths;
  for (const model::Parameter& parameter : read.run().config.parameters) paths.push_back(parameter.path);
  EXPECT_THAT(paths, ElementsAre("lr", "tuner/epochs", "tuner/initial_epoch"));
  EXPECT_EQ(read.run().status, model::RunStatus::running);
  EXPECT_EQ(read.run().objective, "");
}

TEST(KerasTuner, AScoreOfNoMetricNamesNoObjective) {
  const std::string loss = metric("loss", "min", "{\"value\": [0.5], \"step\": 3}");
  const ReadResult read = read_files({{"s/trial_0/trial.json", trial("0", "\"lr\": 1", loss, "0.7")}});
  EXPECT_EQ(read.run().objective, "");
}

TEST(KerasTuner, ADamagedTrialCostsNoOther) {
  const std::string loss = metric("loss", "min", "{\"value\": [0.5], \"step\": 3}");
  const std::string whole = trial("0", "\"lr\": 1", loss, "0.5");
  const ReadResult read = read_files({{"s/oracle.json", "[1, 2"},
                                      {"s/trial_0/trial.json", whole},
                                      {"s/trial_1/trial.json", whole.substr(0, whole.size() - 60)}});
  EXPECT_THAT(read.ids(), ElementsAre("s/trial_0", "s/trial_1"));
  EXPECT_EQ(read.run().objective, "loss");
  EXPECT_TRUE(read.run(1).config.parameters.empty());
  EXPECT_EQ(read.with_code("json-syntax").size(), 2u);
}

// Wherever the file ends, and whatever stands in place of a value: no crash, and no run is lost.
TEST(KerasTuner, SurvivesAnyCutAndAnyKindOfValue) {
  const std::string whole = trial("0", "\"lr\": 1", metric("loss", "min", "{\"value\": [0.5], \"step\": 3}"), "0.5");
  for (std::size_t size = 40; size < whole.size(); ++size) {
    EXPECT_EQ(read_files({{"s/trial_0/trial.json", whole.substr(0, size)}}).runs.size(), 1u) << size;
  }
  for (const std::string value : {"null", "7", "\"text\"", "[]", "[[1]]", "{}", "{\"a\": {}}", "NaN", "true"}) {
    for (const std::string key : {"trial_id", "hyperparameters", "metrics", "score", "status"}) {
      const std::string odd = "{\"hyperparameters\": {\"values\": {}}, \"" + key + "\": " + value + "}";
      EXPECT_EQ(read_files({{"s/trial_0/trial.json", odd}}).runs.size(), 1u) << odd;
    }
    for (const std::string inside :
         {"\"metrics\": V", "\"metrics\": {\"a\": V}", "\"metrics\": {\"a\": {\"observations\": V}}",
          "\"metrics\": {\"a\": {\"observations\": [V, V]}}",
          "\"metrics\": {\"a\": {\"observations\": [{\"value\": V, \"step\": V}, {\"value\": [V]}]}}"}) {
      std::string odd = "{\"hyperparameters\": {}, \"metrics\": {" + inside + "}}";
      for (std::size_t at = odd.find('V'); at != std::string::npos; at = odd.find('V', at)) odd.replace(at, 1, value);
      EXPECT_EQ(read_files({{"s/trial_0/trial.json", odd}}).runs.size(), 1u) << odd;
    }
  }
}

}  // namespace
