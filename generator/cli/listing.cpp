#include "cli/listing.h"

#include <span>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/comparison/verdicts.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/findings_text.h"
#include "cli/interrupt.h"
#include "cli/messages.h"
#include "cli/source_report.h"
#include "cli/version.h"
#include "model/findings/best.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "words/parts/lists.h"

namespace cli {
namespace {

std::string findings_json(const Options& options, const Inputs& inputs, const ReadRuns& read,
                          const model::Findings& findings, const base::Spool& spool) {
  const render::SiteInput site{.findings = findings,
                               .runs = read.runs,
                               .notices = read.notices,
                               .pages = inputs.pages,
                               .sources = read.sources,
                               .settings = inputs.settings,
                               .curves = spool,
                               .theme = render::built_in_theme(),
                               .version = kVersion};
  const render::Addresses addresses = render::make_addresses(findings, read.runs);
  return options.command == Command::best ? render::best_json(site, addresses)
                                          : render::experiments_json(site, addresses);
}

std::string diff_json(const model::Findings& findings, const model::Comparison& comparison, model::Index to) {
  base::Json out = base::Json::object();
  out.set("experiment", base::Json::string(findings.experiments[to].id));
  out.set("versus", render::comparison_json(findings, findings.experiments[to], comparison));
  return base::write_json(out, base::JsonStyle::indented);
}

int print_diff(const Options& options, const model::Findings& findings) {
  const auto pair = find_pair(findings, options.from, options.to);
  if (!pair) return fail(pair.error(), kUsage);
  const auto [from, to] = *pair;
  const model::Experiment& after = findings.experiments[to];
  model::Comparison comparison =
      analysis::compare(findings.projects[after.project], findings.experiments[from], from, after,
                        {.kinds = findings.hardware, .of_run = findings.hardware_of_run});
  analysis::decide_verdict(findings.projects[after.project], findings.experiments[from], after, comparison);
  const std::string text =
      options.json ? diff_json(findings, comparison, to) : diff_text(findings, comparison, to, terminal_width());
  return print_result(text) ? kBuilt : kNothingBuilt;
}

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

int print_findings(const Options& options, const Inputs& inputs, unsigned jobs) {
  Progress progress(progress_style(options.quiet));
  auto spool = open_scratch();
  if (!spool) return fail(spool.error(), kNothingBuilt);
  auto read = read_runs(inputs, **spool, jobs, progress);
  if (!read) return fail(read.error(), kNothingBuilt);
  if (interrupted() != 0) return 128 + interrupted();
  if (read->runs.empty()) return fail(no_run_found(), kNothingBuilt);
  const model::Findings findings = find(inputs, *read);
  if (!options.quiet) mention_problems(read->notices);
  if (options.command == Command::diff) return print_diff(options, findings);
  std::string text;
  if (options.json) {
    text = findings_json(options, inputs, *read, findings, **spool);
  } else {
    text = options.command == Command::best ? best_text(findings) : log_text(findings, terminal_width());
  }
  return print_result(text) ? kBuilt : kNothingBuilt;
}

int list_sources(const Options& options, const Inputs& inputs, unsigned jobs) {
  Progress progress(progress_style(options.quiet));
  const SourceReport report = read_sources(inputs, jobs, progress);
  if (interrupted() != 0) return 128 + interrupted();
  const bool printed =
      print_result(options.json ? source_report_json(report) : source_report_text(report, terminal_width()));
  return printed && report.runs() > 0 ? kBuilt : kNothingBuilt;
}

}  // namespace cli
