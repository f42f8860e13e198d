#include "words/parts/metric.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "support/all_findings.h"
#include "words/parts/parameter_value.h"

namespace {

TEST(MetricInSentence, LowersACapitalOfItsLabelAlone) {
  EXPECT_EQ(words::metric_in_sentence({.name = "val/acc", .label = "Validation accuracy"}), "validation accuracy");
  EXPECT_EQ(words::metric_in_sentence({.name = "val/map", .label = "AP of boxes"}), "AP of boxes");
  EXPECT_EQ(words::metric_in_sentence({.name = "Loss", .label = "Loss"}), "Loss");
  EXPECT_EQ(words::metric_in_sentence({.name = "val/acc"}), "val/acc");
}

TEST(MetricAtStart, CapitalisesLabelsButNoNames) {
  EXPECT_EQ(words::metric_at_start({.name = "val/acc", .label = "validation accuracy"}), "Validation accuracy");
  EXPECT_EQ(words::metric_at_start({.name = "loss", .label = "loss"}), "loss");
}

TEST(ParameterValueText, ShowsWhatIsNotSetAndWhatIsEmpty) {
  EXPECT_EQ(words::parameter_text(std::nullopt), "not set");
  EXPECT_EQ(words::parameter_text(model::ParameterValue{model::ParameterValue::Kind::text, ""}), "\"\"");
  EXPECT_EQ(words::parameter_text(model::ParameterValue{model::ParameterValue::Kind::text, "a\tb"}), "a\\u{0009}b");
}

TEST(ParameterValueText, CutsLongValues) {
  const std::string shown =
      words::parameter_text(model::ParameterValue{model::ParameterValue::Kind::text, std::string(100, 'x')});
  EXPECT_EQ(shown, std::string(59, 'x') + "…");
}

TEST(MetricText, SaysBesideTheNameWhatStandsForARun) {
  model::MetricInfo reward{.name = "ep_rew", .label = "Episode reward"};
  reward.taken = model::Taken::of_tail;
  EXPECT_EQ(words::metric_label(reward), "Episode reward, mean of the last tenth");
  EXPECT_EQ(words::metric_in_sentence(reward), "episode reward over the last tenth");
  EXPECT_EQ(words::metric_at_start(reward), "Episode reward over the last tenth");
  reward.taken = model::Taken::last;
  EXPECT_EQ(words::metric_label(reward), "Episode reward, last value");
  EXPECT_EQ(words::metric_in_sentence(reward), "episode reward at the end");
}

}  // namespace
