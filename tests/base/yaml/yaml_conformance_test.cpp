// The cases of yaml-test-suite that use what a configuration file uses: one document, no tags, directives or complex
// keys.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "base/json/json.h"
#include "base/yaml/yaml.h"
#include "support/conformance.h"

namespace base {
namespace {

namespace fs = std::filesystem;

/// Cases read differently: libyaml, like PyYAML, which writes most of these files, keeps to YAML 1.1 here. All are
/// refused with a place, except where "reads" says what comes out.
const std::map<std::string, std::string> kExceptions = {
    {"2SXE", "a colon ends the name of an anchor"},
    {"W5VH", "an anchor is made of letters, digits, _ and -"},
    {"8XYN", "an anchor is made of letters, digits, _ and -"},
    {"Y2GN", "a colon ends the name of an anchor; reads :chor value"},
    {"4MUZ/00", "the colon of a flow map stands on the line of its key"},
    {"4MUZ/02", "the colon of a flow map stands on the line of its key"},
    {"5MUD", "the colon of a flow map stands on the line of its key"},
    {"K3WX", "the colon of a flow map stands on the line of its key"},
    {"VJP3/01", "the colon of a flow map stands on the line of its key"},
    {"9SA2", "a key of a flow map stands on one line"},
    {"NJ66", "a key of a flow map stands on one line"},
    {"58MP", "no scalar of a flow collection starts with a colon"},
    {"5T43", "no scalar of a flow collection starts with a colon"},
    {"DBG4", "no scalar of a flow collection starts with a colon"},
    {"HM87/00", "no scalar of a flow collection starts with a colon"},
    {"HM87/01", "no scalar of a flow collection starts with a question mark; reads [{x: null}]"},
    {"652Z", "no scalar of a flow collection starts with a question mark; reads the key foo"},
    {"6BCT", "no tab between a dash and its value"},
    {"Y79Y/10", "no tab between a dash and its value"},
    {"6CA3", "no line starts with a tab"},
    {"Q5MG", "no line starts with a tab"},
    {"96NN/00", "no line is indented with a tab"},
    {"DK95/00", "no line is indented with a tab"},
    {"DK95/03", "no line is indented with a tab, blank ones included"},
    {"DK95/04", "no line is indented with a tab, blank ones included"},
    {"R4YG", "no line of a block scalar is indented with a tab"},
    {"Y79Y/01", "no line of a block scalar is indented with a tab"},
    {"DK3J", "the lines of a block scalar are indented"},
    {"FP8R", "the lines of a block scalar are indented"},
    {"L24T/01", "a last line of blanks without a line end has none; reads x, line end, blank"},
};

TEST(YamlConformance, ReadsOrRefusesTheCoreCases) {
  const fs::path folder = support::conformance_folder("yaml");
  const Json cases = parse_json(support::file_bytes(folder / "cases.json")).value;
  const Json ids = parse_json(support::file_bytes(folder / "core-ids.json")).value;
  std::set<std::string> core;
  for (const Json& id : ids.items()) core.insert(id.text());
  ASSERT_EQ(core.size(), 197u);
  for (const Json& one : cases.items()) {
    const std::string id = one.find("id")->text();
    if (!core.contains(id)) continue;
    const JsonParse parse = parse_yaml(one.find("yaml")->text());
    const Json* documents = one.find("documents");
    const bool must_fail = one.find("fail") != nullptr;
    const bool as_expected = must_fail ? !parse.ok : parse.ok && parse.value == documents->items().at(0);
    EXPECT_NE(as_expected, kExceptions.contains(id))
        << id << ' ' << one.find("name")->text() << '\n'
        << one.find("yaml")->text() << "\nread: " << (parse.ok ? write_json(parse.value) : parse.issues.back().what)
        << "\nexpected: " << (must_fail ? "an error" : write_json(*documents));
    if (!parse.ok) {
      EXPECT_GE(parse.issues.back().at.line, 1u) << id;
    }
  }
}

TEST(YamlConformance, SurvivesEveryOtherCase) {
  const fs::path folder = support::conformance_folder("yaml");
  const Json cases = parse_json(support::file_bytes(folder / "cases.json")).value;
  for (const Json& one : cases.items()) {
    const JsonParse parse = parse_yaml(one.find("yaml")->text());
    EXPECT_TRUE(parse.ok || !parse.issues.empty()) << one.find("id")->text();
  }
}

}  // namespace
}  // namespace base
