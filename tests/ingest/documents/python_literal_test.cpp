/// Literals of Python. What is right says Python itself: tests/ingest/reference/python_literal.py.

#include "ingest/documents/python_literal.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <optional>
#include <string>

namespace {

std::string read_back(const char* text) {
  return base::write_json(ingest::read_python_value(text));
}

std::string written(const std::optional<base::Json>& value) {
  return value ? base::write_json(*value) : "(refused)";
}

TEST(PythonLiteral, IsWhatPythonReads) {
  std::ifstream file(std::string(TRIALPRESS_SOURCE_DIR) + "/tests/ingest/reference/python_literal.jsonl");
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    const base::JsonParse row = base::parse_json(line);
    ASSERT_TRUE(row.ok) << line;
    const base::Json* expected = row.value.find("value");
    const std::optional<base::Json> read = ingest::parse_python_literal(row.value.find("text")->text());
    EXPECT_EQ(read.has_value(), expected != nullptr) << line << "\n" << written(read);
    if (!read || expected == nullptr) continue;
    EXPECT_EQ(*read, *expected) << line << "\n" << written(read);
  }
  EXPECT_GT(rows, 100u) << "the table is there";
}

TEST(PythonLiteral, TakesTheWordsOfStrAndOfJsonToo) {
  EXPECT_EQ(written(ingest::parse_python_literal("[nan, inf, -inf, true, null]")),
            "[\"NaN\",\"Infinity\",\"-Infinity\",true,null]");
}

TEST(PythonLiteral, KeepsDigitsAsTheyAreWritten) {
  EXPECT_EQ(written(ingest::parse_python_literal("[1.50, 1e-05, 123456789012345678901, 1_000, 1., -.5]")),
            "[1.50,1e-05,123456789012345678901,1000,1,-0.5]");
}

TEST(PythonLiteral, WhatJsonHasNothingForIsRefused) {
  for (const char* text : {"b'x'", "1j", "...", "'\\N{DIGIT ONE}'", "0x10000000000000000"}) {
    EXPECT_FALSE(ingest::parse_python_literal(text)) << text;
  }
  EXPECT_EQ(written(ingest::parse_python_literal("0xffffffffffffffff")), "18446744073709551615");
}

TEST(PythonLiteral, DeepNestingIsRefused) {
  const auto nested = [](std::size_t depth, const char* open, const char* close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  EXPECT_TRUE(ingest::parse_python_literal(nested(500, "[", "]")));
  EXPECT_FALSE(ingest::parse_python_literal(nested(600, "[", "]")));
  EXPECT_FALSE(ingest::parse_python_literal(nested(100'000, "(", ")")));
  EXPECT_FALSE(ingest::parse_python_literal(nested(100'000, "{'a':", "}")));
  EXPECT_FALSE(ingest::parse_python_literal(std::string(100'000, '[')));
}

TEST(PythonLiteral, ALongDictionaryIsReadInTime) {
  std::string text = "{";
  for (int i = 0; i < 50'000; ++i) text += "'k" + std::to_string(i) + "': 1, ";
  const std::optional<base::Json> read = ingest::parse_python_literal(text + "'k0': 2}");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->members().size(), 50'000u);
  EXPECT_EQ(read->members()[0].second.text(), "2");
}

TEST(PythonValue, ReadsBackWhatStrPrinted) {
  EXPECT_EQ(read_back("0.001"), "0.001");
  EXPECT_EQ(read_back("1e-05"), "1e-05");
  EXPECT_EQ(read_back("9007199254740993"), "9007199254740993");
  EXPECT_EQ(read_back("True"), "true");
  EXPECT_EQ(read_back("None"), "null");
  EXPECT_EQ(read_back("nan"), "\"NaN\"");
  EXPECT_EQ(read_back("[64, 32]"), "[64,32]");
  EXPECT_EQ(read_back("(1,)"), "[1]");
  EXPECT_EQ(read_back("{'a': 1.0, 'b': [None, \"it's\"]}"), "{\"a\":1.0,\"b\":[null,\"it's\"]}");
}

TEST(PythonValue, KeepsEverythingElseAsItStands) {
  EXPECT_EQ(read_back(""), "\"\"");
  EXPECT_EQ(read_back("NA"), "\"NA\"");
  EXPECT_EQ(read_back("1.2.3"), "\"1.2.3\"");
  EXPECT_EQ(read_back("tensor(0.5)"), "\"tensor(0.5)\"");
  EXPECT_EQ(read_back("[1, 2"), "\"[1, 2\"");
  EXPECT_EQ(read_back("{'model': Net()}"), "\"{'model': Net()}\"");
}

}  // namespace
