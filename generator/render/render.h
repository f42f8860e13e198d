#pragma once
/// Findings, digests and theme → the files of the site.

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/files/spool.h"
#include "base/result.h"
#include "model/content_page.h"
#include "model/findings/fwd.h"
#include "model/notice.h"
#include "model/output_file.h"
#include "model/run_digest.h"
#include "model/settings.h"

namespace render {

/// Templates ("page.mustache", …) and assets ("assets/report.css", …) by name.
using Theme = std::map<std::string, std::string, std::less<>>;

/// The theme inside the program.
const Theme& built_in_theme();

/// The `source` of SiteInput::read_file for files of the workspace (images of its Markdown pages).
inline constexpr std::size_t kWorkspace = static_cast<std::size_t>(-1);

struct SiteInput {
  const model::Findings& findings;
  std::span<const model::RunDigest> runs;  ///< those the findings were computed from
  std::span<const model::Notice> notices;  ///< all, sorted by file, line, code
  std::span<const model::ContentPage> pages;
  std::span<const model::SourceSummary> sources;
  const model::Settings& settings;
  const base::Spool& curves;
  const Theme& theme;
  std::string version;
  std::string built_on;  ///< ISO date, only where the environment says it, so that bytes stay the same; empty: not said
  /// Bytes of a file of a source (artifacts, images in notes), already limited and checked by the reader. Safe to call
  /// from several threads.
  std::function<base::Result<std::string>(std::size_t source, const std::string& path)> read_file;
  unsigned jobs = 1;
  std::function<void(std::size_t done, std::size_t all)> progress;  ///< may be empty; called from any thread
};

/// Writes every page, data file and asset to `sink`. Notices made on the way (a note that renders to too much, an image
/// that leads out) are appended to `late_notices`; pages made before sources.html are not changed by them.
/// Output does not depend on `jobs`. The first Error of the sink ends it.
base::Result<void> render_site(const SiteInput& input, model::OutputSink& sink,
                               std::vector<model::Notice>& late_notices);

}  // namespace render
