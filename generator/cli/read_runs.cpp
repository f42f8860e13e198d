#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/run/continuations.h"
#include "analysis/run/digest.h"
#include "analysis/run/parameter_budget.h"
#include "base/parallel.h"
#include "base/text/utf8.h"
#include "cli/pipeline.h"
#include "cli/terminal/interrupt.h"
#include "ingest/files/path_text.h"
#include "model/index.h"

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

/// Runs that go on where another ended become one: their units are read again.
class Joiner {
 public:
  Joiner(const Inputs& inputs, const std::vector<ingest::Unit>& units,
         const std::map<std::string, std::size_t>& unit_of, base::Spool& spool, ReadRuns& all)
      : inputs_(inputs), units_(units), unit_of_(unit_of), spool_(spool), all_(all) {}

  std::optional<base::Error> join() {
    std::vector<bool> gone(all_.runs.size(), false);
    for (const std::vector<model::Index>& chain : analysis::find_continuations(all_.runs)) {
      if (const auto failure = join(chain, gone)) return failure;
    }
    std::vector<model::RunDigest> kept;
    for (std::size_t i = 0; i < gone.size(); ++i) {
      if (!gone[i]) kept.push_back(std::move(all_.runs[i]));
    }
    all_.runs = std::move(kept);
    return std::nullopt;
  }

 private:
  std::optional<base::Error> join(const std::vector<model::Index>& chain, std::vector<bool>& gone) {
    std::vector<ingest::ReadRun> parts;
    for (const model::Index run : chain) {
      const auto unit = unit_of_.find(all_.runs[run].key);
      if (unit == unit_of_.end()) return std::nullopt;
      ingest::read_unit(units_[unit->second], inputs_.sources, inputs_.settings, *inputs_.redactor,
                        [&](ingest::ReadRun part) { parts.push_back(std::move(part)); });
    }
    if (parts.size() != chain.size()) return std::nullopt;
    model::RunDigest& first = all_.runs[chain.front()];
    double duration = 0;
    std::string folders;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      model::RunDigest& digest = all_.runs[chain[i]];
      duration += digest.duration_s;
      if (i == 0) continue;
      folders += (folders.empty() ? "" : ", ") + base::make_visible(digest.folder);
      for (model::Notice& notice : all_.notices) {
        if (notice.run_key == digest.key) notice.run_key = first.key;
      }
      first.damaged = first.damaged || digest.damaged;
      gone[chain[i]] = true;
      ingest::go_on_with(std::move(parts[i]), parts.front());
    }
    parts.front().notices.clear();  // they are known
    parts.front().notices.push_back(
        {.severity = model::Severity::note,
         .code = "run-continued",
         .file = inputs_.sources[first.source].label + "/" + first.folder,
         .what = "went on in " + folders + " with the same settings, where it had ended; read as one run",
         .run_key = first.key});
    UnitResult result;
    const bool damaged = first.damaged;
    take_run(std::move(parts.front()), inputs_.settings, spool_, result);
    if (result.failure) return result.failure;
    first = std::move(result.runs.front());
    first.damaged = damaged;
    first.duration_s = duration;
    std::move(result.notices.begin(), result.notices.end(), std::back_inserter(all_.notices));
    return std::nullopt;
  }

  const Inputs& inputs_;
  const std::vector<ingest::Unit>& units_;
  const std::map<std::string, std::size_t>& unit_of_;
  base::Spool& spool_;
  ReadRuns& all_;
};

/// Everything that was read, as it may be shown.
void pass_gate(const Inputs& inputs, ReadRuns& all) {
  all.gate = std::make_unique<const ingest::Gate>(*inputs.redactor, *inputs.withheld, inputs.settings);
  const ingest::Gate& gate = *all.gate;
  all.pages = inputs.pages;
  for (model::ContentPage& page : all.pages) gate.clean(page);
  std::vector<model::Notice> made;
  for (model::RunDigest& run : all.runs) gate.clean(run, made);
  for (model::Notice& notice : made) {
    const auto run = std::find_if(all.runs.begin(), all.runs.end(),
                                  [&](const model::RunDigest& one) { return one.key == notice.run_key; });
    notice.file = ingest::notice_place(inputs.sources[run->source].label, notice.file);
    all.notices.push_back(std::move(notice));
  }
  for (analysis::ExperimentNotes& notes : all.experiment_notes) {
    for (std::string* text : {&notes.experiment, &notes.source_folder}) gate.clean(*text);
    gate.clean(notes.note);
    gate.clean(notes.text);
  }
  for (model::SourceSummary& source : all.sources) gate.clean(source.label);
  for (ingest::LeftFiles& left : all.left) gate.clean(left);
  for (model::Notice& notice : all.notices) gate.clean(notice);
  gate.clean_keys(all.runs, all.notices);
}

}  // namespace

base::Result<ReadRuns> read_runs(const Inputs& inputs, base::Spool& spool, unsigned jobs, ProgressBar& progress) {
  ingest::Discovery found = ingest::discover(inputs.sources, inputs.settings, *inputs.redactor);
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
    ingest::read_unit(found.units[i], inputs.sources, inputs.settings, *inputs.redactor,
                      [&](ingest::ReadRun read) { take_run(std::move(read), inputs.settings, spool, results[i]); });
    progress.advance_by_one();
  });
  progress.finish();

  std::map<std::string, std::size_t> unit_of;  // by key, of runs that are all of their unit
  for (std::size_t i = 0; i < results.size(); ++i) {
    UnitResult& result = results[i];
    if (result.failure) return *result.failure;
    if (result.runs.size() == 1) unit_of.emplace(result.runs.front().key, i);
    for (model::RunDigest& run : result.runs) {
      all.bytes += run.bytes_read;
      all.cells += run.cells_read;
      all.runs.push_back(std::move(run));
    }
    std::move(result.notices.begin(), result.notices.end(), std::back_inserter(all.notices));
  }
  std::stable_sort(all.runs.begin(), all.runs.end(),
                   [](const model::RunDigest& a, const model::RunDigest& b) { return a.key < b.key; });
  if (const auto failure = Joiner(inputs, found.units, unit_of, spool, all).join()) return *failure;
  std::vector<std::string> labels;
  for (const ingest::Source& source : inputs.sources) labels.push_back(source.label);
  const std::size_t most = analysis::parameters_kept(all.bytes, all.runs.size());
  for (model::Notice& notice : analysis::keep_parameters(all.runs, most, labels)) {
    all.notices.push_back(std::move(notice));
  }
  for (const ingest::Source& source : inputs.sources) {
    const base::MachineFailure failure = source.files->machine_failure();
    if (failure.count == 0) continue;
    all.notices.push_back({.severity = model::Severity::error,
                           .code = "machine-failed",
                           .file = source.label + (failure.path.empty() ? "" : "/" + base::repair_utf8(failure.path)),
                           .what = "the machine could not read it: " + failure.what + "; runs may be missing",
                           .count = failure.count});
  }
  pass_gate(inputs, all);
  return all;
}

std::uint64_t count_machine_failures(const Inputs& inputs) {
  std::uint64_t count = 0;
  for (const ingest::Source& source : inputs.sources) count += source.files->machine_failure().count;
  return count;
}

}  // namespace cli
