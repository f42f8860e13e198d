#include "render/html/config_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

base::Json config(std::string_view text) {
  return base::parse_json(text).value;
}

constexpr const char* kConfig =
    R"({"batch_size": 64, "learning_rate": 1e-3, "base_model": "ResNet50", "dense_units": [512, 256],
  "augmentation": {"rotation_range": 0.20, "horizontal_flip": true, "none": null}, "empty": {}, "on": "yes"})";

TEST(ConfigText, JsonKeepsNumbersAsTheyWereWritten) {
  const std::string text = render::config_json(config(kConfig));
  EXPECT_NE(text.find("\"learning_rate\": 1e-3"), std::string::npos) << text;
  EXPECT_NE(text.find("\"rotation_range\": 0.20"), std::string::npos) << text;
}

TEST(ConfigText, YamlIsReadAsTheSameByOthers) {
  // Checked with PyYAML: {'batch_size': 64, 'learning_rate': 0.001, …, 'empty': {}, 'on': 'yes'}.
  EXPECT_EQ(render::config_yaml(config(kConfig)),
            "batch_size: 64\n"
            "learning_rate: 1.0e-3\n"
            "base_model: ResNet50\n"
            "dense_units: [512, 256]\n"
            "augmentation:\n"
            "  rotation_range: 0.20\n"
            "  horizontal_flip: true\n"
            "  none: null\n"
            "empty: {}\n"
            "\"on\": \"yes\"\n");
}

TEST(ConfigText, YamlQuotesWhatWouldBeReadAsSomethingElse) {
  EXPECT_EQ(render::config_yaml(config(R"({"a": "1", "b": "no", "c": "x: y", "d": "", "e": "# z", "f": "cnn-small"})")),
            "a: \"1\"\nb: \"no\"\nc: \"x: y\"\nd: \"\"\ne: \"# z\"\nf: cnn-small\n");
}

TEST(ConfigText, YamlDescendsIntoListsOfObjects) {
  EXPECT_EQ(render::config_yaml(config(R"({"layers": [{"units": 8, "act": "relu"}, [1, 2]]})")),
            "layers:\n"
            "  -\n"
            "    units: 8\n"
            "    act: relu\n"
            "  - [1, 2]\n");
}

TEST(ConfigText, PythonIsALiteral) {
  // Checked with ast.literal_eval (but for the call of float).
  EXPECT_EQ(
      render::config_python(config(R"({"a": true, "b": null, "c": [1, "x"], "d": {"e": 1e-05}, "f": NaN})"), "config"),
      "config = {\n"
      "    \"a\": True,\n"
      "    \"b\": None,\n"
      "    \"c\": [1, \"x\"],\n"
      "    \"d\": {\n"
      "        \"e\": 1e-05,\n"
      "    },\n"
      "    \"f\": float(\"nan\"),\n"
      "}\n");
}

}  // namespace
