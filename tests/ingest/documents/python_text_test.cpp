/// Settings pasted from Python: generator/ingest/python_text.h.

#include "ingest/documents/python_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using ingest::parse_python_settings;
using ingest::parse_python_value;

/// The settings as "key=value" lines, or "(none)".
std::string settings(std::string_view text) {
  const auto tree = parse_python_settings(text);
  if (!tree) return "(none)";
  std::string out;
  for (const auto& [key, value] : tree->members()) {
    out += key + "=" + (value.is_null() ? "null" : value.is_string() || value.is_number() ? value.text() : "…") + "\n";
  }
  return out;
}

TEST(PythonText, ReadsADictionaryWithOrWithoutItsName) {
  EXPECT_EQ(settings("{'a': 1, \"b\": 'x',}"), "a=1\nb=x\n");
  EXPECT_EQ(settings("config = {\n  'a': 1,  # why\n  'b': None\n}"), "a=1\nb=null\n");
}

TEST(PythonText, ReadsLinesWithoutBraces) {
  EXPECT_EQ(settings("batch_size: 64,\nlr = 1e-3\n...\n"), "batch_size=64\nlr=1e-3\n");
  EXPECT_EQ(settings("units: [512, 256],\naug: {\n  flip: True\n}\n"), "units=…\naug=…\n");
}

TEST(PythonText, KeepsWhatIsNoValueAsText) {
  EXPECT_EQ(settings("act: nn.ReLU(inplace=True), lr: 0.1"), "act=nn.ReLU(inplace=True)\nlr=0.1\n");
  EXPECT_EQ(settings("note: 3 layers"), "note=3 layers\n");
}

TEST(PythonText, OfAKeyGivenTwiceTheLastCounts) {
  EXPECT_EQ(settings("lr: 0.1\nlr: 0.2"), "lr=0.2\n");
}

TEST(PythonText, RefusesWhatHasNoKeyOrIsNotClosed) {
  for (const char* text : {"", "just words", "{'a': 1", "{'a': {'b': 1}", "...", "# only a comment"}) {
    EXPECT_EQ(settings(text), "(none)") << text;
  }
}

TEST(PythonText, ValuesMustBeWhole) {
  EXPECT_TRUE(parse_python_value("[1, 'two', (3, 4), {'five': True}]").has_value());
  for (const char* text : {"", "[1, 2", "[1 2]", "'open", "1 2", "foo()", "{'a'}", "{1: 2"}) {
    EXPECT_FALSE(parse_python_value(text).has_value()) << text;
  }
}

TEST(PythonText, DeepNestingIsRefused) {
  const std::string deep(100'000, '[');
  EXPECT_FALSE(parse_python_value(deep).has_value());
  EXPECT_FALSE(parse_python_settings("a: " + std::string(100'000, '{')).has_value());
}

}  // namespace
