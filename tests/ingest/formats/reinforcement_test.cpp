/// Loggers of reinforcement learning: generator/ingest/formats/{stable_baselines,spinning_up,ray_tune}.cpp.

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;

/// Two environments side by side: the second started a second later.
const std::map<std::string, std::string> kZoo{
    {"logs/a_1/0.monitor.csv",
     "#{\"t_start\": 1700000000.0, \"env_id\": \"Cart-v1\"}\nr,l,t\r\n10.0,10,2.0\r\n30.0,30,5.0\r\n"},
    {"logs/a_1/1.monitor.csv", "#{\"t_start\": 1700000001.0, \"env_id\": \"Cart-v1\"}\nr,l,t\r\n20.0,20,2.0\r\n"},
    {"logs/a_1/Cart-v1/config.yml",
     "!!python/object/apply:collections.OrderedDict\n- - [n_steps, 2048]\n  - [learning_rate, 0.0003]\n"},
    {"logs/a_1/Cart-v1/args.yml",
     "!!python/object/apply:collections.OrderedDict\n- - [algo, ppo]\n  - - gym_packages\n    - []\n  - [seed, 7]\n"}};

TEST(StableBaselines, PutsTheEpisodesOfAllEnvironmentsInOrder) {
  const ReadResult read = read_files(kZoo);
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "stable-baselines3");
  EXPECT_EQ(read.run().id, "logs/a_1");
  EXPECT_THAT(read.values("episode_reward"), ElementsAre(10, 20, 30));
  EXPECT_THAT(read.run().axes.step, ElementsAre(10, 30, 60));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1700000002, 1700000003, 1700000005));
  EXPECT_EQ(read.run().started_at, "2023-11-14T22:13:20Z");
  EXPECT_EQ(read.run().project, "Cart-v1");
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(StableBaselines, ReadsOrderedDictionariesOfTheZoo) {
  const ReadResult read = read_files(kZoo);
  EXPECT_EQ(read.parameter("n_steps"), "2048");
  EXPECT_EQ(read.parameter("learning_rate"), "0.0003");
  EXPECT_EQ(read.parameter("args.algo"), "ppo");
  EXPECT_EQ(read.run().seed, "7");
}

TEST(StableBaselines, ProgressAndEpisodesAreOneRun) {
  const ReadResult read = read_files(
      {{"r/progress.csv",
        "time/total_timesteps,rollout/ep_rew_mean,train/loss,time/time_elapsed\n100,1.5,,3\n200,2.5,0.25,6\n"},
       {"r/monitor.csv", "#{\"t_start\": 1700000000.0, \"env_id\": \"None\"}\nr,l,t\n4,50,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("rollout/ep_rew_mean"), ElementsAre(1.5, 2.5));
  EXPECT_THAT(read.series("train/loss")->rows, ElementsAre(1u));
  EXPECT_THAT(read.run().axes.step, ElementsAre(100, 200, 50));
  EXPECT_THAT(read.series("episode_reward")->rows, ElementsAre(2u));
  EXPECT_EQ(read.run().project, "");
}

TEST(StableBaselines, TimesGoOnAfterAnAppendedSession) {
  const ReadResult read =
      read_files({{"r/monitor.csv", "#{\"t_start\": 1700000000.0}\nr,l,t\n1,5,10\n2,5,20\n3,5,4\n4,5"}});
  EXPECT_THAT(read.values("episode_reward"), ElementsAre(1, 2, 3));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1700000010, 1700000020, 1700000024));
  EXPECT_EQ(read.with_code("monitor-appended").size(), 1u);
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
}

TEST(StableBaselines, HeadersAloneAreSaidOnce) {
  const ReadResult read = read_files(
      {{"r/0.monitor.csv", "#{\"t_start\": 1.0}\nr,l,t\n"}, {"r/1.monitor.csv", "#{\"t_start\": 1.0}\nr,l,t\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.with_code("monitor-no-episode").size(), 1u);
  EXPECT_EQ(read.notices.size(), 1u);
}

TEST(StableBaselines, OtherNamesAreRunsOfTheirOwn) {
  const ReadResult read = read_files({{"monitor_a.csv", "#{\"t_start\": 1700000000.0}\nr,l,t\n1,5,10\n"},
                                      {"monitor_b.csv", "#{\"t_start\": 1700000000.0}\nr,l,t\n2,6,10\n"}});
  EXPECT_THAT(read.ids(), ElementsAre("monitor_a", "monitor_b"));
  EXPECT_THAT(read.run(1).axes.step, ElementsAre(6));
}

TEST(SpinningUp, StepsAreInteractionsAndAddressesGo) {
  const ReadResult read = read_files(
      {{"ppo/ppo_s1/progress.txt",
        "Epoch\tAverageEpRet\tTotalEnvInteracts\tTime\n0\t-5.5\t4000\t1.5\n1\t-4.5\t8000\t3.0\n"},
       {"ppo/ppo_s1/config.json",
        "{\"env\": \"Cheetah\", \"seed\": 1, \"actor\": \"<Net at 0x7f12ab>\", \"logger\": {\"<L at 0x7f>\": {}}}"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "spinning-up");
  EXPECT_THAT(read.run().axes.step, ElementsAre(4000, 8000));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1.5, 3));
  EXPECT_TRUE(read.run().axes.relative_time);
  EXPECT_THAT(read.values("AverageEpRet"), ElementsAre(-5.5, -4.5));
  EXPECT_EQ(read.run().series.size(), 1u);
  EXPECT_EQ(read.parameter("actor"), "<Net>");
  EXPECT_EQ(read.run().config.parameters.size(), 3u);
  EXPECT_EQ(read.run().seed, "1");
  EXPECT_EQ(read.run().project, "Cheetah");
}

TEST(SpinningUp, ACutLastLineCostsThatLine) {
  const ReadResult read = read_files({{"s/progress.txt", "Epoch\tAverageEpRet\n0\t1.5\n1"}, {"s/config.json", "{\"a"}});
  EXPECT_THAT(read.values("AverageEpRet"), ElementsAre(1.5));
  EXPECT_EQ(read.with_code("csv-cut-line").size(), 1u);
  EXPECT_EQ(read.with_code("json-syntax").size(), 1u);
}

const char* const kResults =
    "{\"training_iteration\": 1, \"loss\": 0.5, \"timestamp\": 1700000010, \"time_this_iter_s\": 10.0, \"pid\": 4, "
    "\"trial_id\": \"ab_1\", \"done\": false, \"config\": {\"lr\": 0.1}, \"info\": {\"kl\": \"null\", \"h\": [1, 2]}}\n"
    "{\"training_iteration\": 2, \"loss\": NaN, \"late\": 3, \"timestamp\": 1700000020, \"done\": true, \"config\": "
    "{\"lr\": 0.1}}\n";

TEST(RayTune, ReadsReportsWithoutTheirBookkeeping) {
  const ReadResult read = read_files({{"exp/t1/result.json", kResults}, {"exp/t1/params.json", "{\"lr\": 0.1}"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().format, "ray-tune");
  EXPECT_EQ(read.run().name, "ab_1");
  EXPECT_EQ(read.run().project, "exp");
  EXPECT_THAT(read.run().axes.step, ElementsAre(1, 2));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, testing::IsNan()));
  EXPECT_THAT(read.values("info/kl"), ElementsAre(testing::IsNan()));
  EXPECT_THAT(read.values("late"), ElementsAre(3));
  EXPECT_EQ(read.series("pid"), nullptr);
  EXPECT_EQ(read.series("config/lr"), nullptr);
  EXPECT_EQ(read.parameter("lr"), "0.1");
  EXPECT_EQ(read.run().status, model::RunStatus::finished);
  EXPECT_EQ(read.run().started_at, "2023-11-14T22:13:20Z");
  EXPECT_EQ(read.run().finished_at, "2023-11-14T22:13:40Z");
}

TEST(RayTune, AnErrorFileMeansFailed) {
  const ReadResult read =
      read_files({{"e/t/result.json", std::string(kResults) + "{\"training_it"}, {"e/t/error.txt", "Failure"}});
  EXPECT_EQ(read.run().status, model::RunStatus::failed);
  EXPECT_EQ(read.run().axes.rows, 2u);
  EXPECT_EQ(read.with_code("jsonl-cut-line").size(), 1u);
}

TEST(RayTune, TrialsWithoutAFolderComeFromTheNewestState) {
  const ReadResult read = read_files(
      {{"e/experiment_state-2024-01-01.json", "{\"checkpoints\": []}"},
       {"e/experiment_state-2024-01-02.json",
        "{\"checkpoints\": [\"{\\\"trial_id\\\": \\\"ab_1\\\", \\\"status\\\": \\\"TERMINATED\\\", \\\"logdir\\\": "
        "\\\"/x/t1\\\"}\", {\"trial_id\": \"ab_2\", \"status\": \"ERROR\", \"config\": {\"lr\": 0.2}, \"last_result\": "
        "{\"loss\": 0.75, \"pid\": 3}}]}"},
       {"e/t1/result.json", kResults}});
  ASSERT_EQ(read.runs.size(), 2u);
  EXPECT_EQ(read.run(0).name, "ab_2");
  EXPECT_EQ(read.run(0).status, model::RunStatus::failed);
  ASSERT_EQ(read.run(0).summary.size(), 1u);
  EXPECT_EQ(read.run(0).summary[0].value.text, "0.75");
  EXPECT_EQ(read.parameter("lr", 0), "0.2");
  EXPECT_EQ(read.run(1).name, "ab_1");
}

TEST(RayTune, ATableStandsInForMissingReports) {
  const ReadResult read =
      read_files({{"e/t/progress.csv",
                   "loss,training_iteration,time_total_s,trial_id,date\n0.5,1,10,ab_1,2024-01-01_10-00-00\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_EQ(read.run().name, "ab_1");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5));
  EXPECT_EQ(read.run().status, model::RunStatus::unknown);
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(RayTune, AFolderWithParametersAloneBesideTrialsIsATrialThatReportedNothing) {
  const ReadResult read = read_files({{"exp/t1/result.json", kResults},
                                      {"exp/t2/params.json", "{\"lr\": 0.3}"},
                                      {"exp/t9/params.json", "{\"lr\": 0.5}"},
                                      {"exp/t9/metrics.csv", "step,loss\n0,1\n"},
                                      {"other/t3/params.json", "{\"lr\": 0.4}"}});
  ASSERT_EQ(read.runs.size(), 3u);
  EXPECT_EQ(read.run(2).format, "native") << "its metrics are not of Ray";
  EXPECT_EQ(read.run(1).name, "t2");
  EXPECT_EQ(read.run(1).project, "exp");
  EXPECT_EQ(read.parameter("lr", 1), "0.3");
  EXPECT_THAT(read.run(1).series, IsEmpty());
  EXPECT_EQ(read.run(1).status, model::RunStatus::unknown);
}

}  // namespace
