#include "render/health_text.h"

#include <gtest/gtest.h>

#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"

namespace {

using Kind = model::HealthFinding::Kind;

TEST(HealthLine, SaysNothingWithoutFindings) {
  EXPECT_EQ(render::health_line_html({}, ""), "");
}

TEST(HealthLine, NamesTheMostSeriousKindsFirst) {
  model::Project project;
  project.health = {{.kind = Kind::gaps}, {.kind = Kind::non_finite}};
  EXPECT_EQ(render::health_line_html(project, ""),
            "<a href=\"sources.html#health\">2 findings on the health of the data</a>: values that are not finite and "
            "missing steps.");
}

TEST(HealthLine, CountsWhatIsNotListedAndTheKindsItDoesNotName) {
  model::Project project;
  project.health = {{.kind = Kind::gaps},
                    {.kind = Kind::non_finite},
                    {.kind = Kind::few_repeats},
                    {.kind = Kind::duplicate_runs, .more = 3}};
  EXPECT_EQ(
      render::health_line_html(project, "../"),
      "<a href=\"../sources.html#health\">7 findings on the health of the data</a>: copies of one run, values that "
      "are not finite and 2 more kinds.");
}

}  // namespace
