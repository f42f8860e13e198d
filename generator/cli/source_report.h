#pragma once
/// What was recognised in the sources, where and why, and what was left out: `trialpress list --sources`.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/pipeline.h"
#include "ingest/walk/left_files.h"

namespace cli {

/// What one reader took.
struct FoundRuns {
  std::size_t source = 0;
  std::string place;  ///< folder, or lone file, relative to the source root, made printable; "" is the root
  std::string title;  ///< of the format
  std::vector<std::string> beside;          ///< titles of other formats that the same run was kept in
  std::string reason;                       ///< "metrics.csv with hparams.yaml"; empty if `place` is that file
  std::vector<std::string> files;           ///< claimed, relative to the source root, made printable
  std::size_t runs = 0;                     ///< without `measured`
  std::size_t measured = 0;                 ///< experiments that a log kept by hand tells of and runs were found of
  std::vector<std::string> without_values;  ///< ids of its runs that left neither a metric nor a result
};

struct SourceReport {
  std::vector<std::string> sources;  ///< labels
  std::vector<FoundRuns> found;      ///< by source, then place in natural order
  std::uint64_t folders = 0, files = 0, skipped_files = 0;
  std::vector<ingest::LeftFilesText> not_read;  ///< files that no format took, by kind
  std::vector<model::Notice> left_out;          ///< what discovery said, and readers that found no run
  std::size_t runs() const;
};

/// Discovers and reads everything, since only readers know how many runs a file holds. Stops early when
/// `interrupted()`.
SourceReport read_sources(const Inputs& inputs, unsigned jobs, ProgressBar& progress);

/// Folders that differ in one part of their path only are one line: "version_0 … version_186  187 runs".
std::string source_report_text(const SourceReport& report, std::size_t width);
/// Says that no run was found, and by kind what was; the exit code.
int fail_without_runs(const Inputs& inputs, const std::vector<ingest::LeftFiles>& left);
/// Everything, one item a line in its arrays.
std::string source_report_json(const SourceReport& report);

}  // namespace cli
