#include "cli/listing.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/messages.h"
#include "cli/source_report.h"
#include "cli/terminal/console.h"
#include "cli/terminal/interrupt.h"
#include "cli/version.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "words/parts/lists.h"

namespace cli {
namespace {

/// Lists are not the place for every notice; that there are problems should be known.
void mention_problems(std::span<const model::Notice> notices) {
  const NoticeCounts counts = count_notices(notices);
  if (counts.errors + counts.warnings == 0) return;
  std::vector<std::string> said;
  if (counts.errors > 0) said.push_back(words::counted(counts.errors, "error", "errors"));
  if (counts.warnings > 0) said.push_back(words::counted(counts.warnings, "warning", "warnings"));
  say("trialpress: " + words::listed(said) + "; `trialpress check` prints them\n");
}

}  // namespace

render::SiteInput Listing::site() const {
  return {.findings = findings,
          .runs = read.runs,
          .notices = read.notices,
          .pages = inputs.pages,
          .sources = read.sources,
          .settings = inputs.settings,
          .curves = spool,
          .theme = render::built_in_theme(),
          .version = kVersion};
}

int with_findings(const CommonOptions& common, const std::function<int(const Listing&)>& print) {
  const auto inputs = open_inputs(common);
  if (!inputs) return fail_to_open(inputs.error());
  ProgressBar progress(progress_style(common.quiet));
  const std::unique_ptr<base::Spool> spool = open_scratch("");
  auto read = read_runs(*inputs, *spool, threads_for(common), progress);
  if (!read) return fail(read.error(), kNothingBuilt);
  if (interrupted() != 0) return 128 + interrupted();
  if (read->runs.empty()) return fail_without_runs(*inputs, read->left);
  const model::Findings findings = find(*inputs, *read, *spool);
  if (!common.quiet) mention_problems(read->notices);
  return print({*inputs, *read, findings, *spool});
}

int print_findings(const CommonOptions& common, const std::function<std::string(const Listing&)>& text) {
  return with_findings(common,
                       [&](const Listing& listing) { return print_result(text(listing)) ? kBuilt : kNothingBuilt; });
}

}  // namespace cli
