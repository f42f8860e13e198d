#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "render/charts/charts.h"
#include "render/charts/curve_text.h"
#include "render/html/html.h"
#include "render/svg/layout.h"
#include "render/svg/path.h"
#include "render/svg/ticks.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"

namespace render {
namespace {

using model::Index;

constexpr std::size_t kMostAxes = 9;     ///< the objective and the first parameters
constexpr std::size_t kMostLines = 400;  ///< of the trials that are not as good, and of those that are
constexpr std::size_t kMostCategoriesNamed = 8;
constexpr std::size_t kLongestAxisName = 20, kLongestCategory = 14;
constexpr int kParallelWidth = 1080, kParallelHeight = 360;  // in pixels, like the other wide charts
constexpr int kLeft = 60, kRight = 1000, kTop = 44, kBottom = 330;

/// One upright axis: where each trial crosses it, 0 at the bottom, 1 at the top; NaN: it does not.
struct UprightAxis {
  std::string name;
  std::vector<double> places;  ///< by experiment
  std::vector<std::pair<double, std::string>> labels;
};

double place_on_scale(double value, double low, double high) {
  return high > low ? (value - low) / (high - low) : 0.5;
}

UprightAxis objective_axis(const model::Findings& findings, const model::Project& project,
                           const std::vector<Index>& trials) {
  const model::MetricInfo& objective = *words::objective_of(project);
  UprightAxis axis{.name = words::metric_label(objective)};
  axis.places.assign(findings.experiments.size(), model::kMissing);
  double low = HUGE_VAL, high = -HUGE_VAL;
  const auto mean_of = [&](Index trial) {
    return words::objective_estimate(findings, findings.experiments[trial])->mean;
  };
  // The worst tenth would press the others together: it ends at the edge.
  std::vector<double> means;
  for (const Index trial : trials) means.push_back(mean_of(trial));
  std::sort(means.begin(), means.end());
  const bool minimize = objective.direction == model::Direction::minimize;
  const std::size_t tenth = means.size() / 10;
  low = minimize ? means.front() : means[tenth];
  high = minimize ? means[means.size() - 1 - tenth] : means.back();
  for (const Index trial : trials) {
    const double place = std::clamp(place_on_scale(mean_of(trial), low, high), 0.0, 1.0);
    axis.places[trial] = minimize ? 1 - place : place;
  }
  axis.labels = {{minimize ? 1.0 : 0.0, words::format_value(low, objective.kind)},
                 {minimize ? 0.0 : 1.0, words::format_value(high, objective.kind)}};
  if (low == high) axis.labels.resize(1);
  return axis;
}

UprightAxis parameter_axis(const model::ParameterImpact& impact, std::size_t experiments) {
  UprightAxis axis{.name = impact.parameter};
  axis.places.assign(experiments, model::kMissing);
  std::vector<const model::TestedValue*> set;
  for (const model::TestedValue& value : impact.values) {
    if (value.value) set.push_back(&value);
  }
  if (set.empty()) return axis;
  const auto number = [&](const model::TestedValue& value) {
    return impact.log_axis ? std::log(value.value->number) : value.value->number;
  };
  const bool few = !impact.numeric || set.size() <= kMostCategoriesNamed;
  for (std::size_t i = 0; i < set.size(); ++i) {
    const double place = impact.numeric
                             ? place_on_scale(number(*set[i]), number(*set.front()), number(*set.back()))
                             : place_on_scale(static_cast<double>(i), 0, static_cast<double>(set.size() - 1));
    for (const Index experiment : set[i]->experiments) axis.places[experiment] = place;
    const bool named = few ? set.size() <= kMostCategoriesNamed : i == 0 || i + 1 == set.size();
    if (!named) continue;
    axis.labels.emplace_back(place, impact.numeric ? words::format_value(set[i]->value->number, model::ValueKind::plain)
                                                   : words::parameter_text(set[i]->value));
  }
  return axis;
}

/// Keeps labels that are a line of text apart, from the ends on.
void drop_crowded_labels(UprightAxis& axis) {
  constexpr double kApart = 15.0 / (kBottom - kTop);
  std::sort(axis.labels.begin(), axis.labels.end());
  std::vector<std::pair<double, std::string>> kept;
  for (const auto& label : axis.labels) {
    const bool last = &label == &axis.labels.back();
    while (last && kept.size() > 1 && label.first - kept.back().first < kApart) kept.pop_back();
    if (kept.empty() || label.first - kept.back().first >= kApart) kept.push_back(label);
  }
  axis.labels = std::move(kept);
}

class ParallelSvg {
 public:
  explicit ParallelSvg(std::vector<UprightAxis> axes) : axes_(std::move(axes)) {}

  void add_axes(std::string& out) const {
    out += "<path class=\"grid\" d=\"";
    SvgPath grid(out);
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      grid.move_to({x_of(i), kTop * 10});
      grid.line_to({x_of(i), kBottom * 10});
    }
    out += "\"/>";
  }

  /// On top of the lines, so that they stay readable.
  void add_labels(std::string& out) const {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      const std::string name = base::shorten(base::make_visible(axes_[i].name), kLongestAxisName);
      // Every second name a row higher: they are wider than the axes are apart.
      add_text(out, "lab", "middle", x_of(i), (i % 2 == 0 ? kTop - 12 : kTop - 28) * 10, name);
      const bool last = i + 1 == axes_.size();  // no room on its right
      for (const auto& [place, label] : axes_[i].labels)
        add_text(out, "mark-label", last ? "end" : "start", x_of(i) + (last ? -50 : 50), y_of(place) + 40,
                 base::shorten(base::make_visible(label), kLongestCategory));
    }
  }

  void add_line(std::string& path, Index trial) const {
    SvgPath line(path);
    bool open = false;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      const double place = axes_[i].places[trial];
      if (std::isnan(place)) {
        open = false;
        continue;
      }
      if (open) {
        line.line_to({x_of(i), y_of(place)});
      } else {
        line.move_to({x_of(i), y_of(place)});
      }
      open = true;
    }
  }

 private:
  int x_of(std::size_t axis) const {
    const auto steps = static_cast<double>(std::max<std::size_t>(1, axes_.size() - 1));
    return static_cast<int>(std::lround(10 * (kLeft + (kRight - kLeft) * static_cast<double>(axis) / steps)));
  }
  static int y_of(double place) { return static_cast<int>(std::lround(10 * (kBottom - (kBottom - kTop) * place))); }

  static void add_text(std::string& out, std::string_view look, std::string_view anchor, int x, int y,
                       const std::string& text) {
    out.append("<text class=\"").append(look).append("\" text-anchor=\"").append(anchor).append("\" x=\"");
    append_tenths(out, x);
    out += "\" y=\"";
    append_tenths(out, y);
    out.append("\">").append(escape_html(text)).append("</text>");
  }

  std::vector<UprightAxis> axes_;
};

/// At even distances.
std::vector<Index> at_most(const std::vector<Index>& trials, std::size_t most) {
  if (trials.size() <= most) return trials;
  std::vector<Index> kept;
  for (std::size_t i = 0; i < most; ++i) kept.push_back(trials[i * trials.size() / most]);
  return kept;
}

struct ParallelTrials {
  std::vector<Index> all, rest, as_good;  ///< as_good without the best
};

ParallelTrials sort_trials(const model::Findings& findings, const model::Project& project) {
  const model::Search& search = *project.search;
  ParallelTrials trials;
  for (const Index index : project.experiments) {
    const model::Experiment& experiment = findings.experiments[index];
    const model::Estimate* estimate = words::objective_estimate(findings, experiment);
    if (!experiment.is_ranked() || estimate == nullptr || !std::isfinite(estimate->mean)) continue;
    trials.all.push_back(index);
    if (index == search.best) continue;
    const bool good = std::find(search.as_good.begin(), search.as_good.end(), index) != search.as_good.end();
    (good ? trials.as_good : trials.rest).push_back(index);
  }
  return trials;
}

}  // namespace

std::string parallel_figure(const model::Findings& findings, const model::Project& project) {
  if (!project.search || project.parameters.size() < 2) return "";
  ParallelTrials trials = sort_trials(findings, project);
  if (trials.all.size() < 3) return "";
  std::vector<UprightAxis> axes{objective_axis(findings, project, trials.all)};
  for (const model::ParameterImpact& impact : project.parameters) {
    if (axes.size() == kMostAxes) break;
    axes.push_back(parameter_axis(impact, findings.experiments.size()));
  }
  for (UprightAxis& axis : axes) drop_crowded_labels(axis);
  const std::size_t drawn_axes = axes.size();
  const ParallelSvg svg(std::move(axes));
  const std::string best = findings.experiments[project.search->best].shown();
  const bool knows = !project.search->as_good.empty();
  const std::string alternative = "Settings of " + words::counted(trials.all.size(), "trial", "trials") +
                                  ", a line each; the best is " + best + ".";
  std::string out = "<figure class=\"chart wide\"><div class=\"plot\"><svg class=\"chart-svg\" viewBox=\"0 0 " +
                    std::to_string(kParallelWidth) + " " + std::to_string(kParallelHeight) +
                    "\" font-size=\"12\" role=\"img\" aria-label=\"" + escape_html(alternative) + "\">";
  svg.add_axes(out);
  out += "<g stroke-linejoin=\"round\" stroke-linecap=\"round\" fill=\"none\">";
  const auto draw = [&](const std::vector<Index>& some, std::string_view look) {
    if (some.empty()) return;
    out.append("<path class=\"line ").append(look).append("\" d=\"");
    for (const Index trial : some) svg.add_line(out, trial);
    out += "\"/>";
  };
  const std::vector<Index> rest = at_most(trials.rest, kMostLines), as_good = at_most(trials.as_good, kMostLines);
  draw(rest, "thin grey");
  draw(as_good, "thin s0");
  draw({project.search->best}, "bold s1");
  out += "</g>";
  svg.add_labels(out);
  out +=
      "</svg></div><figcaption>A line each for the settings of a trial, better ones higher on the first axis (the "
      "worst tenth at its edge). Bold: " +
      escape_html(base::make_visible(best)) + ", the best.";
  if (knows) out += " In colour: those that cannot be told from it.";
  const std::size_t left_out = trials.rest.size() - rest.size() + trials.as_good.size() - as_good.size();
  if (left_out > 0) out += " " + words::format_count(left_out) + " of the others are not drawn.";
  if (drawn_axes - 1 < project.parameters.size())
    out += " The first " + words::format_count(drawn_axes - 1) + " of " +
           words::counted(project.parameters.size(), "setting", "settings") + ".";
  return out + "</figcaption></figure>";
}

}  // namespace render
