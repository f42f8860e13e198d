#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text/iso_time.h"
#include "base/text/utf8.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/health.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/html/attachments.h"
#include "render/html/html.h"
#include "render/html/notes.h"
#include "render/html/page.h"
#include "render/insight_text.h"
#include "render/pages/sections.h"
#include "render/tables/tables.h"
#include "words/parts/enum_words.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using base::Json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kMostNoticesOfRun = 200;
constexpr std::size_t kMostFilesNamed = 20;
constexpr std::size_t kMostShownParameters = 2'000, kLongestShownValue = 4096;

Pairs pairs_of(const std::vector<model::Parameter>& parameters) {
  Pairs pairs;
  for (const auto& parameter : parameters) {
    if (pairs.size() == kMostShownParameters) {
      pairs.emplace_back("and " + words::format_count(parameters.size() - pairs.size()) + " more", "in data/runs.json");
      break;
    }
    pairs.emplace_back(parameter.path, base::shorten(parameter.value.text, kLongestShownValue));
  }
  return pairs;
}

std::string run_meta_html(const Site& site, const model::RunDigest& run, std::optional<model::Index> experiment,
                          const std::string& root) {
  std::vector<std::string> way{link_html(root + "experiments.html", "Experiments")};
  if (experiment) {
    way.push_back(
        link_html(root + site.addresses.experiment_pages[*experiment], site.findings.experiments[*experiment].shown()));
  }
  way.push_back(escape_html(run.name));
  std::vector<std::string> facts;
  if (!run.started_at.empty())
    facts.push_back("started " + escape_html(words::format_date(base::utc_date(run.started_at))));
  if (!run.seed.empty()) facts.push_back("seed " + escape_html(run.seed));
  add_tags(facts, run.tags);
  return meta_line_html(way, facts);
}

std::string lede_html(const model::RunDigest& run, const model::Project& project) {
  const words::Word status = words::status_word(run.status);
  std::string out = chip_html(status.text, status.tone == model::Tone::none ? model::Tone::calm : status.tone);
  const auto* objective = words::objective_of(project);
  const bool at_best = objective != nullptr && objective->taken == model::Taken::best;
  if (objective != nullptr && objective->taken == model::Taken::of_tail) {
    const model::SeriesDigest* series = run.find_series(objective->name);
    if (series != nullptr && std::isfinite(series->tail)) {
      out += " " + escape_html(words::metric_label(*objective)) + " <b>" +
             escape_html(words::format_value(series->tail, objective->kind)) + "</b>.";
    }
  }
  for (const auto& best : run.best_points) {
    if (!at_best || best.metric != objective->name || best.direction != objective->direction) continue;
    if (!std::isfinite(best.point.value)) continue;
    out += " " + escape_html(words::metric_label(*objective)) + " <b>" +
           escape_html(words::format_value(best.point.value, objective->kind)) + "</b>";
    if (std::isfinite(best.point.epoch)) {
      out += " at epoch " + words::format_value(best.point.epoch, model::ValueKind::plain);
    } else if (std::isfinite(best.point.step)) {
      out += " at step " + words::format_value(best.point.step, model::ValueKind::plain);
    }
    out += ".";
    break;
  }
  if (std::isfinite(run.duration_s)) out += " It took " + escape_html(words::format_duration(run.duration_s)) + ".";
  std::string remarks;
  for (const auto& remark : run_remarks(run, project)) remarks += (remarks.empty() ? "" : "; ") + remark;
  if (!remarks.empty()) out += " <span class=\"meta\">" + escape_html(remarks) + ".</span>";
  return out;
}

void set_provenance(const Site& site, Page& page, const model::RunDigest& run) {
  Pairs pairs{{"run", run.id}, {"format", run.format}};
  if (run.source < site.input.sources.size()) pairs.emplace_back("source", site.input.sources[run.source].label);
  if (!run.folder.empty()) pairs.emplace_back("folder", run.folder);
  std::string files;
  for (std::size_t i = 0; i < run.files.size() && i < kMostFilesNamed; ++i) files += (i > 0 ? ", " : "") + run.files[i];
  if (run.files.size() > kMostFilesNamed)
    files += " and " + words::format_count(run.files.size() - kMostFilesNamed) + " more";
  pairs.emplace_back("files", files);
  if (!run.started_at.empty()) pairs.emplace_back("started", run.started_at);
  if (!run.finished_at.empty()) pairs.emplace_back("finished", run.finished_at);
  pairs.emplace_back("rows", words::format_count(run.rows));
  pairs.emplace_back("numbers read", words::format_count(run.cells_read));
  pairs.emplace_back("bytes read", words::format_bytes(static_cast<double>(run.bytes_read)));
  set_table(page, page.data, "provenance", site, pairs_table("provenance", "Where this comes from", pairs));
}

void set_run_notices(const Site& site, Page& page, const model::RunDigest& run) {
  const auto found = site.notices_of_run.find(run.key);
  if (found == site.notices_of_run.end()) return;
  std::vector<const model::Notice*> notices;
  for (const std::size_t index : found->second) notices.push_back(&site.input.notices[index]);
  set_flag(page.data, "has_notices", notices.size());
  set_table(page, page.data, "notices", site, notices_table(notices, kMostNoticesOfRun));
  set_text(page.data, "notices_more",
           notices.size() > kMostNoticesOfRun ? words::format_count(notices.size() - kMostNoticesOfRun) : "");
}

void set_pairs(const Site& site, Page& page, const std::string& key, const std::string& title,
               const std::vector<model::Parameter>& parameters) {
  set_flag(page.data, "has_" + key, parameters.size());
  if (!parameters.empty()) set_table(page, page.data, key, site, pairs_table(key, title, pairs_of(parameters)));
}

void set_run_curves(const Site& site, Page& page, model::Index index, const model::Project& project) {
  const auto curves = curves_of(site, index);
  const std::string& slug = site.addresses.run_slugs[index];
  if (!curves.empty()) page.files.push_back(curve_chunk(slug, curves));
  const CurveCharts charts = run_curve_charts(site.input.runs[index], slug, curves, project);
  const std::string html = charts_html(page, charts.charts);
  set_html(page.data, "curves_html", html);
  set_text(page.data, "curves_left_out", left_out_sentence(charts.left_out));
  if (!html.empty()) page.curve_slugs.push_back(slug);
}

void move_files(Page& page, std::vector<model::OutputFile> files) {
  for (auto& file : files) page.files.push_back(std::move(file));
}

}  // namespace

Page run_page(const Site& site, model::Index index) {
  const model::RunDigest& run = site.input.runs[index];
  const auto experiment = site.findings.experiment_of_run[index];
  const model::Project none;
  const auto& project = experiment ? site.project_of(site.findings.experiments[*experiment]) : none;
  Page page{.path = site.addresses.run_pages[index],
            .title = visible_text(run.name),
            .nav = "experiments",
            .template_name = "run.mustache"};
  page.description =
      "One run" + (experiment ? " of " + visible_text(site.findings.experiments[*experiment].shown()) : std::string()) +
      ": its configuration, metrics and curves.";
  set_text(page.data, "heading", run.name);
  set_html(page.data, "meta_html", run_meta_html(site, run, experiment, page.root()));
  set_html(page.data, "lede_html", lede_html(run, project));
  set_table(page, page.data, "series", site, series_table(run, project));
  set_sayings(page.data, run_sayings(run, project));
  set_run_curves(site, page, index, project);
  Json blocks = config_blocks(run.config, "config", "config");
  set_flag(page.data, "has_config", blocks.items().size());
  set_text(page.data, "config_count", words::counted(run.config.parameters.size(), "parameter", "parameters"));
  page.data.set("config_blocks", std::move(blocks));
  set_pairs(site, page, "parameters", "Configuration", run.config.parameters);
  set_pairs(site, page, "summary", "Summary", run.summary);
  set_pairs(site, page, "environment", "Environment", run.environment);
  set_parts(page.data, gather_parts(run.notes));
  const std::string folder = "runs/" + site.addresses.run_slugs[index];
  set_html(page.data, "prose_html", prose_html(site, page, run.notes, run.note_texts, run.source, folder));
  RunAttachments attachments = read_attachments(site, index);
  set_attachments(page.data, attachments, page.root(), "run");
  set_flag(page.data, "has_attachments", run.artifacts.size());
  move_files(page, std::move(attachments.files));
  set_run_notices(site, page, run);
  set_provenance(site, page, run);
  return page;
}

}  // namespace render
