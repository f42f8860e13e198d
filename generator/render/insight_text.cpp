#include "render/insight_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/charts/curve_text.h"
#include "render/charts/insight_marks.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "words/insight_kinds.h"
#include "words/parts/lists.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using model::ExperimentInsight;
using model::Insight;
using model::ValueKind;
using Kind = Insight::Kind;

model::CurveAxis axis_of(const model::RunDigest& run, const std::string& metric) {
  const model::SeriesDigest* series = run.find_series(metric);
  return series != nullptr ? series->axis : model::CurveAxis::step;
}

std::string place_words(double place, model::CurveAxis axis) {
  return std::string(model::words_of(axis)) + " " + words::format_value(place, ValueKind::plain, 12);
}

/// "epoch 14", on the axis of its curve.
std::string place_of(const model::PointRef& point, model::CurveAxis axis) {
  const double place = place_on(point, axis);
  return std::isfinite(place) ? place_words(place, axis) : place_words(point.row, model::CurveAxis::row);
}

std::string run_text(const model::RunDigest& run, const Insight& insight, const model::Project& project) {
  const words::InsightRow& row = words::insight_row(insight.kind);
  if (insight.metric.empty()) return row.of_run({insight});
  const model::MetricInfo metric = metric_info(project, insight.metric);
  return row.of_run({.insight = insight,
                     .name = words::metric_at_start(metric),
                     .metric = words::metric_in_sentence(metric),
                     .other = words::metric_in_sentence(metric_info(project, insight.other)),
                     .place = place_of(insight.from, axis_of(run, insight.metric)),
                     .from = words::format_value(insight.from.value, metric.kind),
                     .to = words::format_value(insight.to.value, metric.kind),
                     .amount = words::format_size(insight.amount, metric.kind)});
}

std::vector<const model::RunDigest*> runs_of(const Site& site, const std::vector<model::Index>& runs) {
  std::vector<const model::RunDigest*> out;
  for (const model::Index run : runs) out.push_back(&site.input.runs[run]);
  return out;
}

Saying shared_saying(const Site& site, const model::Experiment& experiment, const ExperimentInsight& insight) {
  const std::vector<const model::RunDigest*> runs = runs_of(site, insight.runs);
  const model::CurveAxis axis = axis_of(*runs[0], insight.metric);
  const double place = middle_place(runs, insight.insight, insight.metric, axis);
  const bool stretch = insight.insight == Kind::still_improving;
  const std::string at =
      std::isfinite(place) ? (stretch ? " since " : " (") + place_words(place, axis) + (stretch ? "" : ")") : "";
  const std::string which = insight.runs.size() == experiment.runs.size()
                                ? "In all " + words::format_count(insight.runs.size()) + " runs "
                                : "In " + words::format_count(insight.runs.size()) + " of " +
                                      words::counted(experiment.runs.size(), "run", "runs") + " ";
  const model::MetricInfo metric = metric_info(site.project_of(experiment), insight.metric);
  const words::InsightRow& row = words::insight_row(insight.insight);
  const std::string told =
      row.of_runs({insight, words::metric_in_sentence(metric), at, words::format_size(insight.amount, metric.kind)});
  return {escape_html(which + told), row.rule()};
}

Saying repeats_saying(const Site& site, const model::Experiment& experiment, const ExperimentInsight& insight,
                      const std::string& root) {
  const model::MetricInfo metric = metric_info(site.project_of(experiment), insight.metric);
  if (insight.kind == ExperimentInsight::Kind::unstable) {
    return {escape_html("Its " + words::counted(insight.runs.size(), "repeat", "repeats") + " spread " +
                        words::times_text(insight.amount) + " as much in " + words::metric_in_sentence(metric) +
                        " as those of the other experiments: unstable."),
            words::repeats_row(insight.kind).rule()};
  }
  const RunLink run = site.run_link(insight.runs[0]);
  return {link_html(root + run.page, run.label) + " stands apart: its " +
              escape_html(words::metric_in_sentence(metric) + " is " + words::format_size(insight.amount, metric.kind) +
                          " from the median of the other " +
                          words::counted(experiment.runs.size() - 1, "repeat", "repeats") + "."),
          words::repeats_row(insight.kind).rule()};
}

/// Takes the objective's first, then the rest, as many as are shown.
template <class Item, class Say>
Sayings collect(const std::vector<Item>& items, const model::Project& project, Say say) {
  std::vector<const Item*> order;
  for (const Item& item : items) order.push_back(&item);
  const model::MetricInfo* objective = words::objective_of(project);
  if (objective != nullptr) {
    std::stable_partition(order.begin(), order.end(), [&](const Item* one) { return one->metric == objective->name; });
  }
  Sayings sayings;
  for (const Item* item : order) {
    if (sayings.list.size() == kMostSayings) break;
    sayings.list.push_back(say(*item));
  }
  sayings.more = order.size() - sayings.list.size();
  return sayings;
}

}  // namespace

Sayings run_sayings(const model::RunDigest& run, const model::Project& project) {
  return collect(run.insights, project, [&](const Insight& insight) {
    return Saying{escape_html(run_text(run, insight, project)), words::insight_row(insight.kind).rule()};
  });
}

Sayings experiment_sayings(const Site& site, const model::Experiment& experiment, const std::string& root) {
  const model::Project& project = site.project_of(experiment);
  if (experiment.runs.size() == 1) return run_sayings(site.input.runs[experiment.runs[0]], project);
  return collect(experiment.insights, project, [&](const ExperimentInsight& insight) {
    return insight.kind == ExperimentInsight::Kind::of_runs ? shared_saying(site, experiment, insight)
                                                            : repeats_saying(site, experiment, insight, root);
  });
}

void set_sayings(base::Json& data, const Sayings& sayings) {
  base::Json list = base::Json::array();
  for (const Saying& saying : sayings.list) {
    base::Json item = base::Json::object();
    set_html(item, "saying_html", saying.html);
    set_text(item, "saying_rule", saying.rule);
    list.push(std::move(item));
  }
  data.set("sayings", std::move(list));
  set_flag(data, "has_sayings", sayings.list.size());
  set_text(data, "sayings_more", sayings.more > 0 ? words::format_count(sayings.more) : "");
}

}  // namespace render
