#include "cli/previous_site.h"

#include <utility>

#include "ingest/workspace/previous_site.h"

namespace cli {

base::Result<model::PreviousSite> read_previous_site(const Options& options) {
  return ingest::read_previous_site(options.since.empty() ? options.output : options.since);
}

std::optional<model::PreviousSite> find_previous_site(const Options& options, std::vector<model::Notice>& notices) {
  auto site = read_previous_site(options);
  if (site) return std::move(*site);
  const bool missing = site.error().kind == base::Error::Kind::missing;
  if (missing && options.since.empty()) return std::nullopt;
  notices.push_back({.severity = missing ? model::Severity::note : model::Severity::warning,
                     .code = missing ? "previous-site-missing" : "previous-site-damaged",
                     .file = options.since.empty() ? "previous site" : "--since",
                     .what = site.error().what + "; what changed since is not told"});
  return std::nullopt;
}

}  // namespace cli
