#include "ingest/formats/text_log/log_places.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "ingest/formats/text_log/pass_support.h"

namespace {

using testing::ElementsAre;
using testing::Pair;

/// Epoch and step of each event that counts.
std::vector<std::pair<double, double>> places_of(const std::vector<std::string>& lines, bool* counted = nullptr) {
  const ingest::LogEvents log = support::pass_of(lines);
  const ingest::JudgedShapes judged = ingest::judge_log_shapes(log);
  ingest::LogPlaces places(log, judged);
  std::vector<std::pair<double, double>> out;
  for (const ingest::PlacedLogEvent& at : places.place(0, log.events.size())) out.emplace_back(at.epoch, at.step);
  if (counted != nullptr) *counted = places.counted_through();
  return out;
}

TEST(LogPlaces, BatchesAreCountedThroughAllEpochs) {
  bool counted = false;
  EXPECT_THAT(places_of({"Epoch [1/2], Step [100/200], Loss: 0.9", "Epoch [1/2], Step [200/200], Loss: 0.8",
                         "Epoch [2/2], Step [100/200], Loss: 0.7", "Epoch [2/2], Step [200/200], Loss: 0.6"},
                        &counted),
              ElementsAre(Pair(1, 100), Pair(1, 200), Pair(2, 300), Pair(2, 400)));
  EXPECT_TRUE(counted);
}

TEST(LogPlaces, OfAProgressBarTheLastStateOfAnEpochCounts) {
  EXPECT_THAT(places_of({"Epoch 1/2", "10/20 [====>....] - loss: 0.9", "20/20 [========] - loss: 0.8", "Epoch 2/2",
                         "10/20 [====>....] - loss: 0.7", "20/20 [========] - loss: 0.6"}),
              ElementsAre(Pair(1, 20), Pair(2, 40)));
}

TEST(LogPlaces, StepsOfTheWholeTrainingStay) {
  EXPECT_THAT(places_of({"iter 10 epoch 1 loss 0.5", "iter 20 epoch 1 loss 0.4", "iter 30 epoch 2 loss 0.3"}),
              ElementsAre(Pair(1, 10), Pair(1, 20), Pair(2, 30)));
}

TEST(LogPlaces, PlacesAreTheSameWhereBothAreOrNeitherIs) {
  const ingest::PlacedLogEvent a{.epoch = 1}, b{.epoch = 1, .step = 5}, c{.event = 7, .epoch = 1};
  EXPECT_TRUE(ingest::same_place(a, c));
  EXPECT_FALSE(ingest::same_place(a, b));
}

}  // namespace
