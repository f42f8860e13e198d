#pragma once
/// Commands that print what was found and write nothing.

#include "cli/pipeline.h"

namespace cli {

/// `list`, `best` and `diff`: as text, or as the JSON of the site's data files. The exit code: kUsage for an id that is
/// not known, kNothingBuilt if there is no run.
int print_findings(const Options& options, const Inputs& inputs, unsigned jobs);
/// `list --sources`; kNothingBuilt if there is no run (what was left out is printed all the same).
int list_sources(const Options& options, const Inputs& inputs, unsigned jobs);

}  // namespace cli
