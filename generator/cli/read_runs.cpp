#include <algorithm>
#include <cstddef>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/run/digest.h"
#include "base/parallel.h"
#include "cli/pipeline.h"
#include "cli/terminal/interrupt.h"

namespace cli {
namespace {

/// What one unit gave; slot i belongs to unit i, so that order does not depend on timing.
struct UnitResult {
  std::vector<model::RunDigest> runs;
  std::vector<model::Notice> notices;
  std::optional<base::Error> failure;
};

void take_run(ingest::ReadRun read, const model::Settings& settings, base::Spool& spool, UnitResult& result) {
  if (!read.is_run) {
    std::move(read.notices.begin(), read.notices.end(), std::back_inserter(result.notices));
    return;
  }
  analysis::Digested digested = analysis::digest_run(read.run, settings);
  model::RunDigest& digest = digested.digest;
  auto ref = spool.append(model::encode_curves(digested.curves));
  if (!ref) {
    result.failure = ref.error();
    return;
  }
  digest.curves = *ref;
  digest.notes = std::move(read.notes);
  digest.damaged = std::any_of(read.notices.begin(), read.notices.end(),
                               [](const model::Notice& notice) { return notice.severity == model::Severity::error; });
  result.runs.push_back(std::move(digest));
  std::move(read.notices.begin(), read.notices.end(), std::back_inserter(result.notices));
}

}  // namespace

base::Result<ReadRuns> read_runs(const Inputs& inputs, base::Spool& spool, unsigned jobs, ProgressBar& progress) {
  ingest::Discovery found = ingest::discover(inputs.sources, inputs.settings);
  ReadRuns all;
  all.notices = inputs.notices;
  std::move(found.notices.begin(), found.notices.end(), std::back_inserter(all.notices));
  for (ingest::ExperimentFile& file : found.experiments) {
    all.experiment_notes.push_back(
        {file.experiment, file.text.folder, file.source, std::move(file.note), std::move(file.text)});
  }
  for (std::size_t i = 0; i < inputs.sources.size(); ++i) {
    const ingest::SourceCounts& counts = found.counts[i];
    all.sources.push_back({.label = inputs.sources[i].label,
                           .folders = counts.folders,
                           .files = counts.files,
                           .skipped_files = counts.skipped_files});
  }
  all.left = std::move(found.left);

  std::vector<UnitResult> results(found.units.size());
  progress.begin("Reading", "runs", found.units.size());
  base::parallel_for(found.units.size(), jobs, [&](std::size_t i) {
    if (interrupted() != 0) return;
    ingest::read_unit(found.units[i], inputs.sources, inputs.settings,
                      [&](ingest::ReadRun read) { take_run(std::move(read), inputs.settings, spool, results[i]); });
    progress.advance_by_one();
  });
  progress.finish();

  for (UnitResult& result : results) {
    if (result.failure) return *result.failure;
    for (model::RunDigest& run : result.runs) {
      all.bytes += run.bytes_read;
      all.cells += run.cells_read;
      all.runs.push_back(std::move(run));
    }
    std::move(result.notices.begin(), result.notices.end(), std::back_inserter(all.notices));
  }
  std::stable_sort(all.runs.begin(), all.runs.end(),
                   [](const model::RunDigest& a, const model::RunDigest& b) { return a.key < b.key; });
  return all;
}

}  // namespace cli
