#pragma once
/// Notices on their way to people: on the terminal and, under GitHub Actions, as annotations.

#include <span>
#include <string>
#include <vector>

#include "cli/pipeline.h"
#include "model/findings/findings.h"
#include "model/notice.h"

namespace cli {

/// By file, line, column, code.
void sort_notices(std::vector<model::Notice>& notices);
/// Any error, or, with `strict`, any warning.
bool has_problems(std::span<const model::Notice> notices, bool strict);
/// On standard error, those that are alike as one; annotations on standard output.
void report_notices(const Inputs& inputs, std::span<const model::Notice> notices);
/// "12 runs of 4 experiments, 1 damaged; 0 errors, 2 warnings, 3 notes".
std::string counts_text(const ReadRuns& read, const model::Findings& findings, std::span<const model::Notice> notices);

}  // namespace cli
