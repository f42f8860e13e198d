#include "ingest/documents/python_config.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using ingest::parse_python_config;
using ingest::PythonConfig;

TEST(PythonConfig, ReadsAssignmentsOfPlainValuesAndDictCalls) {
  const PythonConfig config = parse_python_config(
      "# how it was trained\n"
      "import torch\n"
      "lr = 0.02\nresume = False\nname = 'r50'\nload_from = None\n"
      "optim_wrapper = dict(\n    optimizer=dict(lr=1e-4, type='SGD'),  # plain\n    type='OptimWrapper')\n"
      "steps = [\n    8,\n    11,\n]\nsize = (1333, 800)\nby_name = {'a b': 1, 'c': [True]}\n");
  EXPECT_EQ(config.left_out, 0u);
  EXPECT_EQ(base::write_json(config.tree),
            "{\"lr\":0.02,\"resume\":false,\"name\":\"r50\",\"load_from\":null,\"optim_wrapper\":{\"optimizer\":"
            "{\"lr\":1e-4,\"type\":\"SGD\"},\"type\":\"OptimWrapper\"},\"steps\":[8,11],\"size\":[1333,800],"
            "\"by_name\":{\"a b\":1,\"c\":[true]}}");
}

TEST(PythonConfig, OtherExpressionsAreKeptAsText) {
  const PythonConfig config =
      parse_python_config("lr = 0.1 * 8\nnorm = nn.BatchNorm2d(3, eps=0.1)\nd = dict(a=f(1, 2), b=2)\n");
  EXPECT_EQ(config.tree.find("lr")->text(), "0.1 * 8");
  EXPECT_EQ(config.tree.find("norm")->text(), "nn.BatchNorm2d(3, eps=0.1)");
  EXPECT_EQ(config.tree.find("d")->find("a")->text(), "f(1, 2)");
  EXPECT_EQ(config.tree.find("d")->find("b")->text(), "2");
}

TEST(PythonConfig, LiteralsAreThoseOfPython) {
  const PythonConfig config = parse_python_config(
      "a = (0.5)\nb = {1: 'x'}\nc = [1_000, 0x10]\nd = ('one '\n     'two')\ne = 1, 2\nf = dict(g=u'x', h={'y', "
      "'z'},)\n");
  EXPECT_EQ(config.left_out, 0u);
  EXPECT_EQ(base::write_json(config.tree),
            "{\"a\":0.5,\"b\":{\"1\":\"x\"},\"c\":[1000,16],\"d\":\"one two\",\"e\":[1,2],\"f\":{\"g\":\"x\",\"h\":"
            "[\"y\",\"z\"]}}");
}

TEST(PythonConfig, WhatIsNotPythonIsLeftOutAndCounted) {
  const PythonConfig config = parse_python_config("a = [1,, 2]\nb = dict(c=1,, d=2)\ne = {,}\n");
  EXPECT_EQ(config.left_out, 3u);
}

TEST(PythonConfig, AnAssignmentCutOffIsLeftOutAndCounted) {
  const PythonConfig config = parse_python_config("a = 1\nmodel = dict(type='x',\n    neck=dict(\nb = 2\nc = 'open\n");
  EXPECT_EQ(config.left_out, 2u);
  EXPECT_EQ(config.tree.members().size(), 2u);
  EXPECT_EQ(config.tree.find("b")->text(), "2");
}

TEST(PythonConfig, DeepNestingIsNotFollowed) {
  EXPECT_EQ(parse_python_config("a = " + std::string(100'000, '[')).left_out, 1u);
}

}  // namespace
