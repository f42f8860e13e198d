#include "base/yaml/yaml.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace base {
namespace {

std::string json(std::string_view yaml) {
  const JsonParse parse = parse_yaml(yaml);
  EXPECT_TRUE(parse.ok) << yaml << (parse.issues.empty() ? "" : parse.issues.back().what);
  return write_json(parse.value);
}

/// "code line:column" of the last issue, or "ok".
std::string fault(std::string_view yaml) {
  const JsonParse parse = parse_yaml(yaml);
  EXPECT_EQ(parse.ok, parse.issues.empty() || parse.issues.back().severity != Severity::error);
  if (parse.issues.empty()) return "ok";
  const TextIssue& issue = parse.issues.back();
  return issue.code + ' ' + std::to_string(issue.at.line) + ':' + std::to_string(issue.at.column);
}

TEST(ParseYaml, ReadsMapsListsAndScalars) {
  EXPECT_EQ(json("lr: 0.001\nmodel:\n  layers: [1, 2]\n  name: resnet\ntags:\n- a\n- b c\n"),
            R"({"lr":0.001,"model":{"layers":[1,2],"name":"resnet"},"tags":["a","b c"]})");
}

TEST(ParseYaml, TypesScalarsByTheCoreSchema) {
  EXPECT_EQ(json("- null\n- ~\n-\n- [true, False, TRUE, yes, on, 12, -3, +4, 0x1F, 0o17, 1e-5, 1.0e-05, .5, 5., 010]"),
            R"([null,null,null,[true,false,true,"yes","on",12,-3,4,31,15,1e-5,1.0e-05,0.5,5,10]])");
  EXPECT_EQ(json("[.inf, -.inf, .nan, '1', \"true\", 1_000, 0x, 12:30, 2024-05-01, '', 1e, e5, -, ., +.5]"),
            R"(["Infinity","-Infinity","NaN","1","true","1_000","0x","12:30","2024-05-01","","1e","e5","-",".",0.5])");
}

TEST(ParseYaml, KeepsNumbersAsTheyWereWritten) {
  const JsonParse parse = parse_yaml("[9007199254740993, 0x1F, 1e-05]");
  EXPECT_EQ(parse.value.items()[0].text(), "9007199254740993");
  EXPECT_EQ(parse.value.items()[1].text(), "0x1F");
  EXPECT_EQ(parse.value.items()[1].as_number(), 31);
  EXPECT_EQ(parse.value.items()[2].as_number(), 1e-5);
}

TEST(ParseYaml, KeepsHexadecimalIdsAsText) {
  const JsonParse parse = parse_yaml("run_id: 12e34567890123456789012345678901\nb: 00e12345\nc: 1e999\nd: 1.0e999\n");
  EXPECT_EQ(parse.value.find("run_id")->text(), "12e34567890123456789012345678901");
  EXPECT_TRUE(parse.value.find("run_id")->is_string());
  EXPECT_TRUE(parse.value.find("b")->is_string());
  EXPECT_TRUE(parse.value.find("c")->is_string());
  EXPECT_TRUE(std::isinf(parse.value.find("d")->as_number()));
}

TEST(ParseYaml, ReadsWhatPyYamlWrites) {
  // yaml.dump of {"a": (1, 2), "b": [shared, shared], "o": 1.5, "s": "x" * 30 + " " + "y" * 60, "f": math.nan}
  const std::string_view text =
      "a: !!python/tuple\n- 1\n- 2\nb:\n- &id001\n  lr: 0.1\n- *id001\nf: .nan\n"
      "o: !!python/object/apply:numpy.core.multiarray.scalar\n- 1.5\n"
      "n: !!python/name:builtins.len ''\n"
      "s: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n";
  EXPECT_EQ(json(text), R"({"a":[1,2],"b":[{"lr":0.1},{"lr":0.1}],"f":"NaN","o":[1.5],"n":"","s":")" +
                            std::string(30, 'x') + ' ' + std::string(60, 'y') + "\"}");
}

TEST(ParseYaml, ReadsBlockScalars) {
  EXPECT_EQ(json("a: |\n  one\n  two\nb: >-\n  one\n  two\n\n  three\n"), R"({"a":"one\ntwo\n","b":"one two\nthree"})");
}

TEST(ParseYaml, AddsTheMembersThatAMergeKeyNames) {
  EXPECT_EQ(json("base: &b {lr: 0.1, bs: 32}\nrun:\n  <<: *b\n  lr: 0.2\n"),
            R"({"base":{"lr":0.1,"bs":32},"run":{"lr":0.2,"bs":32}})");
  EXPECT_EQ(json("a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b]\n"),
            R"({"a":{"x":1},"b":{"x":2,"y":3},"c":{"x":1,"y":3}})");
  EXPECT_EQ(fault("a:\n  <<: 5\n"), "yaml-merge 2:7");
  EXPECT_EQ(json("'<<': 5\n"), R"({"\u003c\u003c":5})");
}

TEST(ParseYaml, TellsThePlaceOfValues) {
  const JsonParse parse = parse_yaml("é: 1\nb:\n  - x\n  - {c: 2}\n");
  EXPECT_EQ(parse.value.find("é")->where(), (Position{1, 4}));
  EXPECT_EQ(parse.value.find("b")->items()[0].where(), (Position{3, 5}));
  EXPECT_EQ(parse.value.find("b")->items()[1].find("c")->where(), (Position{4, 9}));
}

TEST(ParseYaml, MakesTextOfKeysThatAreNone) {
  EXPECT_EQ(json("1: a\ntrue: b\n? [1, {x: 2}]\n: c\n? d\n"), R"({"1":"a","true":"b","[1, {\"x\": 2}]":"c","d":null})");
}

TEST(ParseYaml, GivesNullForATextWithoutADocument) {
  EXPECT_EQ(json(""), "null");
  EXPECT_EQ(json("# only a comment\n"), "null");
  EXPECT_EQ(json("---\n"), "null");
}

TEST(ParseYaml, LetsTheLastOfTwoEqualKeysWin) {
  EXPECT_EQ(fault("lr: 1\nb: 2\nlr: {x: 3}\n"), "yaml-duplicate-key 3:1");
  EXPECT_EQ(json("lr: 1\nb: 2\nlr: {x: 3}\n"), R"({"lr":{"x":3},"b":2})");
}

TEST(ParseYaml, ReadsOnlyTheFirstDocument) {
  EXPECT_EQ(fault("a: 1\n---\nb: 2\n"), "yaml-more-documents 2:1");
  EXPECT_EQ(json("a: 1\n---\nb: 2\n"), R"({"a":1})");
}

TEST(ParseYaml, ReportsATabWhereItStands) {
  EXPECT_EQ(fault("run_id: bad\nparams:\n\tlr: 0.001\n"), "yaml-tab 3:1");
  EXPECT_EQ(fault("a:\n  b: 1\n  \tc: 2\n"), "yaml-tab 3:3");
}

TEST(ParseYaml, ReportsSyntaxErrorsWithTheirPlace) {
  EXPECT_EQ(fault("a: [1, 2\nb: 3\n").substr(0, 12), "yaml-syntax ");
  EXPECT_EQ(fault("a: b: c\n"), "yaml-syntax 1:5");
  EXPECT_EQ(fault("a: *nowhere\n"), "yaml-syntax 1:4");
  EXPECT_EQ(fault("ok: 1\nbad: \x01\n"), "yaml-syntax 2:6");
}

TEST(ParseYaml, RefusesAnAliasToItself) {
  EXPECT_EQ(fault("run_id: bad\nparams: &p\n  lr: 0.001\n  self: *p\n"), "yaml-alias-cycle 4:9");
}

TEST(ParseYaml, CountsNodesAfterAliasesAreExpanded) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string name = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + name;
    for (int j = 1; j < 9; ++j) bomb += ", " + name;
    bomb += "]\n";
  }
  EXPECT_EQ(fault(bomb).substr(0, 17), "yaml-alias-limit ");
  std::string flat = "[";
  for (int i = 0; i < 99'999; ++i) flat += "1,";
  EXPECT_EQ(fault(flat + "]"), "ok");  // with the list itself, just at the limit
  EXPECT_EQ(fault(flat + "1]").substr(0, 16), "yaml-alias-limit");
}

TEST(ParseYaml, StopsAtTheDepthLimit) {
  EXPECT_EQ(fault(std::string(512, '[') + std::string(512, ']')), "ok");
  EXPECT_EQ(fault(std::string(513, '[') + std::string(513, ']')).substr(0, 10), "yaml-depth");
  EXPECT_EQ(fault(std::string(100'000, '[')).substr(0, 10), "yaml-depth");
  const std::string open(300, '['), close(300, ']');
  const std::string nested = "a: &a " + open + close + "\nb: " + open + "*a" + close + '\n';
  EXPECT_EQ(fault(nested).substr(0, 10), "yaml-depth");
}

TEST(ParseYaml, RepairsIllFormedUtf8AndRefusesUtf16) {
  EXPECT_EQ(fault("a: 1\nname: entr\xEEnement\n"), "yaml-utf8 2:11");
  EXPECT_EQ(json("name: entr\xEEnement\n"), "{\"name\":\"entr\uFFFDnement\"}");
  EXPECT_EQ(fault("\xFF\xFE"
                  "a"),
            "yaml-utf8 1:1");
  EXPECT_EQ(json("\xEF\xBB\xBF"
                 "a: 1\n"),
            R"({"a":1})");
}

TEST(ParseYaml, SurvivesBeingCutAtEveryByte) {
  const std::string text = "a: &x {b: [1, 'é', \"q\\n\"]}\nc: *x\n? [k]\n: |\n  text\n<<: *x\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const JsonParse parse = parse_yaml(std::string_view(text).substr(0, size));
    EXPECT_TRUE(parse.ok || !parse.issues.empty()) << "cut at " << size;
  }
  EXPECT_TRUE(parse_yaml(text.substr(0, text.find("? "))).ok);
}

TEST(ParseYaml, SaysTagsThatOnlyAProgramKnows) {
  EXPECT_EQ(fault("a: 1\nmodel: !!python/object:net.Net {w: 3}\n"), "yaml-tag 2:8");
  EXPECT_EQ(fault("a: !include other.yaml\nb: !env X\n"), "yaml-tag 1:4");
  EXPECT_EQ(parse_yaml("a: !include other.yaml\nb: !env X\n").issues.size(), 1u);
  EXPECT_EQ(fault("a: !!python/tuple [1, 2]\nb: !!str 5\nc: ! 6\nd: !!float 7\n"), "ok");
}

TEST(ParseYaml, SaysNumbersThatNoDoubleHolds) {
  EXPECT_EQ(fault("momentum: 1e400\n"), "yaml-number-range 1:11");
  EXPECT_EQ(fault("a: -1.5e999\n"), "yaml-number-range 1:4");
  EXPECT_EQ(fault("commit: 1234e567\nb: .inf\nc: '1e400'\nd: 1e-400\n"), "ok");
}

}  // namespace
}  // namespace base
