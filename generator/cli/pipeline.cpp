#include "cli/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "analysis/compute_findings.h"
#include "cli/notice_report.h"
#include "cli/terminal/console.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"

namespace cli {

unsigned threads_for(const CommonOptions& common) {
  return common.jobs > 0 ? common.jobs : std::max(1u, std::thread::hardware_concurrency());
}

int fail_to_open(const base::Error& error) {
  return fail(error, error.kind == base::Error::Kind::invalid ? kUsage : kNothingBuilt);
}

model::Findings find(const Inputs& inputs, ReadRuns& read, const base::Spool& spool,
                     const model::PreviousSite* previous) {
  std::vector<std::string> labels;
  for (const ingest::Source& source : inputs.sources) labels.push_back(source.label);
  model::Findings findings =
      analysis::compute_findings({.runs = &read.runs,
                                  .notes = &read.experiment_notes,
                                  .settings = &inputs.settings,
                                  .previous = previous,
                                  .curves = [&](model::Index run) { return read_curves(read.runs[run], spool); },
                                  .source_labels = labels});
  read.notices.insert(read.notices.end(), findings.notices.begin(), findings.notices.end());
  sort_notices(read.notices);
  return findings;
}

std::unique_ptr<base::Spool> open_scratch(const std::string& beside) {
  std::error_code failed;
  const std::filesystem::path system = std::filesystem::temp_directory_path(failed);
  for (const std::string& folder : {failed ? std::string() : system.string(), beside}) {
    if (folder.empty()) continue;
    auto spool = base::open_spool(folder);
    if (spool) return std::move(*spool);
  }
  auto memory = base::open_spool("");
  return std::move(*memory);
}

}  // namespace cli
