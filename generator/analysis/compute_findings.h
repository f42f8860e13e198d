#pragma once
/// Digests of runs → findings: the order of the analyses beside it.

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/comparison/held_out.h"
#include "model/findings/fwd.h"
#include "model/note.h"
#include "model/previous_site.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace analysis {

/// Notes that belong to an experiment rather than to one run.
struct ExperimentNotes {
  std::string experiment;     ///< id: front matter, else the folder's name
  std::string source_folder;  ///< of experiment.md, relative to the source root
  std::size_t source = 0;
  model::Note note;
  model::NoteText text;
  bool of_log = false;  ///< said by a log kept by hand (kept_log.h), beside what stands with the runs
};

struct AnalysisInput {
  std::vector<model::RunDigest>* runs = nullptr;  ///< sorted by key; changed: `project`, `experiment` (see kept_log.h),
                                                  ///< config.parameters (see settle_values.h
                                                  ///< and name_parameters.h)
  const std::vector<ExperimentNotes>* notes = nullptr;
  const model::Settings* settings = nullptr;
  const model::PreviousSite* previous = nullptr;  ///< null: none
  ReadCurves curves;                              ///< for the held-out best; empty: it is left out
  std::vector<std::string> source_labels;         ///< by source: what files of notices start with; may be shorter
};

/// All of the above. Pure: no I/O, no clock; same input, same findings.
model::Findings compute_findings(const AnalysisInput& input);

}  // namespace analysis
