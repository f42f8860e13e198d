#include "render/data/data_files.h"

#include <string_view>

#include "render/data/documents.h"

namespace render {
namespace {

struct DataFile {
  const char* path;
  std::string (*make)(const SiteInput&, const Addresses&);
};

/// A document that names no page.
template <std::string (*make)(const SiteInput&)>
std::string without_addresses(const SiteInput& input, const Addresses&) {
  return make(input);
}

/// Made and written one at a time: with ten thousand runs each is tens of megabytes.
constexpr DataFile kDataFiles[] = {
    {"data/site.json", without_addresses<site_json>},
    {"data/experiments.json", experiments_json},
    {"data/runs.json", runs_json},
    {"data/parameters.json", without_addresses<parameters_document>},
    {"data/best.json", best_json},
    {"data/journal.json", journal_json},
    {"data/notices.json", without_addresses<notices_json>},
    {"data/health.json", without_addresses<health_json>},
    {"data/changes.json", changes_json},
    {"data/experiments.csv", without_addresses<experiments_csv>},
    {"data/runs.csv", without_addresses<runs_csv>},
    {"feed.xml", feed_xml},
};

constexpr std::string_view kSchemaFolder = "schema/";

base::Result<void> put_schemas(const Theme& theme, model::OutputSink& sink) {
  for (auto it = theme.lower_bound(kSchemaFolder); it != theme.end() && it->first.starts_with(kSchemaFolder); ++it) {
    if (auto put = sink.put({"data/" + it->first, it->second}); !put) return put;
  }
  return {};
}

}  // namespace

base::Result<void> render_data_files(const SiteInput& input, const Addresses& addresses,
                                     std::span<const std::string> pages, model::OutputSink& sink) {
  for (const DataFile& file : kDataFiles) {
    if (auto put = sink.put({file.path, file.make(input, addresses)}); !put) return put;
  }
  if (!input.settings.base_url.empty()) {
    if (auto put = sink.put({"sitemap.xml", sitemap_xml(input, pages)}); !put) return put;
  }
  return put_schemas(input.theme, sink);
}

}  // namespace render
