#include "base/json/json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace base {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// "code line:column" of the last issue, or "ok".
std::string fault(std::string_view text, JsonOptions options = {}) {
  const JsonParse parse = parse_json(text, options);
  EXPECT_EQ(parse.ok, parse.issues.empty() || parse.issues.back().severity != Severity::error);
  if (parse.issues.empty()) return "ok";
  const TextIssue& issue = parse.issues.back();
  return issue.code + ' ' + std::to_string(issue.at.line) + ':' + std::to_string(issue.at.column);
}

std::string message(std::string_view text) {
  const JsonParse parse = parse_json(text);
  return parse.issues.empty() ? "" : parse.issues.back().what;
}

Json value(std::string_view text) {
  JsonParse parse = parse_json(text);
  EXPECT_TRUE(parse.ok) << text;
  return std::move(parse.value);
}

TEST(ParseJson, ReadsEveryKindOfValueInItsOrder) {
  const Json json = value(R"( {"b": [1, -2.5e1, true, null], "a": {"x": "y"}, "": false} )");
  ASSERT_EQ(json.members().size(), 3u);
  EXPECT_EQ(json.members()[0].first, "b");
  EXPECT_EQ(json.find("b")->items()[1].as_number(), -25);
  EXPECT_TRUE(json.find("b")->items()[2].as_boolean());
  EXPECT_TRUE(json.find("b")->items()[3].is_null());
  EXPECT_EQ(json.find("a")->find("x")->text(), "y");
  EXPECT_FALSE(json.find("")->as_boolean());
  EXPECT_EQ(json.find("c"), nullptr);
}

TEST(ParseJson, TellsThePlaceOfEveryValueInCharacters) {
  const Json json = value("{\n  \"é字\": 1, \"b\": [2,\n3]}");
  EXPECT_EQ(json.where(), (Position{1, 1}));
  EXPECT_EQ(json.find("é字")->where(), (Position{2, 9}));
  EXPECT_EQ(json.find("b")->where(), (Position{2, 17}));
  EXPECT_EQ(json.find("b")->items()[1].where(), (Position{3, 1}));
}

TEST(ParseJson, CountsLinesFromWhereItIsTold) {
  EXPECT_EQ(fault("{\"a\": oops}", {.first_line = 10}), "json-syntax 10:7");
}

TEST(ParseJson, KeepsNumbersAsTheyWereWritten) {
  const Json json = value("[9007199254740993, 1e-05, 0.10, -0, 18446744073709551617, 1E+2]");
  EXPECT_EQ(json.items()[0].text(), "9007199254740993");
  EXPECT_EQ(json.items()[1].text(), "1e-05");
  EXPECT_EQ(json.items()[1].as_number(), 1e-5);
  EXPECT_EQ(json.items()[2].text(), "0.10");
  EXPECT_TRUE(std::signbit(json.items()[3].as_number()));
  EXPECT_EQ(json.items()[4].as_number(), 18446744073709551616.0);
  EXPECT_EQ(json.items()[5].as_number(), 100);
  EXPECT_EQ(write_json(json), "[9007199254740993,1e-05,0.10,-0,18446744073709551617,1E+2]");
}

TEST(ParseJson, RoundsNumbersAsTheStandardSays) {
  // Halfway cases and long mantissas; expected values as Python's float() prints them.
  EXPECT_EQ(value("[2.2250738585072011e-308]").items()[0].as_number(), 2.225073858507201e-308);
  EXPECT_EQ(value("[9007199254740993.0]").items()[0].as_number(), 9007199254740992.0);
  EXPECT_EQ(value("[0.1234567890123456789]").items()[0].as_number(), 0.12345678901234568);
  EXPECT_EQ(value("[123456789012345e22]").items()[0].as_number(), 1.23456789012345e36);
}

TEST(ParseJson, ReadsTheNonFiniteWordsThatPythonWrites) {
  const JsonParse parse = parse_json("{\"a\": NaN,\n \"b\": [Infinity, -Infinity]}");
  ASSERT_TRUE(parse.ok);
  EXPECT_TRUE(std::isnan(parse.value.find("a")->as_number()));
  EXPECT_EQ(parse.value.find("b")->items()[0].as_number(), kInfinity);
  EXPECT_EQ(parse.value.find("b")->items()[1].as_number(), -kInfinity);
  ASSERT_EQ(parse.issues.size(), 3u);
  EXPECT_EQ(parse.issues[0].severity, Severity::note);
  EXPECT_EQ(parse.issues[0].at, (Position{1, 7}));
  EXPECT_EQ(parse.issues[2].at, (Position{2, 18}));
}

TEST(ParseJson, KeepsNumbersOutOfRangeAsWritten) {
  const JsonParse parse = parse_json("{\n  \"a\": 0.88,\n  \"perplexity\": 1e999, \"tiny\": -1e-999, \"none\": 0e999}");
  ASSERT_TRUE(parse.ok);
  EXPECT_EQ(parse.value.find("perplexity")->as_number(), kInfinity);
  EXPECT_EQ(parse.value.find("perplexity")->text(), "1e999");
  EXPECT_EQ(parse.value.find("tiny")->as_number(), 0);
  ASSERT_EQ(parse.issues.size(), 2u);
  EXPECT_EQ(parse.issues[0].code, "json-number-range");
  EXPECT_EQ(parse.issues[0].at, (Position{3, 17}));
}

TEST(ParseJson, LetsTheLastOfTwoEqualKeysWin) {
  const JsonParse parse = parse_json("{\"lr\": 0.1, \"b\": 2,\n \"lr\": {\"x\": 1}}");
  ASSERT_TRUE(parse.ok);
  ASSERT_EQ(parse.value.members().size(), 2u);
  EXPECT_EQ(parse.value.find("lr")->find("x")->as_number(), 1);
  ASSERT_EQ(parse.issues.size(), 1u);
  EXPECT_EQ(parse.issues[0].code, "json-duplicate-key");
  EXPECT_EQ(parse.issues[0].at, (Position{2, 2}));
}

TEST(ParseJson, FindsEqualKeysAmongMany) {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"k" + std::to_string(i % 199'999) + "\":" + std::to_string(i) + ",";
  text.back() = '}';
  const JsonParse parse = parse_json(text);  // compared one by one, they would take minutes
  ASSERT_TRUE(parse.ok);
  EXPECT_EQ(parse.value.members().size(), 199'999u);
  EXPECT_EQ(parse.value.find("k0")->as_number(), 199'999);
  EXPECT_EQ(parse.issues.size(), 1u);
}

TEST(ParseJson, UndoesEscapes) {
  EXPECT_EQ(value(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u5b57\ud83d\udd25\u0000")").text(),
            std::string("\"\\/\b\f\n\r\tAé字🔥") + '\0');
}

TEST(ParseJson, ReplacesLoneSurrogates) {
  const JsonParse parse = parse_json("{\n  \"run_id\": \"bad\",\n  \"name\": \"fire \\ud83d run\"}");
  ASSERT_TRUE(parse.ok);
  EXPECT_EQ(parse.value.find("name")->text(), "fire \uFFFD run");
  ASSERT_EQ(parse.issues.size(), 1u);
  EXPECT_EQ(parse.issues[0].code, "json-surrogate");
  EXPECT_EQ(parse.issues[0].at, (Position{3, 17}));
  EXPECT_EQ(value("\"\\ud83d\\u0041\"").text(), "\uFFFDA");
  EXPECT_EQ(value("\"\\udd25\\ud83d\"").text(), "\uFFFD\uFFFD");
}

TEST(ParseJson, ReplacesIllFormedUtf8) {
  const JsonParse parse = parse_json("{\n  \"a\": \"é\", \"name\": \"entr\xEEnement\"\n}");
  ASSERT_TRUE(parse.ok);
  EXPECT_EQ(parse.value.find("name")->text(), "entr\uFFFDnement");
  ASSERT_EQ(parse.issues.size(), 1u);
  EXPECT_EQ(parse.issues[0].code, "json-utf8");
  EXPECT_EQ(parse.issues[0].at, (Position{2, 26}));
}

TEST(ParseJson, BoundsTheNumberOfIssues) {
  const JsonParse parse = parse_json('"' + std::string(100'000, '\xFF') + '"');
  ASSERT_TRUE(parse.ok);
  ASSERT_EQ(parse.issues.size(), 101u);
  EXPECT_NE(parse.issues.back().what.find("99900 more"), std::string::npos) << parse.issues.back().what;
}

TEST(ParseJson, SkipsAByteOrderMark) {
  EXPECT_EQ(fault("\xEF\xBB\xBF{\"a\": 1}"), "ok");
  EXPECT_EQ(fault("\xEF\xBB\xBF{\"a\" 1}"), "json-syntax 1:6");
}

TEST(ParseJson, RefusesWideEncodings) {
  EXPECT_EQ(fault(std::string_view("\xFF\xFE{\0}\0", 6)), "json-utf16 1:1");
  EXPECT_EQ(fault(std::string_view("{\0}\0", 4)), "json-utf16 1:1");
  EXPECT_EQ(fault(std::string_view("\0{\0}", 4)), "json-utf16 1:1");
  EXPECT_EQ(fault(std::string_view("{\0\0\0}\0\0\0", 8)), "json-utf16 1:1");
}

TEST(ParseJson, ReportsAnEmptyFileAtItsStart) {
  EXPECT_EQ(fault(""), "json-empty 1:1");
  EXPECT_EQ(fault(" \n\t"), "json-empty 1:1");
  EXPECT_EQ(fault(std::string(100, '\0')), "json-empty 1:1");
}

TEST(ParseJson, ReportsACutFileAtItsEnd) {
  EXPECT_EQ(fault("{\n  \"val_acc\": 0.88,\n  \"val_lo"), "json-syntax 3:10");
  EXPECT_EQ(fault("[1, 2"), "json-syntax 1:6");
  EXPECT_EQ(fault("{\"a\":"), "json-syntax 1:6");
  EXPECT_EQ(fault("\"\\u12"), "json-syntax 1:6");
  EXPECT_NE(message("[1,").find("unexpected end"), std::string::npos);
}

TEST(ParseJson, AcceptsZeroBytesAfterTheDocument) {
  const JsonParse parse = parse_json("{\n\"a\": 1\n}\n" + std::string(4000, '\0'));
  ASSERT_TRUE(parse.ok);
  ASSERT_EQ(parse.issues.size(), 1u);
  EXPECT_EQ(parse.issues[0].code, "json-nul-padding");
  EXPECT_EQ(parse.issues[0].severity, Severity::warning);
  EXPECT_EQ(parse.issues[0].at, (Position{4, 1}));
}

TEST(ParseJson, RefusesContentAfterTheDocument) {
  EXPECT_EQ(fault(std::string_view("{\"val_acc\": 0.88}\0{\"val_acc\": 0.11}", 35)), "json-trailing 1:18");
  EXPECT_EQ(fault("{\"a\": 1}\n{\"a\": 2}"), "json-trailing 2:1");
}

TEST(ParseJson, StopsAtTheDepthLimitWithoutRecursion) {
  const std::string deep(512, '[');
  EXPECT_EQ(fault(deep + std::string(512, ']')), "ok");
  EXPECT_EQ(fault('[' + deep + std::string(513, ']')), "json-depth 1:513");
  EXPECT_EQ(fault(std::string(100'000, '[')), "json-depth 1:513");
  std::string objects;
  for (int i = 0; i < 20'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(fault(objects), "json-depth 1:2561");
}

TEST(ParseJson, RefusesRawControlCharactersInStrings) {
  EXPECT_EQ(fault("{\n  \"a\": \"two\nlines\"}"), "json-syntax 2:12");
  EXPECT_EQ(fault("\"a\tb\""), "json-syntax 1:3");
}

TEST(ParseJson, NamesTheLikelyCause) {
  EXPECT_EQ(fault("{\n  \"params\": {\"lr\": 0.001,}\n}"), "json-syntax 2:26");
  EXPECT_NE(message("{\"a\": 1,}").find("a key is expected"), std::string::npos);
  EXPECT_NE(message("[1,]").find("a comma"), std::string::npos);
  EXPECT_EQ(fault("{'run_id': 'bad'}"), "json-syntax 1:2");
  EXPECT_NE(message("{'run_id': 'bad'}").find("single quotes"), std::string::npos);
  EXPECT_NE(message("{\"amp\": True}").find("Python"), std::string::npos);
  EXPECT_EQ(fault("{\n\"a\": 1,\n<<<<<<< HEAD\n"), "json-syntax 3:1");
  EXPECT_NE(message("{\n\"a\": 1\n=======\n").find("merge conflict"), std::string::npos);
  EXPECT_NE(message("version https://git-lfs.example/spec/v1\noid sha256:1\n").find("LFS"), std::string::npos);
  EXPECT_NE(message("<!DOCTYPE html>").find("HTML"), std::string::npos);
  EXPECT_NE(message("\x1F\x8B\x08").find("gzip"), std::string::npos);
  EXPECT_NE(message("{\"a\": 1} // why").find("comments"), std::string::npos);
  EXPECT_NE(message("{\"a\": 007}").find("zero"), std::string::npos);
}

TEST(ParseJson, TakesCommentsAndTrailingCommasOnlyWhenAsked) {
  const std::string_view text = "// top\n{ /* a\n b */ \"a\": [1, 2,], // end\n}\n";
  EXPECT_EQ(fault(text), "json-syntax 1:1");
  EXPECT_EQ(fault(text, {.comments = true}), "ok");
  EXPECT_EQ(fault("{\"a\": 1 /* never closed", {.comments = true}), "json-syntax 1:9");
  EXPECT_EQ(fault("{\n/*\n*/ \"a\": x}", {.comments = true}), "json-syntax 3:9");
  EXPECT_EQ(fault("[,]", {.comments = true}), "json-syntax 1:2");
}

TEST(ParseJson, SurvivesBeingCutAtEveryByte) {
  const std::string text =
      "\xEF\xBB\xBF{\"a\": [1.5e-3, \"x\\u00e9\\ud83d\\udd25\", NaN, -Infinity], \"é\": {\"b\": null}} \n";
  for (std::size_t size = 0; size < text.size(); ++size) {
    const JsonParse parse = parse_json(std::string_view(text).substr(0, size));
    EXPECT_EQ(parse.ok, size >= text.size() - 2) << size;
  }
}

TEST(WriteJson, EscapesWhatWouldLeaveAScriptElement) {
  const Json json = Json::string("</script><!-- & \u2028\u2029 \"q\" \\ \n\x01 \xE2\x82\xAC é\x7F");
  EXPECT_EQ(write_json(json), R"("\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029 \"q\" \\ \n\u0001 € é\u007f")");
  EXPECT_EQ(value(write_json(json)), json);
}

TEST(WriteJson, RepairsIllFormedText) {
  EXPECT_EQ(write_json(Json::string("run\xFFn")), "\"run\uFFFDn\"");
}

TEST(WriteJson, IsStrictForNumbersThatAreNot) {
  const Json json = Json::array({Json::number(std::nan("")), Json::number(kInfinity), Json::number(-kInfinity),
                                 Json::number_as_written(31, "0x1F"), Json::number_as_written(0.5, ".5"),
                                 Json::number_as_written(5, "+5"), Json::number_as_written(7, "007"),
                                 Json::number(1e-5), Json::integer(-3)});
  EXPECT_EQ(write_json(json), R"(["NaN","Infinity","-Infinity",31,0.5,5,7,1e-05,-3])");
}

TEST(WriteJson, KeepsNumbersOutOfRangeAsWritten) {
  EXPECT_EQ(write_json(value("[1e999]")), "[1e999]");
}

TEST(WriteJson, HasThreeStyles) {
  const Json json = value(R"({"a":[1,{"b":"<x>"}],"c":[],"d":{}})");
  EXPECT_EQ(write_json(json), R"({"a":[1,{"b":"\u003cx\u003e"}],"c":[],"d":{}})");
  EXPECT_EQ(write_json(json, JsonStyle::readable), R"({"a": [1, {"b": "<x>"}], "c": [], "d": {}})");
  EXPECT_EQ(
      write_json(json, JsonStyle::indented),
      "{\n  \"a\": [\n    1,\n    {\n      \"b\": \"\\u003cx\\u003e\"\n    }\n  ],\n  \"c\": [],\n  \"d\": {}\n}\n");
}

TEST(Json, ComparesNumbersByValueUnlessADoubleCannotHoldThem) {
  EXPECT_EQ(value("0.001"), value("1e-3"));
  EXPECT_EQ(value("1"), value("1.0"));
  EXPECT_EQ(value("NaN"), value("NaN"));
  EXPECT_NE(value("9007199254740993"), value("9007199254740992"));
  EXPECT_NE(value("1e999"), value("1e998"));
  EXPECT_NE(value("1"), value("true"));
  EXPECT_NE(value("1"), value("\"1\""));
}

TEST(Json, ComparesObjectsRegardlessOfOrderAndPlace) {
  EXPECT_EQ(value("{\"a\":1,\"b\":[1,2]}"), value("{\n\"b\":[1,2], \"a\":1}"));
  EXPECT_NE(value("{\"a\":1}"), value("{\"b\":1}"));
  EXPECT_NE(value("[1,2]"), value("[2,1]"));
}

TEST(Json, IsBuiltByChaining) {
  Json json;
  json.set("a", Json::integer(1))
      .set("list", Json().push(Json::boolean(true)).push(Json()))
      .set("a", Json::string("x"));
  EXPECT_EQ(write_json(json), R"({"a":"x","list":[true,null]})");
  Json number = Json::integer(1);
  EXPECT_TRUE(number.items().empty());
  EXPECT_TRUE(number.members().empty());
}

}  // namespace
}  // namespace base
