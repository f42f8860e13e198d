/// Hugging Face Trainer folders: generator/ingest/formats/hugging_face.cpp.

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kTen = R"({"epoch": 0.5, "learning_rate": 5e-05, "loss": 0.93, "step": 10})";
constexpr const char* kTenEval = R"({"epoch": 0.5, "eval_accuracy": 0.7, "eval_loss": 0.55, "step": 10})";
constexpr const char* kTwenty = R"({"epoch": 1.0, "grad_norm": NaN, "loss": 0.5, "step": 20})";
constexpr const char* kEnd = R"({"epoch": 1.0, "step": 20, "total_flos": 9007199254740993, "train_runtime": 30.5})";

std::string state(int step, int planned, const std::string& history, const std::string& more = "") {
  return "{\"global_step\": " + std::to_string(step) + ", \"log_history\": [" + history +
         "], \"max_steps\": " + std::to_string(planned) + ", \"num_train_epochs\": 1, \"train_batch_size\": 8" + more +
         "}\n";
}

TEST(HuggingFace, CheckpointsAreTheBeginningOfOneRun) {
  const std::string two = std::string(kTen) + "," + kTenEval;
  const ReadResult read = read_files({{"out/checkpoint-10/trainer_state.json", state(10, 20, two)},
                                      {"out/checkpoint-20/trainer_state.json", state(20, 20, two + "," + kTwenty)},
                                      {"out/checkpoint-9/trainer_state.json", state(9, 20, "")},
                                      {"out/config.json", R"({"model_type": "bert"})"}});
  ASSERT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_EQ(read.run().format, "huggingface");
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_THAT(read.run().axes.step, ElementsAre(10, 20));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0.5, 1));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.93, 0.5));
  EXPECT_THAT(read.values("eval_accuracy"), ElementsAre(0.7));
  EXPECT_TRUE(std::isnan(read.values("grad_norm").at(0)));
  EXPECT_EQ(read.parameter("train_batch_size"), "8");
  EXPECT_EQ(read.parameter("model_type"), "bert");
  EXPECT_EQ(read.parameter("learning_rate"), "5e-05");
  EXPECT_TRUE(read.run().config_incomplete);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(HuggingFace, TheClosingEntryHoldsFinalValuesAsWritten) {
  const ReadResult read = read_files(
      {{"out/trainer_state.json", state(20, -1, std::string(kTwenty) + "," + kEnd, ", \"best_metric\": 0.41")},
       {"out/eval_results.json", R"({"epoch": 1.0, "eval_f1": 0.25, "total_flos": 1})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_THAT(read.values("train_runtime"), IsEmpty());
  std::vector<std::string> summary;
  for (const model::Parameter& value : read.run().summary) summary.push_back(value.path + "=" + value.value.text);
  EXPECT_THAT(summary,
              ElementsAre("total_flos=9007199254740993", "train_runtime=30.5", "best_metric=0.41", "eval_f1=0.25"));
}

TEST(HuggingFace, ACheckpointOfAnotherTrainingIsARunOfItsOwn) {
  const ReadResult read = read_files({{"out/checkpoint-20/trainer_state.json", state(20, 90, kTwenty)},
                                      {"out/checkpoint-10/trainer_state.json", state(10, 20, kTen)}});
  EXPECT_THAT(read.ids(), ElementsAre("out", "out/checkpoint-10"));
  EXPECT_EQ(read.run(0).status, model::RunStatus::unknown);
  EXPECT_EQ(read.place_of("checkpoint-of-another-run"), "runs/out/checkpoint-10/trainer_state.json:0:0 note");
}

TEST(HuggingFace, TheModelCardSaysTheSettings) {
  const ReadResult read =
      read_files({{"out/trainer_state.json", state(10, 20, kTen)},
                  {"out/README.md",
                   "# M\n- license: mit\n### Training hyperparameters\n- learning_rate: 5e-05\n- seed: 42\n"
                   "- optimizer: Adam with betas=(0.9,0.999)\n## Results\n- x: 1\n"}});
  EXPECT_EQ(read.parameter("learning_rate"), "5e-05");
  EXPECT_EQ(read.parameter("optimizer"), "Adam with betas=(0.9,0.999)");
  EXPECT_EQ(read.parameter("license"), "(none)");
  EXPECT_EQ(read.parameter("x"), "(none)");
  EXPECT_EQ(read.run().seed, "42");
  EXPECT_EQ(read.run().note_texts.size(), 1u);
}

TEST(HuggingFace, TheAdapterSaysWhatWasTuned) {
  const std::string adapter =
      R"({"peft_type": "LORA", "r": 16, "lora_alpha": 32, "target_modules": ["v_proj", "q_proj"], "revision": null})";
  const ReadResult read = read_files({{"out/checkpoint-10/trainer_state.json", state(10, 20, kTen)},
                                      {"out/checkpoint-10/adapter_config.json", adapter}});
  EXPECT_EQ(read.parameter("r"), "16");
  EXPECT_EQ(read.parameter("target_modules"), R"(["q_proj", "v_proj"])");
  EXPECT_EQ(read.parameter("train_batch_size"), "8");
  EXPECT_EQ(read.parameter("revision"), "(none)");
}

TEST(HuggingFace, TheLearningRateIsWhereALineStartsOrTheHighestLogged) {
  const auto log = [](const std::vector<std::string>& rates) {
    std::string history;
    for (std::size_t i = 0; i < rates.size(); ++i) {
      history += (i > 0 ? std::string(",") : std::string()) + R"({"learning_rate": )" + rates[i] +
                 R"(, "loss": 1, "step": )" + std::to_string(10 * (i + 1)) + "}";
    }
    return state(40, 100, history);
  };
  // 2e-05 * (1 - step / 100)
  EXPECT_EQ(read_files({{"a/trainer_state.json", log({"1.8e-05", "1.6e-05", "1.4e-05", "1.2e-05"})}})
                .parameter("learning_rate"),
            "2e-05");
  EXPECT_EQ(
      read_files({{"a/trainer_state.json", log({"1e-05", "3e-05", "2e-05", "1e-05"})}}).parameter("learning_rate"),
      "3e-05");
  EXPECT_EQ(read_files({{"a/trainer_state.json", log({"3e-05", "2.9e-05", "2.7e-05", "2.4e-05"})}})
                .parameter("learning_rate"),
            "3e-05");
}

TEST(HuggingFace, ADamagedStateLeavesTheCheckpointBeforeIt) {
  const ReadResult read = read_files({{"out/checkpoint-20/trainer_state.json", state(20, 20, kTwenty).substr(0, 60)},
                                      {"out/checkpoint-10/trainer_state.json", state(10, 20, kTen)}});
  ASSERT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.93));
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

TEST(HuggingFace, EventFilesOfTheSameRunMakeNoSecondOne) {
  const ReadResult read = read_files(
      {{"out/trainer_state.json", state(10, 20, kTen)}, {"out/runs/Jan01_host/events.out.tfevents.1.h", "x"}});
  EXPECT_THAT(read.ids(), ElementsAre("out"));
  EXPECT_EQ(read.place_of("event-files-beside"), "runs/out/runs:0:0 note");
}

TEST(HuggingFace, ResultsWithoutAStateAreARun) {
  const ReadResult read = read_files(
      {{"a/all_results.json",
        R"({"epoch": 3.0, "eval_accuracy": 0.9, "eval_runtime": 10.0, "eval_samples": 872, "train_loss": 0.2})"},
       {"a/eval_results.json", R"({"epoch": 3.0, "eval_accuracy": 0.9})"},
       {"a/config.json", R"({"model_type": "bert", "hidden_size": 768})"},
       {"b/eval_results.json", R"({"eval_loss": 0.5, "perplexity": 12.5})"},
       {"b/config.json", R"({"lr": 0.5})"}});
  ASSERT_THAT(read.ids(), ElementsAre("a", "b"));
  EXPECT_EQ(read.run(0).format, "huggingface");
  ASSERT_EQ(read.run(0).summary.size(), 4u);
  EXPECT_EQ(read.run(0).summary[0].path, "eval_accuracy");
  EXPECT_EQ(read.run(0).summary[0].value.number, 0.9);
  EXPECT_THAT(read.run(0).config.parameters, IsEmpty());
  EXPECT_EQ(read.parameter("lr", 1), "0.5");
}

TEST(HuggingFace, OtherResultsAreNone) {
  for (const char* other : {R"([{"eval_loss": 0.5}])", R"({"eval_loss": 0.5, "hits": 7})",
                            R"({"eval_by_class": {"a": 1}})", R"({"epoch": 3})", "{\"eval_loss\": "}) {
    for (const ingest::ReadRun& run : read_files({{"a/all_results.json", other}}).runs) {
      EXPECT_NE(run.run.format, "huggingface") << other;
    }
  }
}

}  // namespace
