#include "ingest/formats/gym/evaluations.h"

#include <gmock/gmock.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ingest/read_support.h"
#include "support/numpy_bytes.h"

namespace {

using support::npy;
using support::read_files;
using support::ReadResult;
using testing::ElementsAre;
using testing::SizeIs;

std::string archive(const std::vector<std::pair<std::string, std::string>>& files) {
  return support::zip(files, support::Packing::stored);
}

TEST(Evaluations, AreMeansOverTheirEpisodes) {
  const ReadResult read =
      read_files({{"ppo/evaluations.npz", archive({{"timesteps.npy", npy("(2,)", {500, 1000})},
                                                   {"results.npy", npy("(2, 2)", {1, 2, 3, 5})},
                                                   {"ep_lengths.npy", npy("(2, 2)", {10, 20, 30, 30})},
                                                   {"successes.npy", npy("(2, 2)", {0, 1, 1, 1})}})}});
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_EQ(read.run().folder, "ppo");
  EXPECT_THAT(read.run().axes.step, ElementsAre(500, 1000));
  EXPECT_THAT(read.values("eval/mean_reward"), ElementsAre(1.5, 4));
  EXPECT_THAT(read.values("eval/mean_ep_length"), ElementsAre(15, 30));
  EXPECT_THAT(read.values("eval/success_rate"), ElementsAre(0.5, 1));
}

TEST(Evaluations, WithoutARowForEachTimeStepAreLeftOut) {
  const ReadResult read = read_files({{"x.npz", archive({{"timesteps.npy", npy("(2,)", {500, 1000})},
                                                         {"results.npy", npy("(1, 2)", {1, 2})},
                                                         {"ep_lengths.npy", npy("(2, 1)", {10, 20})}})}});
  ASSERT_THAT(read.runs, SizeIs(1));
  EXPECT_THAT(read.values("eval/mean_reward"), SizeIs(0));
  EXPECT_THAT(read.values("eval/mean_ep_length"), ElementsAre(10, 20));
  EXPECT_EQ(read.place_of("npz-array"), "runs/x.npz:0:0 warning");
}

TEST(Evaluations, OtherArchivesAreLeftAlone) {
  EXPECT_THAT(read_files({{"data.npz", archive({{"x.npy", npy("(2,)", {1, 2})}})}}).runs, SizeIs(0));
}

}  // namespace
