#pragma once
/// Secondary objectives beside the objective: what each is for an experiment, and against another one.

#include <optional>
#include <vector>

#include "model/estimate.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/tone.h"
#include "words/parts/phrase.h"

namespace words {

bool is_secondary(const model::Project& project, model::Index metric);
/// The objective, if any, and the secondary ones, in the order of the settings.
std::vector<model::Index> objectives_of(const model::Project& project);

/// A metric of an experiment beside that of the experiment it is compared with.
struct MetricChange {
  const model::MetricInfo* metric = nullptr;
  const model::Estimate* before = nullptr;  ///< at_best; nullptr: not compared, or not known
  const model::Estimate* now = nullptr;     ///< at_best; nullptr: not known
  model::Difference difference;             ///< now minus before; all NaN: not known, or not comparable
  bool comparable = true;                   ///< false: other hardware (of a time or memory), or another evaluation
  model::Tone tone = model::Tone::calm;     ///< better or worse where the 95 % interval leaves out zero
};
/// `comparison`: of `experiment` with another one; nothing: it stands alone.
MetricChange metric_change(const model::Findings& findings, const model::Experiment& experiment, model::Index metric,
                           const std::optional<model::Comparison>& comparison);
/// For each secondary objective of the experiment's project, in the order of the settings.
std::vector<MetricChange> secondary_changes(const model::Findings& findings, const model::Experiment& experiment,
                                            const std::optional<model::Comparison>& comparison);

/// "Secondary objectives: EXP2 is better than the baseline in memory (212 → 180 MB, 95 % interval −40 MB to −24 MB),
/// but worse in inference time (…)." Says what the intervals leave no doubt of; empty: nothing, or not comparable.
/// `link`: who it is about.
Phrase secondary_sentence(const model::Findings& findings, const model::Experiment& experiment, const Phrase& link);

}  // namespace words
