#include "render/html/attachments.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "render/html/notes.h"
#include "vocabulary/names/download_names.h"

namespace {

using render::parse_confusion_matrix;
using render::resolve_path;
using vocabulary::image_type;

TEST(Attachments, ImagesAreKnownByTheirFirstBytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(image_type("\x89PNG\r\n\x1a\n...."sv), "png");
  EXPECT_EQ(image_type("\xff\xd8\xff\xe0...."sv), "jpg");
  EXPECT_EQ(image_type("RIFF\x10\0\0\0WEBPVP8 "sv), "webp");
  EXPECT_EQ(image_type("<svg xmlns='http://www.w3.org/2000/svg'>"sv), std::nullopt);
  EXPECT_EQ(image_type("<html><script>"sv), std::nullopt);
  EXPECT_EQ(image_type(""sv), std::nullopt);
}

TEST(Attachments, NamesAreOursAndCarryTheHashOfTheBytes) {
  const std::string path = render::attachment_path("runs/a", 2, "bytes", "png");
  EXPECT_TRUE(path.starts_with("files/runs/a/3-")) << path;
  EXPECT_EQ(path.size(), std::string("files/runs/a/3-12345678.png").size());
  EXPECT_NE(path, render::attachment_path("runs/a", 2, "other", "png"));
}

TEST(ConfusionMatrix, TakesLabelsOrNumbersTheClasses) {
  const auto labelled = parse_confusion_matrix(R"({"labels": ["cat", "dog"], "matrix": [[5, 1], [0, 7]]})", "m");
  ASSERT_TRUE(labelled);
  EXPECT_EQ(labelled->labels, (std::vector<std::string>{"cat", "dog"}));
  EXPECT_EQ(labelled->cells[0][1], 1);
  const auto bare = parse_confusion_matrix("[[5, 1], [0, 7]]", "m");
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->labels, (std::vector<std::string>{"0", "1"}));
}

TEST(ConfusionMatrix, RefusesWhatIsNoSquareOfNumbers) {
  EXPECT_FALSE(parse_confusion_matrix("[[1, 2], [3]]", "m"));
  EXPECT_FALSE(parse_confusion_matrix("[[1, \"x\"], [3, 4]]", "m"));
  EXPECT_FALSE(parse_confusion_matrix("{\"matrix\": 3}", "m"));
  EXPECT_FALSE(parse_confusion_matrix("not json", "m"));
  EXPECT_FALSE(parse_confusion_matrix("[[1]]", "m"));
}

TEST(ConfusionMatrix, ShadesByShareOfTheRowAndEscapesLabels) {
  const auto matrix = parse_confusion_matrix(R"({"labels": ["<b>", "dog"], "matrix": [[10, 0], [5, 5]]})", "m");
  ASSERT_TRUE(matrix);
  const std::string html = render::confusion_matrix_html(*matrix, "m");
  EXPECT_EQ(html.find("<b>"), std::string::npos);
  EXPECT_NE(html.find("class=\"num q9\">10<"), std::string::npos) << html;
  EXPECT_NE(html.find("class=\"num q5 off\">5<"), std::string::npos) << html;
  EXPECT_EQ(html.find("style="), std::string::npos);
}

TEST(JoinPath, StaysInsideTheSource) {
  EXPECT_EQ(resolve_path("experiments/EXP001", "plots/a.png"), "experiments/EXP001/plots/a.png");
  EXPECT_EQ(resolve_path("experiments/EXP001", "../EXP002/./a.png"), "experiments/EXP002/a.png");
  EXPECT_EQ(resolve_path("a", ".."), "");
  EXPECT_EQ(resolve_path("a", "../../etc/passwd"), std::nullopt);
  EXPECT_EQ(resolve_path("a", "/etc/passwd"), std::nullopt);
  EXPECT_EQ(resolve_path("", "..\\x.png"), std::nullopt);
}

}  // namespace
