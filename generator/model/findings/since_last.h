#pragma once
/// What is different from a site that was built before.

#include <optional>
#include <string>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/note.h"
#include "model/published_change.h"

namespace model {

/// What is different from a site that was built before. Experiments are told apart by their runs; see since_last.h.
struct SinceLast {
  struct VerdictFlip {
    Index experiment = 0;
    Verdict before{}, now{};
  };
  struct DecisionFlip {
    Index experiment = 0;
    Decision before = Decision::open, now = Decision::open;
  };
  struct NewBest {
    Index project = 0, experiment = 0;
    std::string before;  ///< id of the best before
    Estimate estimate_before;
    std::optional<Index> before_now;  ///< the best before, as an experiment of now; nothing: it is gone
    Difference difference;            ///< new best minus old best, both as they are now; NaN: the old one is gone, or
                                      ///< measured on something else
  };
  struct ObjectiveChange {
    Index project = 0;
    std::string before, now;  ///< names of metrics; alike: its direction was turned round
  };
  struct ClosedTask {
    Index experiment = 0;
    std::string text;  ///< Markdown, one line
  };
  std::vector<Index> new_experiments, new_runs;
  std::vector<std::string> gone_experiments;  ///< ids, with the project where there are several
  std::vector<NewBest> new_bests;
  std::vector<VerdictFlip> flipped;
  std::vector<DecisionFlip> decided;
  std::vector<ObjectiveChange> objectives;  ///< values and verdicts of these projects are not compared
  std::vector<Index> regressions;           ///< new or flipped to worse or failed; what check --regressions counts
  std::vector<ClosedTask> closed_tasks;
  std::vector<PublishedChange> changes_before;  ///< PreviousSite::changes, to be kept when nothing changed since
  bool any() const;
};

}  // namespace model
