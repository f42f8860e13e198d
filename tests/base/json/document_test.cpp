#include "base/json/document.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>

namespace base {
namespace {

std::string rewritten(std::string_view json) {
  const JsonParse parse = parse_json(json);
  EXPECT_TRUE(parse.ok) << json;
  return write_document(document_of(parse.value));
}

TEST(WriteDocument, KeepsTheOrderOfMembers) {
  Document document = Document::object();
  document["b"] = 1;
  document["a"] = {true, nullptr, "x"};
  document["c"] = Document::object();
  EXPECT_EQ(write_document(document), R"({"b":1,"a":[true,null,"x"],"c":{}})");
}

TEST(WriteDocument, IndentsByTwoBlanksAndEndsTheLine) {
  Document document = Document::object();
  document["a"] = {1, 2};
  document["b"] = Document::array();
  EXPECT_EQ(write_document(document, DocumentStyle::indented), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}\n");
}

TEST(WriteDocument, LeavesNothingThatEndsAScriptElementOrALineOfOne) {
  Document document = Document::object();
  document["<k>"] = "</script>&\x7F \xE2\x80\xA8\xE2\x80\xA9";
  EXPECT_EQ(write_document(document), R"({"\u003ck\u003e":"\u003c/script\u003e\u0026\u007f \u2028\u2029"})");
  EXPECT_EQ(write_document("\xE2\x80\x99 \xE2\x82\xAC \"\\\n\x01"), "\"\xE2\x80\x99 \xE2\x82\xAC \\\"\\\\\\n\\u0001\"");
}

TEST(WriteDocument, MakesBytesThatAreNotUtf8Visible) {
  EXPECT_EQ(write_document("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
}

TEST(DocumentNumber, SpellsWholeNumbersWithoutAPoint) {
  EXPECT_EQ(write_document(document_number(3)), "3");
  EXPECT_EQ(write_document(document_number(-40000000)), "-40000000");
  EXPECT_EQ(write_document(document_number(9007199254740991.0)), "9007199254740991");
  EXPECT_EQ(write_document(document_number(0.1)), "0.1");
  EXPECT_EQ(write_document(document_number(1e-5)), "1e-05");
  EXPECT_EQ(write_document(document_number(1.7976931348623157e308)), "1.7976931348623157e+308");
}

TEST(DocumentNumber, NamesWhatJsonHasNoNumberFor) {
  EXPECT_EQ(write_document(document_number(std::nan(""))), "\"NaN\"");
  EXPECT_EQ(write_document(document_number(HUGE_VAL)), "\"Infinity\"");
  EXPECT_EQ(write_document(document_number(-HUGE_VAL)), "\"-Infinity\"");
}

TEST(DocumentOf, KeepsWholeNumbersOf64BitsExact) {
  EXPECT_EQ(rewritten("[9007199254740993,-9223372036854775808,18446744073709551615]"),
            "[9007199254740993,-9223372036854775808,18446744073709551615]");
  EXPECT_EQ(rewritten("[1.50,1e3,NaN,-Infinity]"), R"([1.5,1000,"NaN","-Infinity"])");
}

TEST(DocumentOf, KeepsOrderAndEveryKindOfValue) {
  const std::string json = R"({"z":[],"a":{"x":null,"b":[true,false,"t"]},"":{}})";
  EXPECT_EQ(rewritten(json), json);
}

TEST(DocumentOf, GoesAsDeepAsTheReaderOfLoggersDoes) {
  const std::string deep = std::string(kMaxJsonDepth, '[') + std::string(kMaxJsonDepth, ']');
  EXPECT_EQ(rewritten(deep), deep);
}

TEST(AddMember, AppendsToAnObject) {
  Document object = Document::object();
  add_member(object, "b", 1);
  add_member(object, "a", "x");
  EXPECT_EQ(write_document(object), R"({"b":1,"a":"x"})");
}

TEST(ReadDocument, ReadsStrictJsonOnly) {
  const auto document = read_document(R"({"name": "a", "n": 18446744073709551615, "x": -2.5})");
  ASSERT_TRUE(document);
  EXPECT_EQ(text_at(*document, "name"), "a");
  EXPECT_EQ(number_at(*document, "n"), 18446744073709551616.0);
  EXPECT_EQ(number_at(*document, "x"), -2.5);
  for (const std::string_view text : {"", "{", "{} {}", "[1,]", "{'a': 1}", "[NaN]", "\"\xFF\"", "[1] // one"}) {
    ASSERT_FALSE(read_document(text)) << text;
    EXPECT_EQ(read_document(text).error().kind, Error::Kind::invalid) << text;
  }
}

TEST(ReadDocument, AMemberThatIsMissingOrOfAnotherKindIsNotThere) {
  const auto document = read_document(R"({"text": "a", "number": 1, "list": [1]})");
  ASSERT_TRUE(document);
  EXPECT_EQ(text_at(*document, "number"), "");
  EXPECT_EQ(text_at(*document, "nothing"), "");
  EXPECT_TRUE(std::isnan(number_at(*document, "text")));
  EXPECT_TRUE(std::isnan(number_at(*document, "nothing")));
  EXPECT_EQ(text_at((*document)["list"], "text"), "");
  EXPECT_TRUE(std::isnan(number_at((*document)["list"], "number")));
}

TEST(ReadDocument, ATextKeepsItsZeroBytes) {
  const auto document = read_document("{\"a\": \"x\\u0000y\"}");
  ASSERT_TRUE(document);
  EXPECT_EQ(text_at(*document, "a"), std::string("x\0y", 3));
}

TEST(ReadDocument, RefusesWhatIsTooDeepAndNoMore) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(read_document(nested(kMaxJsonDepth)));
  ASSERT_FALSE(read_document(nested(kMaxJsonDepth + 1)));
  EXPECT_EQ(read_document(nested(kMaxJsonDepth + 1)).error().kind, Error::Kind::limit);
  EXPECT_EQ(read_document(std::string(10'000'000, '[')).error().kind, Error::Kind::limit);
  EXPECT_TRUE(read_document("[\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '[') + "\"]"));
}

}  // namespace
}  // namespace base
