#include "analysis/log/names/row_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/experiment.h"
#include "support/digest_builder.h"

namespace analysis {
namespace {

using support::digest;
using support::run;
using testing::ElementsAre;

/// Row `number` of out/results.csv.
model::RunDigest row(int number, const char* model, double bits) {
  const std::string text = std::to_string(number);
  model::RunDigest made = digest(run("out/results/" + text).param("model", model).param("bits", bits));
  made.folder = "out/results";
  made.name = "results " + text;
  return made;
}

std::vector<std::string> names_of(const std::vector<model::RunDigest>& runs, std::size_t longest = 40) {
  std::vector<model::Experiment> experiments(runs.size());
  for (model::Index i = 0; i < runs.size(); ++i) experiments[i].runs = {i};
  return name_rows(runs, experiments, longest);
}

TEST(RowNames, AreTheSettingsThatDiffer) {
  EXPECT_THAT(names_of({row(1, "net", 4), row(2, "net", 8), row(3, "big", 4)}),
              ElementsAre("net, bits 4", "net, bits 8", "big, bits 4"));
  EXPECT_THAT(names_of({row(1, "net", 4), row(2, "net", 8)}), ElementsAre("bits 4", "bits 8"));
}

TEST(RowNames, AreLeftWhereTheyWouldBeLongOrAlike) {
  EXPECT_THAT(names_of({row(1, "net", 4), row(2, "big", 8)}, 5), ElementsAre("", ""));
  EXPECT_THAT(names_of({row(1, "net", 4), row(2, "net", 4)}), ElementsAre("", ""));
}

TEST(RowNames, AreOnlyForRowsThatNothingNames) {
  model::RunDigest named = row(2, "big", 4);
  named.name = "my run";
  EXPECT_THAT(names_of({row(1, "net", 4), named, row(3, "net", 8)}), ElementsAre("bits 4", "", "bits 8"));
}

}  // namespace
}  // namespace analysis
