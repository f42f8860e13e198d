#pragma once
/// What commands have in common that print findings and write nothing.

#include <functional>
#include <string>

#include "base/files/spool.h"
#include "cli/command.h"
#include "cli/pipeline.h"
#include "model/findings/findings.h"
#include "render/render.h"

namespace cli {

/// What they print from.
struct Listing {
  const Inputs& inputs;
  const ReadRuns& read;
  const model::Findings& findings;
  const base::Spool& spool;

  /// For the documents of the site's data folder.
  render::SiteInput site() const;
};

/// Reads the runs, mentions problems, and lets `print` do the rest; its exit code, or that of what failed before.
int with_findings(const CommonOptions& common, const std::function<int(const Listing&)>& print);

/// The same for a command that prints one text.
int print_findings(const CommonOptions& common, const std::function<std::string(const Listing&)>& text);

}  // namespace cli
