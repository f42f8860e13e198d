#include "cli/earlier_site.h"

#include <utility>

#include "ingest/workspace/previous_site.h"

namespace cli {

base::Result<model::PreviousSite> read_earlier_site(const EarlierSitePlaces& places) {
  return ingest::read_previous_site(places.since.empty() ? places.output : places.since);
}

std::optional<model::PreviousSite> find_earlier_site(const EarlierSitePlaces& places,
                                                     std::vector<model::Notice>& notices) {
  auto site = read_earlier_site(places);
  if (site) return std::move(*site);
  const bool missing = site.error().kind == base::Error::Kind::missing;
  if (missing && places.since.empty()) return std::nullopt;
  notices.push_back({.severity = missing ? model::Severity::note : model::Severity::warning,
                     .code = missing ? "earlier-site-missing" : "earlier-site-damaged",
                     .file = places.since.empty() ? "earlier site" : "--since",
                     .what = site.error().what + "; what changed since is not told"});
  return std::nullopt;
}

}  // namespace cli
