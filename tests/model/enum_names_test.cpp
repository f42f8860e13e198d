#include "model/enum_names.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string_view>

#include "model/curve.h"
#include "model/estimate.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/kind.h"
#include "model/findings/metric_info.h"
#include "model/findings/run_noise.h"
#include "model/findings/suite.h"
#include "model/note.h"
#include "model/run.h"
#include "model/settings.h"

namespace model {
namespace {

/// Every enumerator from 0 to `last` has a name of its own that leads back to it. `unnamed`: 0 alone has none.
template <typename Enum>
void expect_names(Enum last, bool unnamed = false) {
  std::set<std::string_view> names;
  for (int i = unnamed ? 1 : 0; i <= static_cast<int>(last); ++i) {
    const auto one = static_cast<Enum>(i);
    EXPECT_FALSE(name_of(one).empty()) << i;
    EXPECT_TRUE(names.insert(name_of(one)).second) << name_of(one);
    EXPECT_EQ(parse_name<Enum>(name_of(one)), one) << name_of(one);
  }
  if (unnamed) {
    EXPECT_EQ(name_of(static_cast<Enum>(0)), "");
  }
  EXPECT_EQ(parse_name<Enum>(""), std::nullopt);
  EXPECT_EQ(parse_name<Enum>("Failed "), std::nullopt);
}

TEST(EnumNames, AreDistinctAndLeadBack) {
  expect_names(Agreement::disagrees, true);
  expect_names(Decision::discard);
  expect_names(Direction::minimize);
  expect_names(ExperimentInsightKind::outlier);
  expect_names(ExperimentStatus::unknown);
  expect_names(HealthKind::few_repeats);
  expect_names(Insight::Kind::learning_rate_low);
  expect_names(Kind::suite);
  expect_names(Purpose::inference);
  expect_names(RecommendationRule::best_tenth);
  expect_names(Role::inference_time);
  expect_names(RunStatus::killed);
  expect_names(base::Severity::error);
  expect_names(Standing::untested, true);
  expect_names(ValueKind::bytes);
  expect_names(Verdict::failed, true);
  expect_names(NotCounted::same_seed);
  expect_names(NoiseGap::too_few, true);
  expect_names(VerdictReason::evaluation_changed, true);
}

// The names that stand in the documentation of trialpress.json and in the schemas of the data files.
TEST(EnumNames, AreThoseOfSettingsAndSchemas) {
  EXPECT_EQ(name_of(Role::validation_accuracy), "validation_accuracy");
  EXPECT_EQ(name_of(Direction::maximize), "maximize");
  EXPECT_EQ(name_of(Verdict::too_close), "too close to call");
  EXPECT_EQ(name_of(VerdictReason::within_smallest), "within the smallest effect");
  EXPECT_EQ(name_of(ExperimentStatus::partly_failed), "partly_failed");
  EXPECT_EQ(name_of(Kind::leaderboard), "leaderboard");
  EXPECT_EQ(name_of(HealthKind::best_far_from_last), "best_far_from_last");
}

TEST(EnumNames, ReadAsWords) {
  EXPECT_EQ(words_of(ExperimentStatus::partly_failed), "partly failed");
  EXPECT_EQ(words_of(Direction::minimize), "lower is better");
  EXPECT_EQ(words_of(Direction::unknown), "");
  EXPECT_EQ(words_of(Comparability::comparable), "");
  EXPECT_EQ(words_of(Comparability::other_hardware), "other hardware");
  EXPECT_EQ(words_of(CurveAxis::epoch), "epoch");
  EXPECT_EQ(words_of(Role::inference_time), "inference time");
  EXPECT_EQ(words_of(RunStatus::killed), "killed");
}

}  // namespace
}  // namespace model
