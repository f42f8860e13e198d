#include <memory>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.h"
#include "analysis/comparison/verdicts.h"
#include "base/json/json.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/findings_text.h"
#include "cli/listing.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"

namespace cli {
namespace {

struct DiffOptions {
  std::string from, to;  ///< ids of experiments
  bool json = false;
};

std::string diff_json(const model::Findings& findings, const model::Comparison& comparison, model::Index to) {
  base::Json out = base::Json::object();
  out.set("experiment", base::Json::string(findings.experiments[to].id));
  out.set("versus", render::comparison_json(findings, findings.experiments[to], comparison));
  return base::write_json(out, base::JsonStyle::indented);
}

int print_diff(const DiffOptions& options, const model::Findings& findings) {
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

class Diff : public CommandCall {
 public:
  std::vector<Option> options() override {
    return {{"A", &options_.from, "Id of the experiment to compare with"},
            {"B", &options_.to, "Id of the other experiment"},
            json_option(options_.json)};
  }

  int run(const CommonOptions& common) override {
    return with_findings(common, [&](const Listing& listing) { return print_diff(options_, listing.findings); });
  }

 private:
  DiffOptions options_;
};

}  // namespace

std::unique_ptr<CommandCall> diff_command() {
  return std::make_unique<Diff>();
}

}  // namespace cli
