/// Files of results: generator/ingest/formats/result_file.cpp, ingest/documents/result_document.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

std::string final_value(const ReadResult& read, const std::string& path, std::size_t index = 0) {
  for (const model::Parameter& leaf : read.run(index).summary) {
    if (leaf.path == path) return leaf.value.text;
  }
  return "(none)";
}

TEST(ResultFile, EachIsARunWithSettingsAndResults) {
  const ReadResult read =
      read_files({{"out/run_1.json", R"({"model": "net", "lr": 0.01, "accuracy": 0.81, "f1": 0.71})"},
                  {"out/run_2.json", R"({"model": "net", "lr": 0.02, "accuracy": 0.82, "f1": 0.72})"}});
  EXPECT_THAT(read.ids(), ElementsAre("out/run_1", "out/run_2"));
  EXPECT_EQ(read.parameter("lr", 1), "0.02");
  EXPECT_EQ(read.parameter("model"), "net");
  EXPECT_EQ(read.parameter("accuracy"), "(none)");
  EXPECT_EQ(final_value(read, "accuracy"), "0.81");
  EXPECT_EQ(final_value(read, "f1", 1), "0.72");
  EXPECT_TRUE(read.notices.empty());
}

TEST(ResultFile, ObjectsSayWhatTheyHold) {
  const ReadResult read = read_files({{"a/summary_of_run.json", R"({
    "name": "first try", "status": "finished", "started_at": "2026-01-02T03:04:05",
    "args": {"lr": 0.1, "optim": {"name": "adam"}}, "metrics": {"test": {"accuracy": 0.9, "loss": 0.25}, "val_f1": 0.8},
    "train_loss": [1.5, 0.9, 0.5], "val_acc": [0.25, 0.5, 0.75], "confusion_matrix": [[5, 1], [0, 6]], "notes": "went well"})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().name, "first try");
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_EQ(read.run().started_at, "2026-01-02T03:04:05");
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(read.parameter("optim.name"), "adam");
  EXPECT_EQ(final_value(read, "test/accuracy"), "0.9");
  EXPECT_EQ(final_value(read, "val_f1"), "0.8");
  EXPECT_THAT(read.values("train_loss"), ElementsAre(1.5, 0.9, 0.5));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
  ASSERT_EQ(read.run().note_texts.size(), 1u);
  EXPECT_EQ(read.with_code("result-lists").size(), 1u);
}

TEST(ResultFile, AHistoryOfKerasKeepsWhatElseItsDocumentSays) {
  const ReadResult read = read_files({{"a/history.json", R"({"lr": 0.1, "loss": [1.5, 0.9], "val_loss": [1.6, 1.0],
    "test_accuracy": 0.9, "matrix": [[5, 1], [0, 6]]})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "keras");
  EXPECT_THAT(read.values("val_loss"), ElementsAre(1.6, 1.0));
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(final_value(read, "test_accuracy"), "0.9");
  EXPECT_EQ(read.with_code("result-lists").size(), 1u);
  EXPECT_EQ(read.with_code("json-not-a-list").size(), 0u);
}

TEST(ResultFile, YamlIsReadWhereItsNameSaysResults) {
  const std::string yaml = "lr: 0.1\naccuracy: 0.5\nf1: 0.25\n";
  const ReadResult read = read_files({{"a/results.yaml", yaml}, {"b/train.yaml", yaml}});
  EXPECT_THAT(read.ids(), ElementsAre("a/results"));
  EXPECT_EQ(final_value(read, "accuracy"), "0.5");
}

TEST(ResultFile, BesideAConfigItIsThatRun) {
  const ReadResult read = read_files({{"r/config.yaml", "lr: 0.1\n"},
                                      {"r/test_results.json", R"({"accuracy": 0.9, "lr": 0.1})"},
                                      {"q/config.yaml", "lr: 0.2\n"},
                                      {"q/test.json", R"({"accuracy": 0.5, "auc": 0.75})"},
                                      {"q/val.json", R"({"accuracy": 0.6})"}});
  EXPECT_THAT(read.ids(), ElementsAre("q", "r"));
  EXPECT_EQ(final_value(read, "accuracy", 1), "0.9");
  EXPECT_EQ(read.parameter("lr", 1), "0.1");
  EXPECT_EQ(final_value(read, "test/accuracy", 0), "0.5");
  EXPECT_EQ(final_value(read, "val/accuracy", 0), "0.6");
}

TEST(ResultFile, SeveralAlikeBesideAConfigAreRunsOfTheirOwn) {
  const ReadResult read = read_files({{"e/config.yaml", "lr: 0.1\n"},
                                      {"e/run_1.json", R"({"seed": 1, "accuracy": 0.9})"},
                                      {"e/run_2.json", R"({"seed": 2, "accuracy": 0.8})"}});
  EXPECT_THAT(read.ids(), ElementsAre("e/run_1", "e/run_2"));
  EXPECT_EQ(read.run(1).seed, "2");
  EXPECT_EQ(read.with_code("documents-unattached").size(), 1u);
}

TEST(ResultFile, FinalValuesInMetricsJsonKeepSettingsApart) {
  const ReadResult read = read_files({{"r/metrics.json", R"({"lr": 0.1, "model": "net", "accuracy": 0.9})"}});
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(final_value(read, "accuracy"), "0.9");
  EXPECT_EQ(final_value(read, "lr"), "(none)");
}

TEST(ResultFile, RepeatsRunsOfOtherFormatsBesideIt) {
  const ReadResult read = read_files({{"a/metrics.csv", "step,loss\n1,0.5\n2,0.4\n"},
                                      {"a/config.json", "{\"lr\": 0.1}"},
                                      {"results/all.json", R"({"accuracy": 0.9, "f1": 0.5})"}});
  EXPECT_THAT(read.ids(), ElementsAre("a"));
  EXPECT_EQ(read.with_code("table-beside-runs").size(), 1u);
}

TEST(ResultFile, WhatIsNoResultOfARunIsLeftAlone) {
  const std::map<std::string, std::string> others{
      {"package.json", R"({"name": "x", "version": "1.2.3", "dependencies": {"a": "1"}, "score": 0.5})"},
      {"instances_val.json", R"({"images": [{"id": 1}], "annotations": [{"id": 2, "score": 0.5}]})"},
      {"train_config.json", R"({"lr": 0.1, "min_accuracy": 0.9, "loss": "mse", "accuracy": 0.5, "f1": 0.5})"},
      {"settings.json", R"({"lr": 0.1, "dropout": 0.5, "label_smoothing": 0.1, "loss_weight": 0.5})"},
      {"000123.json", R"({"score": 0.98, "area": 12.5, "error": 0.25})"},
      {"game.json", R"({"score": 120, "level": 3, "time": 10.5})"},
      {"limits.json", R"({"min_accuracy": 0.85, "max_loss": 3, "target_f1": 0.5})"},
      {"vocab.json", R"({"the": 0, "acc": 1, "loss": 2})"},
      {"data.json", R"({"temperature": 20.5, "humidity": 0.25})"},
      {"list.json", R"([0.5, 0.25])"},
      {"pr_results.json", R"({"precision": [0.5, 0.6, 0.7], "recall": [0.9, 0.8, 0.7]})"},
      {"results.json", R"({"a": "b", "c": []})"},
      {"eval.json", ""},
      {"metrics_of.json", "{\"accuracy\": "},
  };
  for (const auto& [name, text] : others) {
    const ReadResult read = read_files({{"d/" + name, text}});
    EXPECT_THAT(read.runs, IsEmpty()) << name;
    EXPECT_EQ(read.found.skipped_files, 1u) << name;
  }
}

TEST(ResultFile, AClassificationReportIsOneRun) {
  const ReadResult read = read_files({{"report.json", R"({"0": {"precision": 0.5, "recall": 0.25, "support": 10},
    "1": {"precision": 0.75, "recall": 0.5, "support": 20}, "accuracy": 0.625,
    "macro avg": {"precision": 0.625, "recall": 0.375, "support": 30}})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(final_value(read, "accuracy"), "0.625");
  EXPECT_EQ(final_value(read, "macro avg/recall"), "0.375");
}

TEST(ResultFile, ComparisonsOfModelsOrDataSetsAreNoRun) {
  for (
      const std::string several :
      {R"({"models": {"tree": {"params": {"depth": 5}, "metrics": {"accuracy": 0.91, "f1": 0.5}},
            "forest": {"params": {"trees": 30}, "metrics": {"accuracy": 0.92, "f1": 0.6}}}, "primary": "f1"})",
       R"({"a": {"cv": {"accuracy": {"mean": 0.9, "std": 0.1}}}, "b": {"cv": {"accuracy": {"mean": 0.8, "std": 0.1}}}})"}) {
    EXPECT_THAT(read_files({{"results/results.json", several}}).runs, IsEmpty()) << several;
    EXPECT_THAT(read_files({{"results/metrics.json", several}}).runs, IsEmpty()) << several;
  }
}

TEST(ResultFile, SplitsClassesAndDeviationsAreOfOneRun) {
  const ReadResult read =
      read_files({{"results.json", R"({"accuracy": 0.875, "train": {"loss": 0.5}, "test": {"loss": 0.75},
    "auc": {"mean": 0.9, "std": 0.1}, "f1": {"mean": 0.8, "std": 0.2},
    "per_class": {"cat": {"precision": 0.5}, "dog": {"precision": 0.25}}, "accuracy_other": "0.625"})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(final_value(read, "test/loss"), "0.75");
  EXPECT_EQ(final_value(read, "auc/mean"), "0.9");
  EXPECT_EQ(final_value(read, "accuracy_other"), "0.625");
  EXPECT_EQ(final_value(read, "per_class/cat/precision"), "(none)");
}

TEST(ResultFile, FinalValuesStandBesideCurvesInOneDocument) {
  const ReadResult read = read_files({{"r/metrics.json", R"({"model_name": "cnn", "accuracy": 0.875,
    "history": {"loss": [1.5, 0.5], "val_loss": [1.6, 0.75]}, "confusion_matrix": [[5, 1], [0, 6]]})"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("val_loss"), ElementsAre(1.6, 0.75));
  EXPECT_EQ(final_value(read, "accuracy"), "0.875");
  EXPECT_EQ(read.parameter("model_name"), "cnn");
}

TEST(ResultFile, SurvivesAnyCutAndDepth) {
  const std::string whole =
      R"({"model": "net", "args": {"lr": 0.01}, "accuracy": 0.81, "f1": [0.5, 0.25], "b": {"c": 1}})";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THAT(read_files({{"run_1.json", whole.substr(0, size)}}).runs, IsEmpty()) << size;
  }
  std::string deep = "0.5";
  for (int i = 0; i < 400; ++i) deep = "{\"accuracy\": " + deep + "}";
  EXPECT_THAT(read_files({{"results.json", deep}}).runs, IsEmpty());
  std::string wide = "{\"accuracy\": 0.5, \"f1\": 0.5";
  for (int i = 0; i < 3000; ++i) wide += ", \"accuracy_" + std::to_string(i) + "\": 0.5";
  EXPECT_THAT(read_files({{"results.json", wide + "}"}}).runs, IsEmpty());
}

}  // namespace
