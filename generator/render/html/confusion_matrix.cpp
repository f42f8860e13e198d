#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "model/findings/metric_info.h"
#include "render/html/attachments.h"
#include "render/html/html.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using base::Json;

std::optional<std::vector<double>> row_of(const Json& json, std::size_t size) {
  if (!json.is_array() || json.items().size() != size) return std::nullopt;
  std::vector<double> row;
  for (const Json& cell : json.items()) {
    if (!cell.is_number()) return std::nullopt;
    row.push_back(cell.as_number());
  }
  return row;
}

std::vector<std::string> labels_of(const Json* json, std::size_t size) {
  std::vector<std::string> labels;
  if (json != nullptr && json->items().size() == size) {
    for (const Json& label : json->items()) {
      if (label.is_string() || label.is_number()) labels.push_back(label.text());
    }
  }
  if (labels.size() == size) return labels;
  labels.clear();
  for (std::size_t i = 0; i < size; ++i) labels.push_back(std::to_string(i));
  return labels;
}

/// Ten steps of the share of a row, the first for nothing at all.
int shade_of(double value, double sum) {
  if (!(value > 0) || !(sum > 0) || !std::isfinite(value / sum)) return 0;
  return std::min(9, 1 + static_cast<int>(value / sum * 8.999));
}

}  // namespace

std::optional<ConfusionMatrix> parse_confusion_matrix(std::string_view json, std::string name) {
  const auto parsed = base::parse_json(json);
  if (!parsed.ok) return std::nullopt;
  const Json* matrix = parsed.value.is_object() ? parsed.value.find("matrix") : &parsed.value;
  if (matrix == nullptr || !matrix->is_array()) return std::nullopt;
  const std::size_t size = matrix->items().size();
  if (size < 2 || size > kMaxConfusionLabels) return std::nullopt;
  ConfusionMatrix out{.name = std::move(name), .labels = labels_of(parsed.value.find("labels"), size)};
  for (const Json& line : matrix->items()) {
    auto row = row_of(line, size);
    if (!row) return std::nullopt;
    out.cells.push_back(std::move(*row));
  }
  return out;
}

std::string confusion_matrix_html(const ConfusionMatrix& matrix, const std::string& id) {
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Confusion matrix\"><table class=\"matrix\" "
      "id=\"" +
      escape_html(id) +
      "\"><caption class=\"unseen\">Confusion matrix: rows are true classes, columns predicted ones</caption>"
      "<thead><tr><th scope=\"col\">True \\ predicted</th>";
  for (const auto& label : matrix.labels) out += "<th scope=\"col\" class=\"num\">" + escape_html(label) + "</th>";
  out += "</tr></thead><tbody>";
  for (std::size_t i = 0; i < matrix.cells.size(); ++i) {
    double sum = 0;
    for (const double cell : matrix.cells[i]) sum += cell;
    out += "<tr><th scope=\"row\">" + escape_html(matrix.labels[i]) + "</th>";
    for (std::size_t j = 0; j < matrix.cells[i].size(); ++j) {
      const double cell = matrix.cells[i][j];
      const bool wrong = i != j;
      out += "<td class=\"num q" + std::to_string(shade_of(cell, sum)) + (wrong ? " off" : "") + "\">" +
             (cell == 0 ? "<span class=\"zero\">0</span>"
                        : escape_html(words::format_value(cell, model::ValueKind::plain, 3))) +
             "</td>";
    }
    out += "</tr>";
  }
  return out + "</tbody></table></div>";
}

}  // namespace render
