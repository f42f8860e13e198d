#include "render/data/data_files.h"

#include <string_view>

#include "render/data/documents.h"

namespace render {
namespace {

constexpr std::string_view kSchemaFolder = "schema/";

base::Result<void> put_schemas(const Theme& theme, model::OutputSink& sink) {
  for (auto it = theme.lower_bound(kSchemaFolder); it != theme.end() && it->first.starts_with(kSchemaFolder); ++it) {
    if (auto put = sink.put({"data/" + it->first, it->second}); !put) return put;
  }
  return {};
}

}  // namespace

base::Result<void> render_data_files(const SiteInput& input, const Addresses& addresses, model::OutputSink& sink) {
  // One file at a time: with ten thousand runs each is tens of megabytes.
  if (auto put = sink.put({"data/site.json", site_json(input)}); !put) return put;
  if (auto put = sink.put({"data/experiments.json", experiments_json(input, addresses)}); !put) return put;
  if (auto put = sink.put({"data/runs.json", runs_json(input, addresses)}); !put) return put;
  if (auto put = sink.put({"data/parameters.json", parameters_document(input)}); !put) return put;
  if (auto put = sink.put({"data/best.json", best_json(input, addresses)}); !put) return put;
  if (auto put = sink.put({"data/journal.json", journal_json(input, addresses)}); !put) return put;
  if (auto put = sink.put({"data/notices.json", notices_json(input)}); !put) return put;
  if (auto put = sink.put({"data/health.json", health_json(input)}); !put) return put;
  if (auto put = sink.put({"data/changes.json", changes_json(input, addresses)}); !put) return put;
  if (auto put = sink.put({"data/experiments.csv", experiments_csv(input)}); !put) return put;
  if (auto put = sink.put({"data/runs.csv", runs_csv(input)}); !put) return put;
  if (auto put = sink.put({"feed.xml", feed_xml(input, addresses)}); !put) return put;
  if (!input.settings.base_url.empty()) {
    if (auto put = sink.put({"sitemap.xml", sitemap_xml(input, addresses)}); !put) return put;
  }
  return put_schemas(input.theme, sink);
}

}  // namespace render
