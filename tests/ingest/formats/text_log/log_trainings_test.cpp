#include "ingest/formats/text_log/log_trainings.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "ingest/formats/text_log/pass_support.h"

namespace {

using testing::ElementsAre;

struct Trainings {
  explicit Trainings(const std::vector<std::string>& lines)
      : log(support::pass_of(lines)), judged(ingest::judge_log_shapes(log)), trainings(log, judged.facts) {}
  ingest::LogEvents log;
  ingest::JudgedShapes judged;
  ingest::LogTrainings trainings;
};

std::vector<std::string> epochs(const std::string& before = "") {
  std::vector<std::string> lines;
  if (!before.empty()) lines.push_back(before);
  for (const char* line : {"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3"}) lines.emplace_back(line);
  return lines;
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(LogTrainings, BeginWhereACountGoesBackToItsStart) {
  const Trainings two(joined(epochs(), epochs()));
  EXPECT_THAT(two.trainings.begins(), ElementsAre(0, 3));
  EXPECT_FALSE(two.trainings.are_named());
  EXPECT_FALSE(two.trainings.settings_differ());
  const Trainings resumed(
      {"epoch 1 loss 0.5", "epoch 2 loss 0.4", "epoch 3 loss 0.3", "epoch 3 loss 0.31", "epoch 4 loss 0.2"});
  EXPECT_THAT(resumed.trainings.begins(), ElementsAre(0));
}

TEST(LogTrainings, AreNamedByFolds) {
  const Trainings folds(joined(epochs("Fold 1"), epochs("Fold 2")));
  EXPECT_THAT(folds.trainings.begins(), ElementsAre(0, 3));
  EXPECT_TRUE(folds.trainings.are_named());
  const Trainings again(joined(epochs("Fold 1"), joined(epochs("Fold 2"), epochs("Fold 1"))));
  EXPECT_FALSE(again.trainings.are_named());
}

TEST(LogTrainings, MayDifferInSettingsPrintedBefore) {
  const Trainings differ(
      joined(epochs("Namespace(lr=0.1, batch_size=64)"), epochs("Namespace(lr=0.2, batch_size=64)")));
  EXPECT_TRUE(differ.trainings.settings_differ());
  ASSERT_NE(differ.trainings.settings_before(1), nullptr);
  EXPECT_EQ(differ.trainings.settings_before(1)->settings.at(0).value, "0.2");
  const Trainings same(joined(epochs("Namespace(lr=0.1, batch_size=64)"), epochs("Namespace(lr=0.1, batch_size=64)")));
  EXPECT_FALSE(same.trainings.settings_differ());
}

TEST(LogTrainings, AreCalledByWhatDiffersInTheWordsBefore) {
  const Trainings two(joined(epochs("Running SGD optimizer..."), epochs("Running Adam W optimizer...")));
  EXPECT_THAT(two.trainings.titles(), ElementsAre("SGD", "Adam W"));
  EXPECT_THAT(Trainings(joined(epochs("Training starts"), epochs("Training starts"))).trainings.titles(),
              ElementsAre());
  EXPECT_THAT(Trainings(joined(epochs("SGD"), epochs("Adam"))).trainings.titles(), ElementsAre());  // no word shared
  EXPECT_THAT(Trainings(joined(epochs(), epochs("Running Adam"))).trainings.titles(), ElementsAre());
  EXPECT_THAT(Trainings(epochs("Running Adam")).trainings.titles(), ElementsAre());  // one training
}

}  // namespace
