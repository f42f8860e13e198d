/// Results of lm-evaluation-harness: generator/ingest/formats/lm_eval.cpp.

#include <gmock/gmock.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

std::map<std::string, double> finals(const ReadResult& read, std::size_t index = 0) {
  std::map<std::string, double> values;
  for (const model::Parameter& leaf : read.run(index).summary) values[leaf.path] = leaf.value.number;
  return values;
}

const char kNew[] = R"({
  "results": {
    "hella": {"alias": "hella", "acc,none": 0.5, "acc_stderr,none": 0.01, "acc_norm,none": 0.6, "acc_norm_stderr,none": "N/A"},
    "gsm": {"alias": "gsm", "exact_match,strict-match": 0.25, "exact_match_stderr,strict-match": 0.02}},
  "groups": {"all": {"acc,none": 0.75}, "hella": {"acc,none": 0.5}},
  "versions": {"hella": 1.0, "gsm": 3.0}, "n-shot": {"hella": 5, "gsm": 5},
  "higher_is_better": {"hella": {"acc": true}},
  "config": {"model": "hf", "model_args": "pretrained=org/net,dtype=float16,revision=step8,max_length=2048",
             "batch_size": "auto", "device": "cuda:3", "limit": null, "random_seed": 7, "gen_kwargs": {}},
  "git_hash": "abc123", "date": 1700000000.5, "transformers_version": "4.40.0",
  "total_evaluation_time_seconds": "12.5"})";

TEST(LmEval, ReadsTasksAsFinalValuesAndTheModelAsItsName) {
  const ReadResult read = read_files({{"org__net/results_2024-01-01T00-00-00.json", kNew},
                                      {"org__net/samples_hella_2024-01-01T00-00-00.jsonl",
                                       "{\"doc_id\": 0, \"acc\": 1.0}\n{\"doc_id\": 1, \"acc\": 0.0}\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("org__net/results_2024-01-01T00-00-00"));
  EXPECT_EQ(read.run().name, "org/net step8");
  EXPECT_THAT(finals(read),
              UnorderedElementsAre(Pair("hella/acc", 0.5), Pair("hella/acc_stderr", 0.01), Pair("hella/acc_norm", 0.6),
                                   Pair("gsm/strict-match/exact_match", 0.25),
                                   Pair("gsm/strict-match/exact_match_stderr", 0.02), Pair("all/acc", 0.75),
                                   Pair("evaluation_time_seconds", 12.5)));
  EXPECT_EQ(read.parameter("model_args.pretrained"), "org/net");
  EXPECT_EQ(read.parameter("model_args.max_length"), "2048");
  EXPECT_EQ(read.parameter("num_fewshot"), "5");
  EXPECT_EQ(read.parameter("batch_size"), "auto");
  EXPECT_EQ(read.parameter("device"), "(none)");
  EXPECT_EQ(read.parameter("limit"), "(none)");
  EXPECT_EQ(read.run().seed, "7");
  EXPECT_EQ(read.run().started_at.substr(0, 19), "2023-11-14T22:13:20");
  EXPECT_EQ(read.found.skipped_files, 0u);
  EXPECT_TRUE(read.notices.empty());
}

TEST(LmEval, ReadsTheOlderLayouts) {
  const ReadResult read = read_files(
      {{"a/70m_step1.json",
        R"({"results": {"wsc": {"acc": 0.5, "acc_stderr": 0.1}}, "versions": {"wsc": 0}, "config":
            {"model": "hf-causal", "model_args": "pretrained=E/p,revision=step1", "num_fewshot": 0, "no_cache": true}})"},
       {"b/bare.json", R"({"results": {"wsc": {"ppl": 20.5}}, "versions": {"wsc": 0}})"},
       {"c/light.json",
        R"({"config_general": {"model_name": "org/chat", "start_time": 34583.9, "model_dtype": "float16"}, "results":
            {"lighteval|wsc|10": {"acc": 0.5}, "all": {"acc": 0.5}}, "versions": {}})"}});
  EXPECT_THAT(read.ids(), ElementsAre("a/70m_step1", "b/bare", "c/light"));
  EXPECT_EQ(read.run(0).name, "E/p step1");
  EXPECT_EQ(read.parameter("num_fewshot", 0), "0");
  EXPECT_THAT(finals(read, 1), ElementsAre(Pair("wsc/ppl", 20.5)));
  EXPECT_EQ(read.run(2).name, "org/chat");
  EXPECT_EQ(read.parameter("model_dtype", 2), "float16");
  EXPECT_EQ(read.parameter("start_time", 2), "(none)");
}

TEST(LmEval, ASingleMeasureIsTheObjective) {
  const ReadResult read = read_files(
      {{"r.json", R"({"results": {"wiki": {"word_perplexity,none": 20.5, "word_perplexity_stderr,none": "N/A"}},
                      "higher_is_better": {"wiki": {"word_perplexity": false}}, "n-shot": {"wiki": 0}})"}});
  EXPECT_EQ(read.run().objective, "wiki/word_perplexity");
  EXPECT_EQ(read.run().objective_direction, model::Direction::minimize);
}

TEST(LmEval, ArgumentsMayBeAnObjectOrHoldBrackets) {
  const ReadResult read = read_files(
      {{"a.json",
        R"({"results": {"t": {"acc,none": 0.5}}, "config": {"model_args": {"pretrained": "/data/out/net/"}}})"},
       {"b.json",
        R"({"results": {"t": {"acc,none": 0.5}}, "config": {"model_args": "a=[1,2],b=x=y,=z,c,,pretrained=n"}})"}});
  EXPECT_EQ(read.run(0).name, "net");
  EXPECT_EQ(read.parameter("model_args.a", 1), "[1, 2]");
  EXPECT_EQ(read.parameter("model_args.b", 1), "x=y");
  EXPECT_EQ(read.run(1).name, "n");
}

TEST(LmEval, OtherDocumentsWithResultsAreNone) {
  for (const std::string other :
       {R"({"results": {"a": {"acc": 0.5}}})", R"({"results": {"a": {"name": "x"}}, "n-shot": {}})",
        R"({"results": [{"acc_stderr": 1}]})", R"({"results": {}})"}) {
    for (const ingest::ReadRun& run : read_files({{"x.json", other}}).runs)
      EXPECT_NE(run.run.format, "lm-eval") << other;
  }
}

// Wherever a file ends: no crash, and one that is called as the harness calls them is named.
TEST(LmEval, SurvivesAnyCutAndAnyKindOfValue) {
  const std::string whole = kNew;
  for (std::size_t size = 60; size < whole.size(); size += 7) {
    const ReadResult read = read_files({{"results_1.json", whole.substr(0, size)}});
    EXPECT_EQ(read.runs.size(), 1u) << size;
    EXPECT_EQ(read.with_code("json-syntax").size(), 1u) << size;
  }
  for (const std::string key : {"results", "groups", "config", "n-shot", "higher_is_better", "date", "versions"}) {
    for (const std::string value :
         {"null", "7", "\"text\"", "[]", "[[1]]", "{}", "{\"a\": 1}", "{\"a\": {\"b\": {}}}", "NaN"}) {
      const std::string odd =
          "{\"results\": {\"t\": {\"acc,none\": 0.5, \"acc_stderr,none\": 0.5}}, \"" + key + "\": " + value + "}";
      EXPECT_LE(read_files({{"r.json", odd}}).runs.size(), 1u);
    }
  }
}

}  // namespace
