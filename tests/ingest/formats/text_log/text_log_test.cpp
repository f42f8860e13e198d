/// Text logs: generator/ingest/formats/text_log.

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/read_support.h"

namespace {

using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ReadResult read_log(const std::string& text, const std::string& name = "train.log") {
  return read_files({{name, text}});
}

std::vector<std::string> names_of(const ReadResult& read, std::size_t run = 0) {
  std::vector<std::string> names;
  for (const model::Series& series : read.run(run).series) names.push_back(series.name);
  return names;
}

TEST(TextLog, KeysAndValues) {
  const ReadResult read = read_log(
      "epoch=1 train_loss=0.8 val_acc=0.5\nepoch=2 train_loss=0.7 val_acc=0.6\nepoch=3 train_loss=0.6 val_acc=0.75\n");
  ASSERT_THAT(read.ids(), ElementsAre("train"));
  EXPECT_EQ(read.run().format, "text-log");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 2, 3));
  EXPECT_THAT(read.values("train_loss"), ElementsAre(0.8, 0.7, 0.6));
  EXPECT_THAT(read.values("val_acc"), ElementsAre(0.5, 0.6, 0.75));
  EXPECT_THAT(read.notices, IsEmpty());
}

TEST(TextLog, LoggedLinesWithStampsSettingsAndPercentages) {
  const ReadResult read = read_log(
      "2025-06-04 17:36:55,374 - INFO - Using device: cpu\n"
      "2025-06-04 17:36:55,380 - INFO -   batch_size: 128\n"
      "2025-06-04 17:36:55,380 - INFO -   optimizer: adam\n"
      "2025-06-04 17:36:55,380 - INFO -   act: mish\n"
      "2025-06-04 17:37:00,000 - INFO - Epoch 1/3, Train Loss: 1.5, Test Acc: 59.5%\n"
      "2025-06-04 17:38:00,000 - INFO - Epoch 2/3, Train Loss: 1.25, Test Acc: 69.5%\n"
      "2025-06-04 17:39:00,000 - INFO - Epoch 3/3, Train Loss: 1, Test Acc: 72.25%\n"
      "2025-06-04 17:39:30,000 - INFO - Best test accuracy: 72.25%\n");
  EXPECT_THAT(names_of(read), ElementsAre("Train Loss", "Test Acc"));
  EXPECT_THAT(read.values("Test Acc"), ElementsAre(59.5, 69.5, 72.25));
  EXPECT_EQ(read.parameter("batch_size"), "128");
  EXPECT_EQ(read.parameter("optimizer"), "adam");
  EXPECT_EQ(read.parameter("act"), "mish");
  EXPECT_EQ(read.parameter("Using device"), "(none)");
  EXPECT_EQ(read.run().started_at, "2025-06-04T17:36:55.374");
  EXPECT_EQ(read.run().finished_at, "2025-06-04T17:39:30");
  EXPECT_EQ(read.run().axes.wall_time_s[1] - read.run().axes.wall_time_s[0], 60);
  EXPECT_EQ(read.with_code("percent").size(), 1u);
}

TEST(TextLog, PercentagesOfWhichNoneExceedsOneAreShares) {
  const ReadResult read = read_log("Epoch 1: test acc: 0.9%\nEpoch 2: test acc: 0.5%\nEpoch 3: test acc: 0.25%\n");
  EXPECT_THAT(read.values("test acc"), ElementsAre(0.9 / 100, 0.5 / 100, 0.25 / 100));
}

TEST(TextLog, LinesOfOneStepAreOneRow) {
  const ReadResult read = read_log(
      "step 0: train loss 4.5, val loss 4.75\niter 0: loss 4.25, time 23.5ms, mfu 30.5%\n"
      "step 250: train loss 3.5, val loss 3.75\niter 250: loss 3.25, time 23.5ms, mfu 30.5%\n"
      "step 500: train loss 2.5, val loss 2.75\niter 500: loss 2.25, time 23.5ms, mfu 30.5%\n");
  EXPECT_EQ(read.run().axes.rows, 3u);
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 250, 500));
  EXPECT_THAT(names_of(read), ElementsAre("train loss", "val loss", "loss", "time (ms)", "mfu (%)"));
}

TEST(TextLog, MegatronsCountsAreNoMetrics) {
  std::string text;
  for (int i = 100; i <= 300; i += 100) {
    text += " iteration      " + std::to_string(i) +
            "/    5000 | consumed samples:  25600 | learning rate: 1.5E-04 | lm loss: " + std::to_string(i / 100) +
            ".5E+00 | number of skipped iterations:   0 |\n";
    text += " validation loss at iteration " + std::to_string(i) + " | lm loss value: 3.25E+00 | lm loss PPL: 2.5E+0" +
            std::to_string(i / 100) + " | \n";
  }
  const ReadResult read = read_log(text, "slurm-12.out");
  EXPECT_THAT(read.run().axes.step, ElementsAre(100, 200, 300));
  EXPECT_THAT(names_of(read), ElementsAre("learning rate", "lm loss", "val/lm loss value", "val/lm loss PPL"));
  EXPECT_THAT(read.values("lm loss"), ElementsAre(1.5, 2.5, 3.5));
}

TEST(TextLog, Fairseq) {
  const ReadResult json = read_log(
      "2024-01-01 00:00:01 | INFO | train | {\"epoch\": 1, \"train_loss\": \"5.5\", \"train_num_updates\": \"100\"}\n"
      "2024-01-01 00:00:01 | INFO | valid | {\"epoch\": 1, \"valid_loss\": \"5.25\", \"valid_num_updates\": \"100\"}\n"
      "2024-01-01 00:00:02 | INFO | train | {\"epoch\": 2, \"train_loss\": \"4.5\", \"train_num_updates\": \"200\"}\n"
      "2024-01-01 00:00:02 | INFO | valid | {\"epoch\": 2, \"valid_loss\": \"4.25\", \"valid_num_updates\": "
      "\"200\"}\n");
  EXPECT_THAT(json.run().axes.step, ElementsAre(100, 200));
  EXPECT_THAT(json.values("valid_loss"), ElementsAre(5.25, 4.25));
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    text += "2024-01-01 00:00:01 | INFO | valid | epoch 00" + epoch + " | valid on 'valid' subset | loss " + epoch +
            ".5 | ppl 9" + epoch + " | num_updates " + epoch + "00\n";
    text += "2024-01-01 00:00:01 | INFO | fairseq.checkpoint_utils | saved checkpoint c" + epoch + ".pt (epoch " +
            epoch + " @ 100 updates, score 8." + epoch + ") (writing took 3.5 seconds)\n";
    text += "2024-01-01 00:00:02 | INFO | train | epoch 00" + epoch + " | loss " + epoch + ".25 | num_updates " +
            epoch + "00\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("val/loss", "val/ppl", "train/loss"));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 2, 3));
}

TEST(TextLog, SpeechBrainEndsInATest) {
  const ReadResult read = read_log(
      "epoch: 1, lr: 1.00e+00 - train loss: 2.5 - valid loss: 1.5, valid WER: 12.5\n"
      "epoch: 2, lr: 1.00e+00 - train loss: 2.25 - valid loss: 1.25, valid WER: 11.5\n"
      "epoch: 3, lr: 1.00e+00 - train loss: 2 - valid loss: 1, valid WER: 10.5\n"
      "Epoch loaded: 3 - test loss: 1.75, test WER: 9.5\n");
  EXPECT_THAT(names_of(read), ElementsAre("lr", "train loss", "valid loss", "valid WER"));
  ASSERT_THAT(read.run().summary, SizeIs(2));
  EXPECT_EQ(read.run().summary[1].path, "test WER");
  EXPECT_EQ(read.run().summary[1].value.number, 9.5);
}

TEST(TextLog, PaddleSaysThePhaseInBracketsOrWords) {
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    text += "[2024/01/01 00:00:0" + epoch + "] ppocr INFO: epoch: [" + epoch + "/3], global_step: " + epoch +
            "00, acc: 0." + epoch + ", loss: 1." + epoch + ", ips: 100.5 samples/s, eta: 0:00:10\n";
    text += "[2024/01/01 00:00:0" + epoch + "] ppocr INFO: cur metric, acc: 0." + epoch + "5, fps: 100.5\n";
    text += "[2024/01/01 00:00:0" + epoch + "] ppocr INFO: best metric, acc: 0.9, fps: 100.5\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("acc", "loss", "ips", "val/acc", "val/fps"));
  EXPECT_THAT(read.run().axes.step, ElementsAre(100, 200, 300));
  EXPECT_THAT(read.values("val/acc"), ElementsAre(0.15, 0.25, 0.35));
}

TEST(TextLog, OpenMmlabsConsole) {
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    text += "2022/10/01 10:00:00 - mmengine - INFO - Epoch(train)  [" + epoch +
            "][ 50/100]  lr: 2.0e-02  eta: 0:10:00  loss: 2." + epoch + "\n";
    text += "2022/10/01 10:00:00 - mmengine - INFO - Epoch(train)  [" + epoch +
            "][100/100]  lr: 2.0e-02  eta: 0:10:00  loss: 1." + epoch + "\n";
    text += "2022/10/01 10:00:00 - mmengine - INFO - Epoch(val) [" + epoch + "][120/120]    coco/bbox_mAP: 0." + epoch +
            "\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("lr", "train/loss", "val/coco/bbox_mAP"));
  EXPECT_THAT(read.run().axes.step, ElementsAre(50, 100, 150, 200, 250, 300));
  EXPECT_THAT(read.values("val/coco/bbox_mAP"), ElementsAre(0.1, 0.2, 0.3));
  EXPECT_EQ(read.with_code("text-log-batches").size(), 1u);
}

TEST(TextLog, BlocksBelowALineWithTheEpoch) {
  std::string text;
  for (const char* e : {"0", "1", "2"}) {
    const std::string epoch = e;
    text += "2024-01-01 00:0" + epoch + ":00.000000: Epoch " + epoch + " \n";
    text += "2024-01-01 00:0" + epoch + ":00.100000: Current learning rate: 0.01 \n";
    text += "2024-01-01 00:0" + epoch + ":50.000000: train_loss -0." + epoch + " \n";
    text += "2024-01-01 00:0" + epoch + ":50.100000: val_loss -0." + epoch + "5 \n";
    text += "2024-01-01 00:0" + epoch + ":50.200000: Pseudo dice [0.7" + epoch + ", 0.6" + epoch + "] \n";
    text += "2024-01-01 00:0" + epoch + ":50.300000: Epoch time: 50.0 s \n";
  }
  const ReadResult read = read_log(text, "fold_0/training_log_2024_1_1_00_00_00.txt");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
  EXPECT_THAT(names_of(read), ElementsAre("Current learning rate", "train_loss", "val_loss", "Pseudo dice/1",
                                          "Pseudo dice/2", "Epoch time"));
  EXPECT_THAT(read.values("val_loss"), ElementsAre(-0.05, -0.15, -0.25));
}

TEST(TextLog, OfKerasBarsTheLastStateOfEachEpochCounts) {
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    text += "Epoch " + epoch +
            "/3\n\r  1/50 [..............] - ETA: 2:10 - loss: 9.5\b\b\b\r 20/50 [=====>........] - ETA: 5s - loss: 8.5"
            "\r50/50 [==============================] - 5s 3ms/step - loss: 1." +
            epoch + " - val_loss: 2." + epoch + "\n";
    text += "Epoch 0000" + epoch + ": val_loss improved from 9.5 to 2." + epoch + ", saving model to m.h5\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("loss", "val_loss"));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 2, 3));
  EXPECT_THAT(read.values("loss"), ElementsAre(1.1, 1.2, 1.3));
}

TEST(TextLog, TqdmWritesOneLineForAll) {
  const ReadResult read = read_log(
      "\rEpoch 0:  50%|#####     | 50/100 [00:10<00:10, 5.0it/s, loss=0.9]"
      "\rEpoch 0: 100%|##########| 100/100 [00:20<00:00, 5.0it/s, loss=0.5, val_loss=0.75]"
      "\rEpoch 1: 100%|##########| 100/100 [00:20<00:00, 5.0it/s, loss=0.25, val_loss=0.5]"
      "\rEpoch 2: 100%|##########| 100/100 [00:20<00:00, 5.0it/s, loss=0.125, val_loss=0.25]\n");
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, 0.25, 0.125));
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1, 2));
}

TEST(TextLog, PyTorchsExamples) {
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    text += "Train Epoch: " + epoch + " [0/1000 (0%)]\tLoss: 2." + epoch + "\n";
    text += "Train Epoch: " + epoch + " [500/1000 (50%)]\tLoss: 1." + epoch + "\n";
    text += "\nTest set: Average loss: 0.0" + epoch + ", Accuracy: 98" + epoch + "/1000 (98%)\n\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("train/Loss", "test/Average loss", "test/Accuracy"));
  EXPECT_THAT(read.run().axes.step, ElementsAre(0, 500, 1000, 1500, 2000, 2500));
  EXPECT_THAT(read.values("test/Accuracy"), ElementsAre(98.1, 98.2, 98.3));
}

TEST(TextLog, OfAveragesWithinAnEpochTheLastIsTheEpochs) {
  std::string text;
  for (const char* e : {"0", "1", "2"}) {
    const std::string epoch = e;
    text += "Epoch: [" + epoch + "][  0/100]\tTime 0.1 (0.2)\tLoss 9.5 (9.5)\tAcc@1 99.5 ( 99.5)\n";
    text +=
        "Epoch: [" + epoch + "][ 99/100]\tTime 0.1 (0.2)\tLoss 6.5 (5." + epoch + ")\tAcc@1 10.5 ( 4" + epoch + ".5)\n";
    text += "Test: [ 0/10]\tTime 0.1 (0.1)\tLoss 3.5 (3.5)\tAcc@1 20.5 ( 20.5)\n";
    text += " *   Acc@1 6" + epoch + ".125 Acc@5 88.5\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(read.values("Acc@1"), ElementsAre(40.5, 41.5, 42.5)) << "not the 99.5 of one batch";
  EXPECT_THAT(read.values("Loss"), ElementsAre(5.0, 5.1, 5.2));
  EXPECT_THAT(read.values("test/Acc@1"), ElementsAre(60.125, 61.125, 62.125));
  EXPECT_THAT(read.values("test/Loss"), IsEmpty());
}

TEST(TextLog, DictionariesOfATrainer) {
  const ReadResult read = read_log(
      "{'loss': 1.5, 'learning_rate': 5e-05, 'epoch': 0.5}\n{'loss': 1.25, 'learning_rate': 4e-05, 'epoch': 1.0}\n"
      "{'eval_loss': 0.75, 'eval_runtime': 3.5, 'epoch': 1.0}\n{'loss': 1, 'learning_rate': 3e-05, 'epoch': 1.5}\n"
      "{'loss': 0.75, 'learning_rate': 2e-05, 'epoch': 2.0}\n{'eval_loss': 0.5, 'eval_runtime': 3.5, 'epoch': 2.0}\n"
      "{'train_runtime': 100.5, 'train_loss': 0.45, 'epoch': 2.0}\n",
      "nohup.out");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0.5, 1, 1.5, 2));
  EXPECT_THAT(read.values("loss"), ElementsAre(1.5, 1.25, 1, 0.75));
  EXPECT_THAT(read.values("eval_loss"), ElementsAre(0.75, 0.5));
}

TEST(TextLog, BoostedTrees) {
  EXPECT_THAT(read_log("[0]\ttrain-rmse:0.5\tvalid-rmse:0.6\n[10]\ttrain-rmse:0.25\tvalid-rmse:0.5\n[20]\ttrain-rmse:0."
                       "125\tvalid-rmse:0.4\n")
                  .values("valid-rmse"),
              ElementsAre(0.6, 0.5, 0.4));
  const ReadResult lightgbm = read_log(
      "[LightGBM] [Info] Total Bins 2550\n[10]\ttraining's l2: 0.5\tvalid_0's auc: 0.6\n[20]\ttraining's l2: "
      "0.25\tvalid_0's auc: 0.7\n"
      "[30]\ttraining's l2: 0.125\tvalid_0's auc: 0.8\n");
  EXPECT_THAT(lightgbm.run().axes.step, ElementsAre(10, 20, 30));
  const ReadResult catboost = read_log(
      "Learning rate set to 0.05\n0:\tlearn: 0.5\ttest: 0.6\tbest: 0.6 (0)\ttotal: 10ms\tremaining: 1s\n"
      "10:\tlearn: 0.25\ttest: 0.5\tbest: 0.5 (10)\ttotal: 20ms\tremaining: 1s\n"
      "20:\tlearn: 0.125\ttest: 0.4\tbest: 0.4 (20)\ttotal: 30ms\tremaining: 1s\n");
  EXPECT_THAT(names_of(catboost), ElementsAre("learn", "test"));
  EXPECT_THAT(catboost.run().axes.step, ElementsAre(0, 10, 20));
}

TEST(TextLog, TablesPrintedRowByRow) {
  const ReadResult read = read_log(
      "  epoch    train_loss    valid_acc     dur\n-------  ------------  -----------  ------\n"
      "      1        0.5       0.25  0.5\n      2        0.25       0.5  0.5\n      3        0.125       0.75  0.5\n");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(1, 2, 3));
  EXPECT_THAT(read.values("valid_acc"), ElementsAre(0.25, 0.5, 0.75));
  std::string yolo;
  for (const char* e : {"1", "2", "3"}) {
    const std::string epoch = e;
    yolo +=
        "      Epoch    GPU_mem   box_loss  Instances       Size\n"
        "\r        " +
        epoch +
        "/3      2.35G      9.5         12        640:  50%|#####     | 4/8 [00:01<00:01]"
        "\r        " +
        epoch + "/3      2.35G      1." + epoch +
        "         12        640: 100%|##########| 8/8 [00:02<00:00]\n"
        "                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|##########| "
        "4/4\n"
        "                   all        128        929       0.5        0.25        0.6        0." +
        epoch + "\n";
  }
  const ReadResult console = read_log(yolo);
  EXPECT_THAT(names_of(console),
              ElementsAre("GPU_mem (GB)", "box_loss", "val/precision", "val/recall", "val/mAP50", "val/mAP50-95"));
  EXPECT_THAT(console.values("box_loss"), ElementsAre(1.1, 1.2, 1.3));
  EXPECT_THAT(console.values("val/mAP50-95"), ElementsAre(0.1, 0.2, 0.3));
}

TEST(TextLog, BoxesOfReinforcementLearning) {
  std::string text;
  for (const char* e : {"1", "2", "3"}) {
    const std::string i = e;
    text += "-----------------------------\n| rollout/        |         |\n|    ep_rew_mean  | 1" + i +
            "     |\n"
            "| time/           |         |\n|    iterations   | " +
            i + "       |\n|    total_timesteps | " + i +
            "000 |\n"
            "-----------------------------\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(read.run().axes.step, ElementsAre(1000, 2000, 3000));
  EXPECT_THAT(read.values("rollout/ep_rew_mean"), ElementsAre(11, 12, 13));
}

TEST(TextLog, OneWordSaysTheSplitOfAllThatFollows) {
  std::string text;
  for (const char* e : {"0", "1", "2"}) {
    const std::string epoch = e;
    text += "Epoch " + epoch + "/2\n----------\ntrain Loss: 0.9" + epoch + " Acc: 0.5" + epoch + "\nval Loss: 0.8" +
            epoch + " Acc: 0.6" + epoch + "\n\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(names_of(read), ElementsAre("train Loss", "train/Acc", "val Loss", "val/Acc"));
  EXPECT_THAT(read.values("val/Acc"), ElementsAre(0.6, 0.61, 0.62));
  const ReadResult line = read_log(
      "Epoch 1 | Train Loss: 0.5 Acc: 0.5 | Val Loss: 0.6 Acc: 0.25\nEpoch 2 | Train Loss: 0.4 Acc: 0.6 | Val Loss: "
      "0.5 Acc: 0.5\n"
      "Epoch 3 | Train Loss: 0.3 Acc: 0.7 | Val Loss: 0.4 Acc: 0.75\n");
  EXPECT_THAT(names_of(line), ElementsAre("Train Loss", "train/Acc", "Val Loss", "val/Acc"));
}

TEST(TextLog, WordsBeforeALineTellItsData) {
  std::string text;
  for (const char* e : {"0", "1", "2"}) {
    const std::string epoch = e;
    text += "epoch: " + epoch + ",  loss is: 0.5" + epoch + ", acc is: 0.7" + epoch +
            "\ntesting in eval mode\nepoch: " + epoch + ",  loss is: 0.6" + epoch + ", acc is: 0.6" + epoch +
            "\nNow continue training\n";
  }
  const ReadResult read = read_log(text);
  EXPECT_THAT(read.values("loss"), ElementsAre(0.5, 0.51, 0.52));
  EXPECT_THAT(read.values("test/loss"), ElementsAre(0.6, 0.61, 0.62));
}

TEST(TextLog, AnotherTrainingInTheSameFile) {
  const std::string one = "Epoch 1: loss 0.5, acc 0.5\nEpoch 2: loss 0.4, acc 0.6\nEpoch 3: loss 0.3, acc 0.7\n";
  const ReadResult read = read_log(one + "Epoch 1: loss 0.9, acc 0.1\nEpoch 2: loss 0.8, acc 0.2\n");
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_THAT(read.values("loss"), ElementsAre(0.9, 0.8));
  EXPECT_EQ(read.place_of("text-log-restarted"), "runs/train.log:4:1 warning");
  const ReadResult folds = read_log("Fold 1\n" + one + "Fold 2\n" + one);
  ASSERT_THAT(folds.runs, SizeIs(2));
  EXPECT_EQ(folds.parameter("fold", 1), "2");
  const ReadResult settings = read_log("lr: 0.5\n" + one + "lr: 0.25\n" + one);
  ASSERT_THAT(settings.runs, SizeIs(2));
  EXPECT_EQ(settings.parameter("lr", 0), "0.5");
  EXPECT_EQ(settings.parameter("lr", 1), "0.25");
}

TEST(TextLog, NamespacesAndListsOfArguments) {
  const std::string curve = "Epoch 1: loss 0.5\nEpoch 2: loss 0.4\nEpoch 3: loss 0.3\n";
  const ReadResult read = read_log("Namespace(lr=0.1, batch_size=64, arch='resnet18', epochs=5, seed=3)\n" + curve);
  EXPECT_EQ(read.parameter("arch"), "resnet18");
  EXPECT_EQ(read.parameter("epochs"), "5");
  EXPECT_EQ(read.run().seed, "3");
  EXPECT_EQ(read_log("  lr ....................... 0.00015\n" + curve).parameter("lr"), "0.00015");
}

TEST(TextLog, KerasCsvLoggerUnderTheNameOfALog) {
  const ReadResult read = read_log("epoch,acc,loss,val_acc\n0,0.5,1.5,0.25\n1,0.75,1,0.5\n", "training.log");
  EXPECT_THAT(read.run().axes.epoch, ElementsAre(0, 1));
  EXPECT_THAT(read.values("val_acc"), ElementsAre(0.25, 0.5));
}

TEST(TextLog, TextsThatAreNoLogsAreLeftAlone) {
  for (const char* text : {
           "numpy==1.24.0\ntorch>=2.0\npandas==1.5.3\n",
           "lr: 0.1\nbatch_size: 64\nepochs: 10\nmodel: resnet\n",
           "The loss fell to 0.5 after epoch 3.\nThen accuracy rose to 0.9 by epoch 10.\nWe stopped at epoch 12.\n",
           "2026-04-13 09:05:20,616 - INFO - Step 1: Loading dataset\n2026-04-13 09:06:20,616 - INFO - Step 2: "
           "Cleaning\n"
           "2026-04-13 09:07:20,616 - INFO - Step 3: Tokenizing\n",
           "[1/3] a.png PSNR: 30.5 SSIM: 0.5\n[2/3] b.png PSNR: 31.5 SSIM: 0.6\n[3/3] c.png PSNR: 32.5 SSIM: 0.7\n",
           "mapie RMSE=0.2 R2=0.1\ngpr   RMSE=0.3 R2=0.2\nqrf   RMSE=0.4 R2=0.3\n",
           "1 0.5 0.25 0.75 0.1\n2 0.5 0.25 0.75 0.1\n0 0.1 0.2 0.3 0.4\n",
           "Epoch 1\nEpoch 2\nEpoch 3\n",
           "GET /a 200 12ms\nGET /b 200 13ms\nGET /c 404 2ms\n",
       }) {
    for (const char* name : {"train.log", "mine.txt"})
      EXPECT_THAT(read_log(text, name).runs, IsEmpty()) << name << "\n" << text;
  }
  const std::string curve = "Epoch 1: loss 0.5\nEpoch 2: loss 0.4\nEpoch 3: loss 0.3\n";
  EXPECT_THAT(read_log(curve, "README.txt").runs, IsEmpty());
  EXPECT_THAT(read_log(std::string("\0\1\2", 3) + curve).runs, IsEmpty());
  std::string prose = curve;
  for (int i = 0; i < 40; ++i) prose += "A sentence of a report about something else.\n";
  EXPECT_THAT(read_log(prose, "report.txt").runs, IsEmpty());
}

TEST(TextLog, BrokenNumbersAndNaNAreSurvived) {
  const ReadResult read = read_log("Epoch 1: loss 0.5\nEpoch 2: loss nan\nEpoch 3: loss 0.3\nEpoch 4: loss 0.");
  ASSERT_THAT(read.values("loss"), SizeIs(3)) << "a number that is cut off is none";
  EXPECT_TRUE(std::isnan(read.values("loss")[1]));
}

/// Whatever stands in a log, reading it ends, and rows fit the axes.
TEST(TextLog, AnyLinesAreSurvived) {
  std::mt19937 random(11);
  const std::string_view pieces[] = {"Epoch ",
                                     "1",
                                     "2/3",
                                     ": ",
                                     "loss ",
                                     "0.5",
                                     "acc=",
                                     " | ",
                                     "[3/10]",
                                     "(0.5)",
                                     "%",
                                     "\r",
                                     "\b",
                                     "\n",
                                     "\x1b[1m",
                                     "val_",
                                     "train ",
                                     "step ",
                                     "nan",
                                     "1e308",
                                     "1e999",
                                     "-",
                                     "2024-01-01 00:00:00 ",
                                     "INFO ",
                                     "{'lr': 0.1}",
                                     "Namespace(",
                                     ")",
                                     "| a | 1 |",
                                     "fold 2",
                                     "\xff\xfe",
                                     "Class Images",
                                     "all 1 2 3",
                                     "999999999999999999999"};
  for (int round = 0; round < 400; ++round) {
    std::string text = "Epoch 1 loss 0.5\nEpoch 2 loss 0.4\nEpoch 3 loss 0.3\n";
    for (std::size_t i = 0, n = random() % 120; i < n; ++i) text += pieces[random() % std::size(pieces)];
    const ReadResult read = read_log(text);
    for (const ingest::ReadRun& run : read.runs) {
      for (const model::Series& series : run.run.series) {
        if (!series.rows.empty()) {
          ASSERT_LT(series.rows.back(), run.run.axes.rows) << text;
        }
        ASSERT_LE(series.values.size(), run.run.axes.rows) << text;
      }
    }
  }
}

}  // namespace
