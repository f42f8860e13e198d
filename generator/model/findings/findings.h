#pragma once
/// Everything computed across runs: what the pages and the data files show. Indexes refer to the vectors here and to
/// the span of RunDigests the findings were computed from.

#include <optional>
#include <vector>

#include "model/findings/since_last.h"
#include "model/index.h"
#include "model/notice.h"

namespace model {

struct Experiment;
struct Hardware;
struct JournalEntry;
struct Project;

struct Findings {
  std::vector<Project> projects;                        ///< by name
  std::vector<Experiment> experiments;                  ///< grouped by project, in the log's order
  std::vector<std::optional<Index>> experiment_of_run;  ///< parallel to the digests
  std::vector<Hardware> hardware;                       ///< most runs first
  std::vector<std::optional<Index>> hardware_of_run;
  std::vector<JournalEntry> journal;    ///< newest first
  std::vector<Notice> notices;          ///< found while analysing: duplicate ids, unknown baseline, …
  std::optional<SinceLast> since_last;  ///< nothing: no previous site was given
};

}  // namespace model
