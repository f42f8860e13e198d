// JSONTestSuite: every y_ text is accepted and read like nlohmann/json reads it, every n_ text is refused with a place,
// no i_ text does harm.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "support/conformance.h"

namespace base {
namespace {

namespace fs = std::filesystem;

/// n_ texts that are read all the same, and why.
const std::map<std::string, std::string> kTolerated = {
    {"n_number_NaN.json", "Python writes NaN; a note says so"},
    {"n_number_infinity.json", "Python writes Infinity; a note says so"},
    {"n_number_minus_infinity.json", "Python writes -Infinity; a note says so"},
    {"n_multidigit_number_then_00.json", "zero bytes after the document, as a power cut leaves; a warning says so"},
};

std::vector<fs::path> texts(const std::string& start) {
  std::vector<fs::path> out;
  const fs::path folder = support::conformance_folder("json") / "test_parsing";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with(start)) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool same(const Json& ours, const nlohmann::ordered_json& theirs) {
  if (theirs.is_object()) {
    if (!ours.is_object() || ours.members().size() != theirs.size()) return false;
    for (const auto& [key, value] : ours.members()) {
      if (!theirs.contains(key) || !same(value, theirs.at(key))) return false;
    }
    return true;
  }
  if (theirs.is_array()) {
    if (!ours.is_array() || ours.items().size() != theirs.size()) return false;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      if (!same(ours.items()[i], theirs[i])) return false;
    }
    return true;
  }
  if (theirs.is_string()) return ours.is_string() && ours.text() == theirs.get<std::string>();
  if (theirs.is_number()) return ours.is_number() && ours.as_number() == theirs.get<double>();
  if (theirs.is_boolean()) return ours.is_boolean() && ours.as_boolean() == theirs.get<bool>();
  return ours.is_null();
}

/// Then the number is written as it was, which the other parser refuses although it is JSON.
bool is_out_of_range(const JsonParse& parse) {
  return std::any_of(parse.issues.begin(), parse.issues.end(),
                     [](const TextIssue& issue) { return issue.code == "json-number-range"; });
}

TEST(JsonConformance, AcceptsEveryValidTextAndReadsItLikeAnotherParser) {
  ASSERT_EQ(texts("y_").size(), 95u);
  for (const fs::path& path : texts("y_")) {
    const std::string text = support::file_bytes(path);
    const JsonParse parse = parse_json(text);
    EXPECT_TRUE(parse.ok) << path.filename();
    EXPECT_TRUE(same(parse.value, nlohmann::ordered_json::parse(text))) << path.filename();
    EXPECT_TRUE(same(parse.value, nlohmann::ordered_json::parse(write_json(parse.value)))) << path.filename();
  }
}

TEST(JsonConformance, RefusesEveryInvalidTextWithAPlaceExceptThoseItTolerates) {
  ASSERT_EQ(texts("n_").size(), 188u);
  for (const fs::path& path : texts("n_")) {
    const JsonParse parse = parse_json(support::file_bytes(path));
    EXPECT_EQ(parse.ok, kTolerated.contains(path.filename().string())) << path.filename();
    ASSERT_FALSE(parse.issues.empty()) << path.filename();
    EXPECT_GE(parse.issues.back().at.line, 1u) << path.filename();
    EXPECT_GE(parse.issues.back().at.column, 1u) << path.filename();
    EXPECT_EQ(parse.issues.back().severity == Severity::error, !parse.ok) << path.filename();
  }
}

TEST(JsonConformance, WritesStrictJsonForWhateverItAccepts) {
  for (const fs::path& path : texts("")) {
    const JsonParse parse = parse_json(support::file_bytes(path));
    if (!parse.ok || is_out_of_range(parse)) continue;
    const std::string written = write_json(parse.value, JsonStyle::indented);
    EXPECT_TRUE(nlohmann::json::accept(written)) << path.filename();
    EXPECT_EQ(write_json(parse_json(written).value, JsonStyle::indented), written) << path.filename();
  }
}

}  // namespace
}  // namespace base
