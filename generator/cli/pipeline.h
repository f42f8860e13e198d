#pragma once
/// The stages that commands share: sources → runs → digests → findings. commands/build.cpp goes on to pages and site.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/compute_findings.h"
#include "base/files/spool.h"
#include "base/result.h"
#include "cli/command.h"
#include "cli/terminal/progress_bar.h"
#include "ingest/ingest.h"
#include "ingest/privacy/gate.h"
#include "ingest/privacy/redact.h"
#include "model/findings/findings.h"
#include "model/findings/progress.h"
#include "model/run_digest.h"

namespace cli {

/// What a build reads from: the sources, and the workspace's settings and pages if there is a workspace among them.
struct Inputs {
  model::Settings settings;
  std::vector<ingest::Source> sources;
  std::unique_ptr<base::FileReader> workspace;  ///< where pages and their images stand; null without a workspace
  std::vector<std::string> real_paths;          ///< of the sources, for publish
  std::vector<model::ContentPage> pages;
  std::vector<model::Notice> notices;
  std::unique_ptr<ingest::WithheldValues> withheld;  ///< by `redactor`, while everything is read
  std::unique_ptr<const ingest::Redactor> redactor;
};
/// Error::Kind::invalid for settings (exit 2), Error::Kind::missing for a source that is not there.
base::Result<Inputs> open_inputs(const CommonOptions& options);
/// Says why; the exit code.
int fail_to_open(const base::Error& error);

/// As many as were asked for, else one for each processor.
unsigned threads_for(const CommonOptions& common);

/// The map stage: every run as its digest, curves in the spool. All of it has passed the gate.
struct ReadRuns {
  std::vector<model::RunDigest> runs;  ///< sorted by key
  std::vector<analysis::ExperimentNotes> experiment_notes;
  std::vector<model::SourceSummary> sources;
  std::vector<model::Notice> notices;
  std::vector<ingest::LeftFiles> left;  ///< files that no format took
  std::vector<model::ContentPage> pages;
  std::unique_ptr<const ingest::Gate> gate;  ///< for what is read later: files of runs
  std::uint64_t bytes = 0, cells = 0;
};
/// Error: the spool could not be written. Stops early when `interrupted()`. Notice beside those of ingest:
/// machine-failed (error, one a source).
base::Result<ReadRuns> read_runs(const Inputs& inputs, base::Spool& spool, unsigned jobs, ProgressBar& progress);

/// The reduce stage; what it notices joins the notices of reading, sorted by file, line, code. `previous`: the site to
/// compare with; null: none.
model::Findings find(const Inputs& inputs, ReadRuns& read, const base::Spool& spool,
                     const model::PreviousSite* previous = nullptr);
/// Reads of any source that failed so far for no fault of a file (base::MachineFailure).
std::uint64_t count_machine_failures(const Inputs& inputs);

/// Room for what does not stay in memory: a file without a name in the system's folder for such (TMPDIR, else /tmp);
/// where that is not there or cannot be written, in the folder `beside`; else memory.
std::unique_ptr<base::Spool> open_scratch(const std::string& beside);

}  // namespace cli
