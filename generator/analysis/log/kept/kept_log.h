#pragma once
/// A log kept by hand beside the runs that it speaks of: what it says of measured experiments is added to these, and
/// its numbers are held against theirs.

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/compute_findings.h"
#include "model/findings/fwd.h"
#include "model/index.h"
#include "model/notice.h"

namespace analysis {

/// A number that the log states of a measured experiment. Shares are fractions, times in seconds (`metric` ends in
/// "_s").
struct LoggedNumber {
  std::string metric;   ///< as the reader of logs calls it: "validation_accuracy", "training_time_s"
  std::string written;  ///< "0.872", "1.5 hours"
  double value = 0;
  double rounding = 0;  ///< half a unit of the last digit written: a value this far away rounds to the same
  std::uint32_t line = 0;
};

/// An experiment of the log that was measured.
struct KeptExperiment {
  std::string id;    ///< as the log has it
  std::string file;  ///< of the log, with the label of its source
  std::uint32_t line = 0;
  model::Index run = 0;  ///< one of the measured runs, in the digests
  std::vector<LoggedNumber> numbers;
};

struct KeptLogs {
  std::vector<KeptExperiment> experiments;  ///< in the order of the digests they were
  std::vector<ExperimentNotes> notes;       ///< what the log adds; `of_log` is set
};

/// Takes the experiments of logs (digests of format "markdown-log") out of `runs` that were measured: their id is, in
/// any case, that of an experiment that runs name, else of a run, else the name of one, else the name of a folder that
/// runs stand in; of several such, of runs below the log's folder first, then of its source, then of any. Runs that
/// name no experiment then belong to the log's. Experiments that the reader made up (the base configuration) are never
/// taken. Experiments of a log that stay runs of their own come into the project of its measured ones, if they name
/// none.
///
/// Notes say only what those in `notes` and beside the runs do not: date, experimenter, parent, decision, motivation
/// and title where none is given there, and list items that do not stand there. O(runs × depth + logged experiments ×
/// matching runs).
KeptLogs take_kept_logs(std::vector<model::RunDigest>& runs, const std::vector<ExperimentNotes>& notes,
                        const std::vector<std::string>& source_labels);

/// Holds the numbers against the means that were computed: at the best step, the best and the last; one of them must
/// agree within the rounding of what is written. The metric is that of the name, else of the role that the name plays,
/// else of the same split and measure; "accuracy" and "loss" alone are the objective if it measures that, else those of
/// validation. Percentages are compared as what the metric is logged in.
///
/// Notices: log-disagrees (warning) per number; log-measured (note) per log: how many experiments were measured, how
/// many numbers agree, and how many could not be compared. In the order of the logs.
std::vector<model::Notice> compare_kept_logs(const KeptLogs& logs, const model::Findings& findings,
                                             const std::vector<model::RunDigest>& runs);

}  // namespace analysis
