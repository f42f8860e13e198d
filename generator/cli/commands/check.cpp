#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/notice_report.h"
#include "cli/pipeline.h"
#include "cli/previous_site.h"
#include "cli/terminal/console.h"
#include "cli/terminal/interrupt.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/journal.h"
#include "model/findings/progress.h"
#include "model/findings/project.h"
#include "words/change_list.h"
#include "words/parts/number_format.h"

namespace cli {
namespace {

struct CheckOptions {
  bool strict = false;
  bool regressions = false;  ///< those since the previous site decide the exit code
  std::string since;         ///< the previous site to compare with; empty: the one in the default output
};

/// `check --regressions`, once runs were read: prints them; the exit code.
int check_regressions(const CheckOptions& options, const ReadRuns& read, const model::Findings& findings) {
  std::string text;
  for (const words::ListedChange& change : words::list_regressions(findings)) text += change.sentence + "\n";
  const std::size_t count = findings.since_last->regressions.size();
  text += count == 0 ? "no regression since the previous site\n"
                     : words::format_count(count) + (count == 1 ? " regression" : " regressions") +
                           " since the previous site\n";
  if (!print_result(text)) return kNothingBuilt;
  return count > 0 || (options.strict && has_problems(read.notices, true)) ? kProblems : kBuilt;
}

int check(const CheckOptions& options, const Inputs& inputs, const CommonOptions& common) {
  std::optional<model::PreviousSite> previous;
  if (options.regressions) {
    auto site = read_previous_site({options.since, kDefaultOutput});
    if (!site) return fail(site.error(), kUsage);
    previous = std::move(*site);
  }
  ProgressBar progress(progress_style(common.quiet));
  const std::unique_ptr<base::Spool> spool = open_scratch("");
  auto read = read_runs(inputs, *spool, threads_for(common), progress);
  if (!read) return fail(read.error(), kNothingBuilt);
  if (interrupted() != 0) return 128 + interrupted();
  const model::Findings findings = find(inputs, *read, *spool, previous ? &*previous : nullptr);
  report_notices(inputs, read->notices);
  if (!print_result(counts_text(*read, findings, read->notices) + "\n")) return kNothingBuilt;
  if (read->runs.empty()) return kNothingBuilt;
  if (options.regressions) return check_regressions(options, *read, findings);
  return has_problems(read->notices, options.strict) ? kProblems : kBuilt;
}

class Check : public CommandCall {
 public:
  std::vector<Option> options() override {
    Option since = since_option(options_.since);
    since.needs = "--regressions";
    return {{"--strict", &options_.strict, "Exit with 1 if there is any warning, too"},
            {"--regressions", &options_.regressions,
             "Print experiments that are new and worse or failed, or turned to that, since the previous site;\n"
             "exit with 1 if there is any, 0 if there is none, 2 if there is nothing to compare with. Problems are\n"
             "printed, but count only with --strict"},
            since};
  }

  int run(const CommonOptions& common) override {
    const auto inputs = open_inputs(common);
    return inputs ? check(options_, *inputs, common) : fail_to_open(inputs.error());
  }

 private:
  CheckOptions options_;
};

}  // namespace

std::unique_ptr<CommandCall> check_command() {
  return std::make_unique<Check>();
}

}  // namespace cli
