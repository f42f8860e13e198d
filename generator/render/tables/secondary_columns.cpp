#include "render/tables/secondary_columns.h"

#include <cmath>
#include <string_view>
#include <utility>

#include "model/enum_names.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/secondary.h"

namespace render {
namespace {

std::string change_html(const words::MetricChange& change) {
  if (change.before == nullptr || change.now == nullptr) return "";
  if (!change.comparable) return "<br><span class=\"muted\">not comparable</span>";
  if (!std::isfinite(change.difference.estimate)) return "";
  const bool plain = change.tone == model::Tone::calm;
  return "<br><span class=\"" + std::string(plain ? "muted" : tone_class(change.tone)) + "\">" +
         escape_html(words::format_difference(change.difference, change.metric->kind)) + "</span>";
}

}  // namespace

void add_secondary_columns(std::vector<model::TableColumn>& columns, const model::Project& project,
                           const std::string& against) {
  for (const model::Index index : project.secondary) {
    const model::MetricInfo& metric = project.metrics[index];
    std::string note = "A secondary objective";
    const std::string_view way = model::words_of(metric.direction);
    if (!way.empty()) note += ": " + std::string(way);
    columns.push_back({.title = words::metric_label(metric),
                       .align = model::Align::right,
                       .note = note + ". Below the value, its change against " + against +
                               ", in colour where the 95\u202f% interval leaves out zero."});
  }
}

void add_secondary_cells(model::TableRow& row, const std::vector<words::MetricChange>& changes) {
  for (const words::MetricChange& change : changes) {
    model::TableCell cell;
    if (change.now != nullptr) {
      const words::EstimateText text = words::format_estimate(*change.now, change.metric->kind);
      cell.value = change.now->mean;
      cell.markup = escape_html(text.mean);
      if (!text.spread.empty()) cell.markup += " <span class=\"pm\">" + escape_html(text.spread) + "</span>";
      cell.markup += change_html(change);
    }
    row.cells.push_back(std::move(cell));
  }
}

}  // namespace render
