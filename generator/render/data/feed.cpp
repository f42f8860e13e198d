#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/binary/content_hash.h"
#include "base/text/utf8.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "render/html/html.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

constexpr std::size_t kMaxEntries = 50;

/// XML text: control characters have no place in XML at all, escape_html makes them visible.
std::string xml(std::string_view text) {
  return escape_html(text);
}

std::string absolute(const std::string& base_url, const std::string& page) {
  if (base_url.empty()) return page;
  return base_url + (base_url.ends_with('/') ? "" : "/") + page;
}

/// RFC 3339, from the ISO date or time of an experiment; only dates that begin "YYYY-MM-DD" qualify.
std::string updated(const std::string& date) {
  return date.substr(0, 10) + "T00:00:00Z";
}

bool is_iso_date(const std::string& date) {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return false;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    if (date[i] < '0' || date[i] > '9') return false;
  }
  return true;
}

std::string summary(const SiteInput& input, const model::Experiment& experiment) {
  const model::Project& project = input.findings.projects[experiment.project];
  std::string text;
  if (const auto* metric = project.objective ? experiment.find(*project.objective) : nullptr) {
    const model::MetricInfo& info = project.metrics[*project.objective];
    const words::EstimateText estimate = words::format_estimate(metric->at_best, info.kind);
    text = info.label + " " + estimate.mean + (estimate.spread.empty() ? "" : " " + estimate.spread) + ", " +
           std::to_string(experiment.runs.size()) + (experiment.runs.size() == 1 ? " run." : " runs.");
  }
  return text + " Decision: " + std::string(model::name_of(experiment.decision)) + ".";
}

/// What changed since the last build. New experiments have entries of their own; a list that was kept gives the same
/// ids as before, so that no reader is told twice.
std::string change_entries(const SiteInput& input, const Addresses& addresses, const std::string& newest) {
  std::string out;
  std::size_t shown = 0;
  for (const model::PublishedChange& change : changes_of(input, addresses)) {
    if (change.kind == "new_experiment") continue;
    if (shown++ == kMaxEntries) break;
    const std::string sentence = xml(change.sentence);
    const std::uint64_t id = base::content_hash(input.settings.title + "\n" + change.json);
    out += "<entry>\n<title>" + sentence + "</title>\n<id>urn:trialpress:change:" + base::hex_text(id) + "</id>\n";
    out += "<updated>" + updated(is_iso_date(change.date) ? change.date : newest) + "</updated>\n";
    out += "<link rel=\"alternate\" type=\"text/html\" href=\"" +
           xml(absolute(input.settings.base_url, "index.html#since")) + "\"/>\n";
    out += "<summary>" + sentence + ".</summary>\n</entry>\n";
  }
  return out;
}

}  // namespace

std::string feed_xml(const SiteInput& input, const Addresses& addresses) {
  const std::string& base_url = input.settings.base_url;
  std::vector<model::Index> dated;
  for (model::Index i = 0; i < input.findings.experiments.size(); ++i) {
    if (is_iso_date(input.findings.experiments[i].date)) dated.push_back(i);
  }
  std::stable_sort(dated.begin(), dated.end(), [&](model::Index a, model::Index b) {
    return input.findings.experiments[a].date.substr(0, 10) > input.findings.experiments[b].date.substr(0, 10);
  });
  if (dated.size() > kMaxEntries) dated.resize(kMaxEntries);

  const std::string newest = dated.empty() ? "1970-01-01" : input.findings.experiments[dated.front()].date;
  const std::string site_id = base_url.empty()
                                  ? "urn:trialpress:" + base::hex_text(base::content_hash(input.settings.title))
                                  : absolute(base_url, "");
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += "<title>" + xml(input.settings.title) + "</title>\n<id>" + xml(site_id) + "</id>\n";
  out += "<updated>" + updated(newest) + "</updated>\n<author><name>Trialpress</name></author>\n";
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(absolute(base_url, "index.html")) + "\"/>\n";
  out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml(absolute(base_url, "feed.xml")) + "\"/>\n";
  out += change_entries(input, addresses, newest);
  for (const model::Index i : dated) {
    const model::Experiment& experiment = input.findings.experiments[i];
    const std::string& page = addresses.experiment_pages[i];
    const std::string id = base_url.empty() ? site_id + ":" + experiment.slug : absolute(base_url, page);
    out += "<entry>\n<title>" + xml(experiment.id + ": " + experiment.title) + "</title>\n<id>" + xml(id) + "</id>\n";
    out += "<updated>" + updated(experiment.date) + "</updated>\n";
    out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(absolute(base_url, page)) + "\"/>\n";
    out += "<summary>" + xml(summary(input, experiment)) + "</summary>\n</entry>\n";
  }
  return out + "</feed>\n";
}

std::string sitemap_xml(const SiteInput& input, std::span<const std::string> pages) {
  assert(!input.settings.base_url.empty());
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const std::string& page : pages) {
    out += "<url><loc>" + xml(absolute(input.settings.base_url, page)) + "</loc></url>\n";
  }
  return out + "</urlset>\n";
}

}  // namespace render
