#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/findings_text.h"
#include "cli/interrupt.h"
#include "cli/listing.h"
#include "cli/source_report.h"
#include "render/data/documents.h"

namespace cli {
namespace {

int print_sources(const CommonOptions& common, bool json) {
  const auto inputs = open_inputs(common);
  if (!inputs) return fail_to_open(inputs.error());
  ProgressBar progress(progress_style(common.quiet));
  const SourceReport report = read_sources(*inputs, threads_for(common), progress);
  if (interrupted() != 0) return 128 + interrupted();
  const bool printed = print_result(json ? source_report_json(report) : source_report_text(report, terminal_width()));
  return printed && report.runs() > 0 ? kBuilt : kNothingBuilt;
}

class List : public CommandCall {
 public:
  std::vector<Option> options() override {
    return {{"--sources", &about_sources_, "Print what was recognised where and why instead, and what was left out"},
            json_option(json_)};
  }

  int run(const CommonOptions& common) override {
    if (about_sources_) return print_sources(common, json_);
    return print_findings(common, [&](const Listing& listing) {
      if (!json_) return log_text(listing.findings, terminal_width());
      return render::experiments_json(listing.site(), render::make_addresses(listing.findings, listing.read.runs));
    });
  }

 private:
  bool about_sources_ = false;  // rather than the experiments
  bool json_ = false;
};

}  // namespace

std::unique_ptr<CommandCall> list_command() {
  return std::make_unique<List>();
}

}  // namespace cli
