/// Settings pasted from Python: generator/ingest/documents/python_settings.h.

#include "ingest/documents/python_settings.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using ingest::parse_python_settings;

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

TEST(PythonSettings, ReadsADictionaryWithOrWithoutItsName) {
  EXPECT_EQ(settings("{'a': 1, \"b\": 'x',}"), "a=1\nb=x\n");
  EXPECT_EQ(settings("config = {\n  'a': 1,  # why\n  'b': None\n}"), "a=1\nb=null\n");
}

TEST(PythonSettings, ReadsLinesWithoutBraces) {
  EXPECT_EQ(settings("batch_size: 64,\nlr = 1e-3\n...\n"), "batch_size=64\nlr=1e-3\n");
  EXPECT_EQ(settings("units: [512, 256],\naug: {\n  flip: True\n}\n"), "units=…\naug=…\n");
}

TEST(PythonSettings, KeepsWhatIsNoValueAsText) {
  EXPECT_EQ(settings("act: nn.ReLU(inplace=True), lr: 0.1"), "act=nn.ReLU(inplace=True)\nlr=0.1\n");
  EXPECT_EQ(settings("note: 3 layers"), "note=3 layers\n");
}

TEST(PythonSettings, AValueEndsWithItsLine) {
  EXPECT_EQ(settings("name: 'a'\n'b': 2"), "name=a\nb=2\n");
  EXPECT_EQ(settings("{'x': 'a'\n 'y': 'b'}"), "x=a\ny=b\n");
}

TEST(PythonSettings, ValuesAreLiteralsOfPython) {
  EXPECT_EQ(settings("steps: 1_000\nname: 'it''s'\nmask: 0x10"), "steps=1000\nname=its\nmask=16\n");
}

TEST(PythonSettings, OfAKeyGivenTwiceTheLastCounts) {
  EXPECT_EQ(settings("lr: 0.1\nlr: 0.2"), "lr=0.2\n");
}

TEST(PythonSettings, RefusesWhatHasNoKeyOrIsNotClosed) {
  for (const char* text : {"", "just words", "{'a': 1", "{'a': {'b': 1}", "...", "# only a comment"}) {
    EXPECT_EQ(settings(text), "(none)") << text;
  }
}

TEST(PythonSettings, DeepNestingIsRefused) {
  EXPECT_FALSE(parse_python_settings("a: " + std::string(100'000, '{')).has_value());
}

}  // namespace
