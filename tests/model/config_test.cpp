#include "model/config.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace model {
namespace {

using Kind = ParameterValue::Kind;

Config config(std::string_view json) {
  return make_config(base::parse_json(json).value);
}

std::string shown(const Config& config) {
  std::string out;
  for (const Parameter& parameter : config.parameters) out += parameter.path + '=' + parameter.value.text + ';';
  return out;
}

TEST(MakeConfig, NamesLeavesByDottedPathInTheOrderOfTheFile) {
  EXPECT_EQ(shown(config(R"({"b": {"x": 1, "y": {"z": true}}, "a": "text", "n": null})")),
            "b.x=1;b.y.z=true;a=text;n=null;");
}

TEST(MakeConfig, KeepsListsOfScalarsTogetherAndEntersListsOfObjects) {
  EXPECT_EQ(shown(config(R"({"size": [224, 224], "grid": [[1, 2], ["<a>"]], "layers": [{"units": 64}, {"units": 32}],
                             "mixed": [1, [{"k": 2}]]})")),
            "size=[224, 224];grid=[[1, 2], [\"<a>\"]];layers.0.units=64;layers.1.units=32;mixed.0=1;mixed.1.0.k=2;");
}

TEST(MakeConfig, KeepsEmptyObjectsAndLists) {
  EXPECT_EQ(shown(config(R"({"a": {}, "b": [], "c": {"d": {}}})")), "a={};b=[];c.d={};");
}

TEST(MakeConfig, ShowsNumbersAsTheyWereWritten) {
  const Config big = config(R"({"n": 9007199254740993, "lr": 1e-03})");
  EXPECT_EQ(shown(big), "n=9007199254740993;lr=1e-03;");
  EXPECT_EQ(big.find("lr")->number, 0.001);
  EXPECT_EQ(big.find("lr")->kind, Kind::number);
}

TEST(MakeConfig, IsEmptyForAnythingButAnObject) {
  for (const char* json : {"[1]", "5", "null", "\"x\""}) {
    EXPECT_TRUE(config(json).parameters.empty()) << json;
    EXPECT_TRUE(config(json).tree.is_null()) << json;
  }
  EXPECT_TRUE(config("{}").tree.is_object());
  EXPECT_TRUE(config("{}").parameters.empty());
}

TEST(MakeConfig, TreatsHostileKeysAsOrdinaryOnes) {
  EXPECT_EQ(shown(config(R"({"__proto__": {"polluted": 1}, "constructor": 2, "a.b": 3, "": 4})")),
            "__proto__.polluted=1;constructor=2;a.b=3;=4;");
}

TEST(Config, FindsALeafByItsPath) {
  const Config found = config(R"({"a": {"b": 1}})");
  ASSERT_NE(found.find("a.b"), nullptr);
  EXPECT_EQ(found.find("a"), nullptr);
}

bool same(const char* a, const char* b) {
  return config(a).parameters == config(b).parameters;
}

TEST(ParameterValue, IsTheSameSettingForEqualNumbers) {
  EXPECT_TRUE(same(R"({"lr": 0.001})", R"({"lr": 1e-3})"));
  EXPECT_TRUE(same(R"({"n": 1})", R"({"n": 1.0})"));
  EXPECT_TRUE(same(R"({"n": NaN})", R"({"n": NaN})"));
  EXPECT_FALSE(same(R"({"n": 9007199254740992})", R"({"n": 9007199254740993})"));
  EXPECT_FALSE(same(R"({"n": 1})", R"({"n": "1"})"));
  EXPECT_FALSE(same(R"({"n": 1})", R"({"n": true})"));
  EXPECT_FALSE(same(R"({"n": "x"})", R"({"n": "y"})"));
}

}  // namespace
}  // namespace model
