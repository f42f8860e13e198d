#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/notice.h"
#include "model/run_digest.h"
#include "render/tables/tables.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"
#include "support/table_rows.h"

namespace render {
namespace {

using support::digest;
using support::rows_of;
using support::run;
using support::sort_values;
using support::TableRowText;
using testing::ElementsAre;
using testing::SizeIs;

model::Project by_accuracy() {
  model::Project project;
  project.metrics = {
      {"val/accuracy", "Validation accuracy", model::Direction::maximize, model::ValueKind::fraction, {}},
      {"val/loss", "Validation loss", model::Direction::minimize, model::ValueKind::plain, {}}};
  project.objective = 0;
  return project;
}

TEST(SeriesTable, TellsFirstLastLowestAndHighestWithTheirPlaces) {
  const auto table =
      series_table(digest(run("a").steps({10, 20, 30}).metric("val/loss", {0.75, 0.25, 0.5})), by_accuracy());
  EXPECT_THAT(rows_of(table), ElementsAre(TableRowText{{"Metric", "Validation loss val/loss"},
                                                       {"Points", "3"},
                                                       {"First", "0.75"},
                                                       {"Last", "0.5"},
                                                       {"Lowest", "0.25 step 20"},
                                                       {"Highest", "0.75 step 10"}}));
  EXPECT_THAT(sort_values(table, "First"), ElementsAre(0.75));
  EXPECT_THAT(sort_values(table, "Last"), ElementsAre(0.5));
  EXPECT_THAT(sort_values(table, "Lowest"), ElementsAre(0.25));
  EXPECT_THAT(sort_values(table, "Highest"), ElementsAre(0.75));
}

TEST(SeriesTable, NamesEpochsBeforeStepsAndRowsWhereThereIsNeither) {
  const auto by_epoch =
      series_table(digest(run("a").steps({10, 20}).epochs({1, 2}).metric("val/loss", {0.75, 0.25})), by_accuracy());
  EXPECT_EQ(rows_of(by_epoch)[0]["Lowest"], "0.25 epoch 2");
  const auto by_row = series_table(digest(run("a").no_steps().metric("val/loss", {0.75, 0.25})), by_accuracy());
  EXPECT_EQ(rows_of(by_row)[0]["Lowest"], "0.25 row 2");
}

TEST(SeriesTable, KeepsTheOrderOfTheProjectAndPutsWhatItDoesNotKnowLast) {
  const auto table = series_table(
      digest(run("a").metric("grad_norm", {1, 2}).metric("val/loss", {1, 2}).metric("val/accuracy", {0.5, 0.25})),
      by_accuracy());
  std::vector<std::string> names;
  for (auto& row : rows_of(table)) names.push_back(row["Metric"]);
  EXPECT_THAT(names, ElementsAre("Validation accuracy val/accuracy", "Validation loss val/loss", "grad_norm"));
  EXPECT_EQ(rows_of(table)[0]["Highest"], "50.0\u202f% step 0");
}

TEST(ChangesTable, TellsOldBeforeNewAndWhatWasNotSet) {
  const auto number = [](const std::string& text, double value) {
    return model::ParameterValue{model::ParameterValue::Kind::number, text, value};
  };
  const auto table =
      changes_table({{.parameter = "lr", .old_value = number("0.1", 0.1), .new_value = number("0.2", 0.2)},
                     {.parameter = "added", .new_value = number("5", 5)},
                     {.parameter = "emptied",
                      .old_value = number("1", 1),
                      .new_value = model::ParameterValue{model::ParameterValue::Kind::text, "", 0}}},
                    "EXP001", "EXP002");
  EXPECT_THAT(rows_of(table), ElementsAre(TableRowText{{"Parameter", "lr"}, {"EXP001", "0.1"}, {"EXP002", "0.2"}},
                                          TableRowText{{"Parameter", "added"}, {"EXP001", "not set"}, {"EXP002", "5"}},
                                          TableRowText{{"Parameter", "emptied"}, {"EXP001", "1"}, {"EXP002", "\"\""}}));
}

TEST(NoticesTable, TellsPlacesAndHowOftenUpToItsLimit) {
  model::Notice cut;
  cut.severity = model::Severity::warning;
  cut.code = "csv-cut-line";
  cut.file = "a/metrics.csv";
  cut.at = {3, 8};
  cut.what = "last line is incomplete";
  model::Notice damaged = cut;
  damaged.severity = model::Severity::error;
  damaged.at = {4, 0};
  damaged.count = 1200;
  model::Notice whole = cut;
  whole.severity = model::Severity::note;
  whole.at = {};
  const std::vector<const model::Notice*> notices{&cut, &damaged, &whole};
  auto rows = rows_of(notices_table(notices, 10));
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0]["Severity"], "warning");
  EXPECT_EQ(rows[0]["Where"], "a/metrics.csv:3:8");
  EXPECT_EQ(rows[0]["What"], "last line is incomplete");
  EXPECT_EQ(rows[0]["Code"], "<code>csv-cut-line</code>");
  EXPECT_EQ(rows[1]["Severity"], "error");
  EXPECT_EQ(rows[1]["Where"], "a/metrics.csv:4");
  EXPECT_EQ(rows[1]["What"], "last line is incomplete (1,200 times)");
  EXPECT_EQ(rows[2]["Severity"], "note");
  EXPECT_EQ(rows[2]["Where"], "a/metrics.csv");
  EXPECT_THAT(rows_of(notices_table(notices, 2)), SizeIs(2));
}

TEST(RunRemarks, SayWhatAReaderShouldKnowBesideTheNumbers) {
  const double nan = model::kMissing;
  const model::Project project = by_accuracy();
  EXPECT_THAT(run_remarks(digest(run("a").metric("val/accuracy", {0.5, 0.75})), project), SizeIs(0));
  EXPECT_THAT(run_remarks(digest(run("a").status(model::RunStatus::failed).metric("val/accuracy", {0.5})), project),
              ElementsAre("failed"));
  EXPECT_THAT(run_remarks(digest(run("a").metric("val/accuracy", {0.5, 0.75}).metric("val/loss", {nan, 1})), project),
              ElementsAre("1 value is not finite"));
}

}  // namespace
}  // namespace render
