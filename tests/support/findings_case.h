#pragma once
/// Findings of a few runs that a test makes up: `Case().add(run("a").param("lr", 0.1), 0.9).findings()`.

#include <string>
#include <vector>

#include "analysis/compute_findings.h"
#include "support/all_findings.h"
#include "support/digest_builder.h"

namespace support {

struct Case {
  std::vector<model::RunDigest> runs;
  std::vector<analysis::ExperimentNotes> notes;
  model::Settings settings;

  /// One run more, with this validation accuracy; keys are in the order of adding.
  Case& add(RunBuilder builder, double accuracy) {
    runs.push_back(digest(builder.metric("val_acc", {accuracy}).key("0:" + std::to_string(1000 + runs.size()))));
    return *this;
  }
  /// Repeats of one configuration, seeds from 1.
  Case& add_repeats(const char* model, double lr, const std::vector<double>& accuracies) {
    int seed = 0;
    for (const double accuracy : accuracies) {
      add(run("r").param("model", model).param("lr", lr).param("seed", ++seed), accuracy);
    }
    return *this;
  }
  model::Findings findings() {
    return analysis::compute_findings(
        {.runs = &runs, .notes = &notes, .settings = &settings, .source_labels = {"runs"}});
  }
};

}  // namespace support
