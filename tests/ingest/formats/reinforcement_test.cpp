/// Loggers of reinforcement learning: generator/ingest/formats/{stable_baselines,spinning_up,ray_tune}.cpp.

#include <gmock/gmock.h>

#include <map>
#include <string>

#include "ingest/event_support.h"
#include "ingest/read_support.h"
#include "support/numpy_bytes.h"

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
  EXPECT_THAT(read.series("train/loss")->rows, ElementsAre(2u));
  EXPECT_THAT(read.run().axes.step, ElementsAre(50, 100, 200));
  EXPECT_THAT(read.series("episode_reward")->rows, ElementsAre(0u));
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

TEST(StableBaselines, EpisodeLogsMayHaveABlankBeforeTheirHeader) {
  const ReadResult read = read_files(
      {{"r/0.monitor.csv", "# {\"t_start\": 1700000000.5, \"env_id\": \"Hop-v2\"} \nr,l,t\n1.5,10,2\n2.5,20,4\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("episode_reward"), ElementsAre(1.5, 2.5));
  EXPECT_THAT(read.run().axes.step, ElementsAre(10, 30));
  EXPECT_THAT(read.run().axes.wall_time_s, ElementsAre(1700000002.5, 1700000004.5));
  EXPECT_EQ(read.run().project, "Hop-v2");
  EXPECT_TRUE(read.notices.empty());
}

/// Two evaluations of three episodes each.
std::string evaluations(support::Packing packing) {
  return support::zip({{"timesteps.npy", support::npy("(2,)", {5000, 10000})},
                       {"results.npy", support::npy("(2, 3)", {1, 2, 6, -1, 0, 4})},
                       {"ep_lengths.npy", support::npy("(2, 3)", {10, 20, 30, 40, 50, 90})},
                       {"successes.npy", support::npy("(2, 3)", {0, 0, 0, 1, 0, 0.5})}},
                      packing);
}

TEST(Evaluations, AreMeansOverTheEpisodes) {
  for (const support::Packing packing : {support::Packing::stored, support::Packing::deflated}) {
    const ReadResult read = read_files({{"ppo/logs/evaluations.npz", evaluations(packing)}});
    EXPECT_THAT(read.ids(), ElementsAre("ppo/logs"));
    EXPECT_THAT(read.run().axes.step, ElementsAre(5000, 10000));
    EXPECT_THAT(read.values("eval/mean_reward"), ElementsAre(3, 1));
    EXPECT_THAT(read.values("eval/mean_ep_length"), ElementsAre(20, 60));
    EXPECT_THAT(read.values("eval/success_rate"), ElementsAre(0, 0.5));
    EXPECT_TRUE(read.notices.empty());
  }
}

TEST(Evaluations, BelongToTheRunWhoseFilesStandBesideThem) {
  const ReadResult read = read_files(
      {{"r/evaluations.npz", evaluations(support::Packing::stored)},
       {"r/progress.csv", "time/total_timesteps,rollout/ep_rew_mean,eval/mean_reward\n5000,1.5,3\n10000,2.5,1\n"}});
  ASSERT_EQ(read.runs.size(), 1u);
  EXPECT_THAT(read.values("eval/mean_reward"), ElementsAre(3, 1));
  EXPECT_THAT(read.values("eval/mean_ep_length"), ElementsAre(20, 60));
  EXPECT_THAT(read.run().axes.step, ElementsAre(5000, 10000));
}

TEST(Evaluations, BelongToTheOneRunNearThem) {
  const std::string events = support::event_scalar("rollout/ep_rew_mean", 5000, 2.F);
  const std::string name = "/events.out.tfevents.1700000000.host.1.0";
  const ReadResult one = read_files({{"a/logs/evaluations.npz", evaluations(support::Packing::stored)},
                                     {"a/tb/PPO_1" + name, events},
                                     {"b/tb/PPO_1" + name, events}});
  EXPECT_THAT(one.ids(), ElementsAre("a/tb/PPO_1", "b/tb/PPO_1"));
  EXPECT_THAT(one.values("eval/mean_reward"), ElementsAre(3, 1));
  EXPECT_EQ(one.with_code("evaluations-merged").size(), 1u);

  // The last run wrote over what those before it had written.
  const ReadResult two = read_files({{"a/logs/evaluations.npz", evaluations(support::Packing::stored)},
                                     {"a/logs/PPO_1" + name, events},
                                     {"a/logs/PPO_2" + name, events}});
  EXPECT_THAT(two.ids(), ElementsAre("a/logs/PPO_1", "a/logs/PPO_2"));
  EXPECT_EQ(two.series("eval/mean_reward"), nullptr);
  EXPECT_EQ(two.place_of("evaluations-beside"), "runs/a/logs/evaluations.npz:0:0 note");
}

TEST(Evaluations, DamageCostsWhatIsDamaged) {
  const std::string whole = evaluations(support::Packing::stored);
  const ReadResult cut = read_files({{"r/evaluations.npz", whole.substr(0, whole.size() / 2)}});
  ASSERT_EQ(cut.runs.size(), 1u);
  EXPECT_EQ(cut.place_of("file-damaged"), "runs/r/evaluations.npz:0:0 error");
  const ReadResult uneven =
      read_files({{"r/evaluations.npz", support::zip({{"timesteps.npy", support::npy("(2,)", {1, 2})},
                                                      {"results.npy", support::npy("(1, 2)", {1, 2})},
                                                      {"ep_lengths.npy", support::npy("(2, 1)", {7, 8})}},
                                                     support::Packing::stored)}});
  EXPECT_EQ(uneven.series("eval/mean_reward"), nullptr);
  EXPECT_THAT(uneven.values("eval/mean_ep_length"), ElementsAre(7, 8));
  EXPECT_EQ(uneven.with_code("npz-array").size(), 1u);
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

TEST(RayTune, ATableThatLostItsHeaderIsPassedOver) {
  const ReadResult read =
      read_files({{"t/result.json", "{\"training_iteration\": 1, \"trial_id\": \"a\", \"loss\": 2}\n"},
                  {"t/progress.csv", "1,10.0,1700000000,a,2.5\n2,20.0,1700000010,a,1.5\n"}});
  EXPECT_THAT(read.values("loss"), ElementsAre(2));
  EXPECT_THAT(read.notices, IsEmpty());
  EXPECT_EQ(read.found.skipped_files, 0u);
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
