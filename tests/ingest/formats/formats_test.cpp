/// What holds for every format of the list: generator/ingest/formats/formats.cpp.

#include "ingest/formats/formats.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "ingest/event_support.h"
#include "ingest/read_support.h"
#include "support/numpy_bytes.h"
#include "support/sqlite_bytes.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::SizeIs;

using Files = std::map<std::string, std::string>;

const char kMlflow[] = R"(
CREATE TABLE experiments(experiment_id INTEGER PRIMARY KEY, name TEXT, lifecycle_stage TEXT);
CREATE TABLE runs(run_uuid TEXT PRIMARY KEY, name TEXT, status TEXT, start_time BIGINT, end_time BIGINT,
                  lifecycle_stage TEXT, experiment_id INTEGER);
CREATE TABLE metrics(key TEXT, value REAL, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
CREATE TABLE latest_metrics(key TEXT, value REAL, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, run_uuid TEXT);
CREATE TABLE params(key TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE tags(key TEXT, value TEXT, run_uuid TEXT);
CREATE TABLE experiment_tags(key TEXT, value TEXT, experiment_id INTEGER);
INSERT INTO experiments VALUES (1, 'digits', 'active');
INSERT INTO runs VALUES ('a0', 'first', 'FINISHED', 1700000000000, 1700000060500, 'active', 1);
INSERT INTO metrics VALUES ('loss', 1, 1700000002000, 1, 0, 'a0');
)";

const char kOptuna[] = R"(
CREATE TABLE studies(study_id INTEGER PRIMARY KEY, study_name TEXT);
CREATE TABLE study_directions(study_id INTEGER, direction TEXT, objective INTEGER);
CREATE TABLE trials(trial_id INTEGER PRIMARY KEY, number INTEGER, study_id INTEGER, state TEXT, datetime_start TEXT,
                    datetime_complete TEXT);
CREATE TABLE trial_params(param_id INTEGER PRIMARY KEY, trial_id INTEGER, param_name TEXT, param_value REAL,
                          distribution_json TEXT);
CREATE TABLE trial_values(trial_id INTEGER, objective INTEGER, value REAL, value_type TEXT);
CREATE TABLE trial_intermediate_values(trial_id INTEGER, step INTEGER, intermediate_value REAL,
                                       intermediate_value_type TEXT);
CREATE TABLE trial_user_attributes(trial_id INTEGER, key TEXT, value_json TEXT);
INSERT INTO studies VALUES (1, 'lstm');
INSERT INTO study_directions VALUES (1, 'MINIMIZE', 0);
INSERT INTO trials VALUES (1, 0, 1, 'COMPLETE', '2025-01-11 20:24:51', '2025-01-11 20:30:26');
INSERT INTO trial_values VALUES (1, 0, 1.5, 'FINITE');
)";

const char kTrackio[] = R"(
CREATE TABLE metrics(id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT);
CREATE TABLE configs(id INTEGER PRIMARY KEY, run_id TEXT, run_name TEXT, config TEXT);
INSERT INTO metrics(run_id, timestamp, run_name, step, metrics) VALUES
  ('r1', '2026-01-01T10:00:00Z', 'first', 0, '{"loss": 1.5}'), ('r1', '2026-01-01T10:00:10Z', 'first', 1, '{"loss": 1}');
)";

/// Of each format by its name: the files of a project that keeps its runs in it, as its tool lays them out.
std::map<std::string, Files> samples() {
  std::map<std::string, Files> all;
  all["native"] = {{"r1/metrics.csv", "step,loss\n0,2\n1,1\n"}, {"r1/config.json", "{\"lr\": 0.1}"}};
  all["csv-curve"] = {{"a.csv", "step,valx\n0,2\n1,1\n"}, {"b.csv", "step,valx\n0,3\n1,1\n"}};
  all["jsonl-curve"] = {{"a.jsonl", "{\"step\": 0, \"valx\": 2}\n{\"step\": 1, \"valx\": 1}\n"}};
  all["keras"] = {{"resnet.csv", "epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,1,0.4,1.1\n1,0.6,0.9,0.5,1\n"},
                  {"vgg.csv", "epoch,accuracy,loss,val_accuracy,val_loss\n0,0.4,1.1,0.4,1.2\n1,0.5,1,0.5,1.1\n"}};
  all["fastai"] = {{"history.csv", "epoch,train_loss,valid_loss,time\n0,4,4,00:01\n1,3,3,00:01\n"}};
  all["boosting-history"] = {{"evals.json", "{\"train\": {\"auc\": [0.5, 0.75]}, \"valid\": {\"auc\": [0.2, 0.3]}}"}};
  all["wandb"] = {{"wandb/run-20260101_120000-ab12cd34/run-ab12cd34.wandb",
                   support::WandbLog().run("ab12cd34", "").history(0, "loss", "0.5").text()},
                  {"wandb/run-20260101_120000-ab12cd34/files/config.yaml", "lr:\n  value: 0.1\n"}};
  all["wandb-export"] = {{"chart.csv", "Step,r - loss,r - loss__MIN,r - loss__MAX\n0,1.5,1.5,1.5\n10,0.5,0.5,0.5\n"}};
  all["mlflow-sql"] = {{"mlflow.db", support::sqlite_bytes(kMlflow)}};
  all["mlflow"] = {
      {"mlruns/7/meta.yaml", "artifact_location: x\nexperiment_id: '7'\nlifecycle_stage: active\nname: digits\n"},
      {"mlruns/7/12e3/meta.yaml", "artifact_uri: x\nexperiment_id: '7'\nrun_id: 12e3\nlifecycle_stage: active\n"},
      {"mlruns/7/12e3/metrics/loss", "1700000001000 0.5 0\n1700000002000 0.25 1\n"}};
  all["optuna"] = {{"study.db", support::sqlite_bytes(kOptuna)}};
  all["optuna-journal"] = {
      {"journal.log",
       "{\"op_code\":0,\"worker_id\":\"w\",\"study_name\":\"s\",\"directions\":[1]}\n"
       "{\"op_code\":4,\"worker_id\":\"w\",\"study_id\":0,\"datetime_start\":\"2026-01-01T12:00:00+00:00\"}\n"
       "{\"op_code\":6,\"worker_id\":\"w\",\"trial_id\":0,\"state\":1,\"values\":[0.42]}\n"}};
  all["trackio"] = {{"proj.db", support::sqlite_bytes(kTrackio)}};
  all["huggingface"] = {{"out/trainer_state.json",
                         "{\"global_step\": 20, \"log_history\": [{\"epoch\": 0.5, \"loss\": 0.9, \"step\": 10}, "
                         "{\"epoch\": 1.0, \"loss\": 0.5, \"step\": 20}], \"max_steps\": 20}\n"}};
  all["mmengine"] = {{"r50/20260101_120000/vis_data/scalars.json",
                      "{\"lr\": 0.01, \"loss\": 1.5, \"epoch\": 1, \"iter\": 50, \"step\": 50}\n"
                      "{\"lr\": 0.01, \"loss\": 1, \"epoch\": 1, \"iter\": 100, \"step\": 100}\n"}};
  all["detectron2"] = {
      {"output/metrics.json", "{\"iteration\": 19, \"total_loss\": 1.5}\n{\"iteration\": 39, \"total_loss\": 1.25}\n"}};
  all["keras-tuner"] = {
      {"search/oracle.json", "{\"ongoing_trials\": {}}"},
      {"search/trial_0/trial.json",
       "{\"trial_id\": \"0\", \"hyperparameters\": {\"values\": {\"lr\": 0.1}}, \"metrics\": {\"metrics\": {\"loss\": "
       "{\"direction\": \"min\", \"observations\": [{\"value\": [0.5], \"step\": 3}]}}}, \"score\": 0.5}"}};
  all["lm-eval"] = {
      {"org__net/results_1.json",
       "{\"results\": {\"wsc\": {\"acc,none\": 0.5, \"acc_stderr,none\": 0.1}}, \"n-shot\": {\"wsc\": 0}}"}};
  all["result-file"] = {{"out/run_1.json", "{\"lr\": 0.1, \"accuracy\": 0.75, \"f1\": 0.5}"}};
  all["dvclive"] = {{"dvclive/plots/metrics/train/loss.tsv", "step\tloss\n49\t0.5\n99\t0.25\n"},
                    {"dvclive/metrics.json", "{\"train\": {\"loss\": 0.25}, \"step\": 99}"}};
  all["dvc"] = {{"dvc.yaml", "metrics:\n- metrics.json\nplots:\n- loss.csv\n"},
                {"params.yaml", "lr: 0.5\n"},
                {"metrics.json", "{\"acc\": 0.75}"},
                {"loss.csv", "epoch,loss\n0,1\n1,0.5\n"}};
  all["sacred"] = {{"1/run.json", "{\"experiment\": {\"name\": \"demo\"}, \"status\": \"COMPLETED\"}"},
                   {"1/config.json", "{\"seed\": 5}"},
                   {"1/metrics.json",
                    "{\"acc\": {\"steps\": [0, 1], \"timestamps\": [\"2026-01-01T11:00:01.5\", "
                    "\"2026-01-01T11:00:02\"], \"values\": [0.5, 0.75]}}"}};
  all["ray-tune"] = {{"trial_1/result.json",
                      "{\"training_iteration\": 1, \"timestamp\": 1700000000, \"trial_id\": \"t1\", \"loss\": 2}\n"
                      "{\"training_iteration\": 2, \"timestamp\": 1700000001, \"trial_id\": \"t1\", \"loss\": 1}\n"},
                     {"trial_1/params.json", "{\"lr\": 0.1}"}};
  all["stable-baselines3"] = {
      {"a_1/0.monitor.csv",
       "#{\"t_start\": 1700000000.0, \"env_id\": \"Cart-v1\"}\nr,l,t\n10.0,10,2.0\n30.0,30,5.0\n"}};
  all["sb3-evaluations"] = {
      {"logs/evaluations.npz", support::zip({{"timesteps.npy", support::npy("(2,)", {500, 1000})},
                                             {"results.npy", support::npy("(2, 2)", {1, 2, 3, 4})}},
                                            support::Packing::stored)}};
  all["ultralytics"] = {{"exp/results.csv", "epoch,train/box_loss,lr/pg0\n1,3,1\n2,2,1\n"},
                        {"exp/args.yaml", "task: detect\nmode: train\nlr0: 0.01\nsave_dir: runs/detect/exp\n"}};
  all["timm"] = {{"20260101-120000-resnet50-224/summary.csv", "epoch,train_loss,eval_loss,lr\n0,6,5,0.1\n1,5,4,0.2\n"},
                 {"20260101-120000-resnet50-224/args.yaml", "model: resnet50\nlr: 0.5\n"}};
  all["lightning-csv"] = {{"lightning_logs/version_0/metrics.csv", "epoch,step,train_loss\n0,9,0.9\n0,19,0.7\n"},
                          {"lightning_logs/version_0/hparams.yaml", "lr: 0.5\n"}};
  all["spinning-up"] = {{"ppo_s1/progress.txt", "Epoch\tAverageEpRet\tTotalEnvInteracts\n0\t-5\t4000\n1\t-4\t8000\n"},
                        {"ppo_s1/config.json", "{\"env\": \"Cheetah\", \"seed\": 1}"}};
  all["catboost"] = {{"catboost_info/learn_error.tsv", "iter\tLogloss\n0\t0.5\n1\t0.25\n"},
                     {"catboost_info/time_left.tsv", "iter\tPassed\tRemaining\n0\t250\t100\n1\t500\t0\n"}};
  all["tensorboard"] = {{"exp/events.out.tfevents.1700000000.host.1.0",
                         support::event_scalar("loss", 0, 2.F) + support::event_scalar("loss", 1, 1.F)}};
  all["tensorboard-download"] = {
      {"run-a-tag-loss.csv", "Wall time,Step,Value\n1700000000.5,0,0.5\n1700000001.5,10,0.25\n"}};
  all["json-curve"] = {{"history.json", R"([{"train_loss": 1, "val_loss": 2}, {"train_loss": 0.5, "val_loss": 1}])"}};
  all["results-table"] = {{"all.csv", "run,lr,accuracy\na,0.1,0.5\nb,0.2,0.6\n"}};
  all["text-log"] = {{"train.log", "Epoch 1: loss 0.5\nEpoch 2: loss 0.4\nEpoch 3: loss 0.3\n"}};
  all["markdown-log"] = {{"log.md",
                          "| Experiment ID | Date | Base Accuracy | New Accuracy | Parameter Changed | Old Value | New "
                          "Value |\n|---|---|---|---|---|---|---|\n| EXP001 | 2024-05-01 | 85.5% | 87.2% | batch_size "
                          "| 32 | 64 |\n"}};
  all["markdown-table"] = {
      {"results.md", "| run | lr | accuracy |\n|---|---|---|\n| a | 0.1 | 0.5 |\n| b | 0.2 | 0.6 |\n"}};
  all["loop-log"] = {{"results.tsv",
                      "commit\tval_bpb\tmemory_gb\tstatus\tdescription\naaaa111\t0.9979\t44.0\tkeep\tbaseline\n"
                      "bbbb222\t1.0050\t44.0\tdiscard\twider\n"}};
  all["loop-lines"] = {
      {"autoresearch.jsonl",
       "{\"type\":\"config\",\"name\":\"speed\",\"metricName\":\"total_ms\",\"bestDirection\":\"lower\"}\n"
       "{\"run\":1,\"commit\":\"aaaa111\",\"metric\":90.5,\"metrics\":{},\"status\":\"keep\",\"description\":\"base\"}"
       "\n"}};
  all["aide-journal"] = {
      {"logs/journal.json",
       R"({"nodes":[{"id":"aa","step":0,"plan":"ridge","exec_time":12.5,"metric":{"value":0.412,"maximize":false},)"
       R"("is_buggy":false}],"node2parent":{},"__version":"2"})"}};
  all["openevolve"] = {
      {"out/checkpoints/checkpoint_5/metadata.json", "{\"best_program_id\":\"a\"}"},
      {"out/checkpoints/checkpoint_5/programs/a.json",
       R"({"id":"a","parent_id":null,"iteration_found":0,"generation":1,"metrics":{"combined_score":0.25}})"}};
  all["ai-scientist"] = {{"run_0/final_info.json", R"({"tiny":{"means":{"val_loss":1.5}}})"},
                         {"run_1/final_info.json", R"({"tiny":{"means":{"val_loss":1.25}}})"}};
  return all;
}

Files below(const std::string& folder, const Files& files) {
  Files moved;
  for (const auto& [path, bytes] : files) moved[folder + "/" + path] = bytes;
  return moved;
}

std::size_t runs_below(const ReadResult& read, const std::string& folder) {
  return static_cast<std::size_t>(std::count_if(read.runs.begin(), read.runs.end(), [&](const ingest::ReadRun& run) {
    return run.run.folder == folder || run.run.folder.starts_with(folder + "/");
  }));
}

class EveryFormat : public testing::TestWithParam<const ingest::RunFormat*> {};

TEST_P(EveryFormat, LosesNothingOfTheTableOfAnotherProject) {
  const ingest::RunFormat& format = *GetParam();
  if (format.gives == ingest::Gives::nothing) return;  // declined: named in a notice, never read
  const std::map<std::string, Files> all = samples();
  const auto sample = all.find(format.name);
  ASSERT_NE(sample, all.end()) << "samples() has no files of this format: add the smallest real ones";
  const ReadResult alone = read_files(below("alpha", sample->second));
  ASSERT_FALSE(alone.runs.empty()) << "the sample gives no run";
  for (const ingest::ReadRun& run : alone.runs) EXPECT_EQ(run.run.format, format.name);

  Files tree = below("alpha", sample->second);
  tree["beta/results.csv"] = "model,lr,accuracy\nr18,0.1,0.80\nr34,0.1,0.83\nr50,0.01,0.85\n";
  const ReadResult read = read_files(tree);
  EXPECT_EQ(runs_below(read, "beta"), 3u) << "runs of the table project";
  EXPECT_EQ(runs_below(read, "alpha"), alone.runs.size());
  EXPECT_THAT(read.runs, SizeIs(alone.runs.size() + 3));
}

std::string name_of_format(const testing::TestParamInfo<const ingest::RunFormat*>& info) {
  std::string name = info.param->name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(List, EveryFormat,
                         testing::ValuesIn(ingest::run_formats().begin(), ingest::run_formats().end()), name_of_format);

TEST(Formats, NoTwoShareAName) {
  std::set<std::string> names;
  for (const ingest::RunFormat* format : ingest::run_formats()) {
    EXPECT_TRUE(names.insert(format->name).second) << format->name;
  }
}

TEST(Formats, EachThatIsDeclaredIsListed) {
  std::ifstream file(std::string(TRIALPRESS_SOURCE_DIR) + "/generator/ingest/formats/formats.h");
  std::size_t declared = 0;
  for (std::string line; std::getline(file, line);) declared += line.starts_with("extern const RunFormat ") ? 1 : 0;
  EXPECT_EQ(declared, ingest::run_formats().size());
}

TEST(Formats, OnlyThoseThatStandInOneFolderWithAnotherLoggerSayWhatIsDoneBeside) {
  for (const ingest::RunFormat* format : ingest::run_formats()) {
    const bool may_be_second = format->rank == ingest::LoggerRank::wandb ||
                               format->rank == ingest::LoggerRank::event_files ||
                               format->rank == ingest::LoggerRank::part || format->gives_way;
    EXPECT_EQ(format->beside != nullptr, may_be_second) << format->name;
  }
}

}  // namespace
