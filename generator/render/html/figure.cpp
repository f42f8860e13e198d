#include "render/html/figure.h"

#include "render/charts/plotly.h"
#include "render/html/html.h"

namespace render {

std::string render_figure(const model::Chart& chart) {
  std::string out = "<figure class=\"chart";
  out.append(chart.wide ? " wide" : "").append("\" id=\"").append(escape_html(chart.id)).append("\">");
  if (!chart.traces.empty()) {
    out.append("<div class=\"plot\">").append(render_svg(chart)).append("</div>");
    out.append("<script type=\"application/json\" class=\"chart-data\">").append(plotly_specification(chart));
    out += "</script>";
  }
  out.append("<figcaption>").append(escape_html(chart.caption)).append("</figcaption></figure>");
  return out;
}

}  // namespace render
