#include "ingest/tables/json_rows.h"

#include <gmock/gmock.h>

#include <string>

namespace {

using ingest::JsonShape;
using testing::ElementsAre;
using testing::SizeIs;

TEST(JsonRows, ShapesByTheFirstBytes) {
  EXPECT_EQ(ingest::shape_of_json("{\"a\": 1}\n{\"a\": 2}\n"), JsonShape::lines);
  EXPECT_EQ(ingest::shape_of_json(" [ {\"a\": 1}, {\"a\""), JsonShape::rows);
  EXPECT_EQ(ingest::shape_of_json("{\"a\": [1, 2], \"b\": [3, 4]}"), JsonShape::columns);
  EXPECT_EQ(ingest::shape_of_json("step,loss\n0,1\n"), JsonShape::none);
  EXPECT_EQ(ingest::shape_of_json(""), JsonShape::none);
}

TEST(JsonRows, LinesAreFlattenedAndACutOneIsLeftOut) {
  const ingest::CellGrid grid = ingest::read_json_rows(
      "{\"run\": \"a\", \"params\": {\"lr\": 0.5}}\n{\"run\": \"b\", \"acc\": 0.75}\n{\"run\": \"c\", \"ac",
      JsonShape::lines, 10);
  EXPECT_THAT(grid.header, ElementsAre("run", "params.lr", "acc"));
  ASSERT_THAT(grid.rows, SizeIs(2));
  EXPECT_THAT(grid.rows[0].cells, ElementsAre("a", "0.5", ""));
  EXPECT_THAT(grid.rows[1].cells, ElementsAre("b", "", "0.75"));
}

TEST(JsonRows, NoMoreThanAreAskedFor) {
  EXPECT_THAT(ingest::read_json_rows("[{\"a\": 1}, {\"a\": 2}, {\"a\": 3}]", JsonShape::rows, 2).rows, SizeIs(2));
}

TEST(JsonRows, ListsOfAnObjectAreColumnsBesideACount) {
  const ingest::CellGrid grid =
      ingest::read_json_rows("{\"lr\": [0.1, 0.2], \"acc\": [0.5, 0.6]}", JsonShape::columns, 10);
  EXPECT_THAT(grid.header, ElementsAre("", "lr", "acc"));
  ASSERT_THAT(grid.rows, SizeIs(2));
  EXPECT_THAT(grid.rows[1].cells, ElementsAre("1", "0.2", "0.6"));
}

TEST(JsonRows, ObjectsInAnObjectAreNamedRows) {
  const std::string text = "{\"net\": {\"accuracy\": 0.9, \"lr\": 0.1}, \"big\": {\"accuracy\": 0.8, \"lr\": 0.2}}";
  EXPECT_EQ(ingest::shape_of_json(text), JsonShape::named);
  const ingest::CellGrid grid = ingest::read_json_rows(text, JsonShape::named, 10);
  EXPECT_THAT(grid.header, ElementsAre("name", "accuracy", "lr"));
  ASSERT_THAT(grid.rows, SizeIs(2));
  EXPECT_THAT(grid.rows[1].cells, ElementsAre("big", "0.8", "0.2"));
  const ingest::CellGrid data = ingest::read_json_rows(
      "{\"cifar10\": {\"accuracy\": 0.9}, \"mnist\": {\"accuracy\": 0.99}}", JsonShape::named, 10);
  EXPECT_THAT(data.header, ElementsAre("dataset", "accuracy"));
}

TEST(JsonRows, ClassesSplitsAndPartsOfOneResultAreNoRows) {
  for (const char* text : {
           "{\"cat\": {\"precision\": 0.9, \"recall\": 0.8}, \"dog\": {\"precision\": 0.7, \"recall\": 0.6}}",
           "{\"train\": {\"accuracy\": 0.9}, \"test\": {\"accuracy\": 0.8}}",
           "{\"0\": {\"accuracy\": 0.9}, \"1\": {\"accuracy\": 0.8}}",
           "{\"net\": {\"accuracy\": 0.9}, \"big\": {\"accuracy\": 0.8}, \"accuracy\": 0.85}",
           "{\"model\": {\"layers\": 3}, \"optimizer\": {\"lr\": 0.1}}",
       }) {
    EXPECT_THAT(ingest::read_json_rows(text, JsonShape::named, 10).rows, SizeIs(0)) << text;
  }
}

}  // namespace
