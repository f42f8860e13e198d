#include "cli/notice_report.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <tuple>

#include "cli/messages.h"
#include "cli/terminal/console.h"
#include "model/findings/experiment.h"
#include "words/alike_notices.h"
#include "words/parts/lists.h"

namespace cli {
namespace {

bool environment_is(const char* name, std::string_view value) {
  const char* found = std::getenv(name);
  return found != nullptr && value == found;
}

/// Notices name files from the source's parent; annotations must name them from the current folder, the checkout.
std::vector<model::Notice> from_current_folder(const Inputs& inputs, std::span<const model::Notice> notices) {
  std::vector<model::Notice> moved(notices.begin(), notices.end());
  for (std::size_t i = 0; i < inputs.sources.size(); ++i) {
    std::error_code failed;
    const std::filesystem::path parent = std::filesystem::path(inputs.real_paths[i]).parent_path();
    const std::string way = std::filesystem::relative(parent, failed).generic_string();
    if (failed || way == "." || way.starts_with("..")) continue;
    for (model::Notice& notice : moved) {
      if (notice.file.starts_with(inputs.sources[i].label + "/")) notice.file = way + "/" + notice.file;
    }
  }
  return moved;
}

}  // namespace

void sort_notices(std::vector<model::Notice>& notices) {
  std::stable_sort(notices.begin(), notices.end(), [](const model::Notice& a, const model::Notice& b) {
    return std::tie(a.file, a.at.line, a.at.column, a.code) < std::tie(b.file, b.at.line, b.at.column, b.code);
  });
}

bool has_problems(std::span<const model::Notice> notices, bool strict) {
  const NoticeCounts counts = count_notices(notices);
  return counts.errors > 0 || (strict && counts.warnings > 0);
}

void report_notices(const Inputs& inputs, std::span<const model::Notice> notices) {
  const std::vector<model::Notice> folded = words::fold_alike(notices);
  say(notice_lines(folded));
  if (environment_is("GITHUB_ACTIONS", "true")) {
    const std::string text = annotations(from_current_folder(inputs, folded));
    print_result(text);
  }
}

std::string counts_text(const ReadRuns& read, const model::Findings& findings, std::span<const model::Notice> notices) {
  const NoticeCounts counts = count_notices(notices);
  const auto damaged = std::count_if(read.runs.begin(), read.runs.end(), [](const auto& run) { return run.damaged; });
  std::string text = words::counted(read.runs.size(), "run", "runs") + " of " +
                     words::counted(findings.experiments.size(), "experiment", "experiments");
  if (damaged > 0) text += ", " + std::to_string(damaged) + " damaged";
  return text + "; " + counts_text(counts);
}

}  // namespace cli
