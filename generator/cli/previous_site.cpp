#include "cli/previous_site.h"

#include <utility>

#include "ingest/workspace/previous_site.h"

namespace cli {

base::Result<model::PreviousSite> read_previous_site(const PreviousSitePlaces& places) {
  return ingest::read_previous_site(places.since.empty() ? places.output : places.since);
}

std::optional<model::PreviousSite> find_previous_site(const PreviousSitePlaces& places,
                                                      std::vector<model::Notice>& notices) {
  auto site = read_previous_site(places);
  if (site) return std::move(*site);
  const bool missing = site.error().kind == base::Error::Kind::missing;
  if (missing && places.since.empty()) return std::nullopt;
  notices.push_back({.severity = missing ? model::Severity::note : model::Severity::warning,
                     .code = missing ? "previous-site-missing" : "previous-site-damaged",
                     .file = places.since.empty() ? "previous site" : "--since",
                     .what = site.error().what + "; what changed since is not told"});
  return std::nullopt;
}

}  // namespace cli
