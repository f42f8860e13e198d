#include "render/tables/cells.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/figure.h"
#include "render/html/html.h"
#include "words/parts/enum_words.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"
#include "words/verdict.h"

namespace render {

using model::TableCell;
using model::Tone;
using model::ValueKind;

TableCell text_cell(std::string text, Tone tone) {
  return {.text = std::move(text), .tone = tone};
}

TableCell code_cell(std::string text, Tone tone) {
  return {.kind = TableCell::Kind::code, .text = std::move(text), .tone = tone};
}

namespace {

/// `text`: the value as words have it.
std::string changed_value_html(const std::optional<model::ParameterValue>& value, const std::string& text) {
  constexpr std::size_t kLongNumber = 10;
  const bool long_number =
      value && value->kind == model::ParameterValue::Kind::number && value->text.size() > kLongNumber;
  if (!long_number) return value_html(text);
  return "<span class=\"whole\" title=\"" + escape_html(value->text) + "\">" +
         escape_html(words::format_value(value->number, ValueKind::plain)) + "</span>";
}

}  // namespace

std::string parameter_html(const std::optional<model::ParameterValue>& value) {
  return changed_value_html(value, words::parameter_text(value));
}

std::pair<std::string, std::string> changed_html(const model::ParameterChange& change) {
  const auto [before, after] = words::parameter_texts(change.old_value, change.new_value);
  return {changed_value_html(change.old_value, before), changed_value_html(change.new_value, after)};
}

std::string parameter_link_html(const TableContext& context, const model::Project& project,
                                const std::string& parameter) {
  const auto number = static_cast<std::size_t>(&project - context.site.findings.projects.data());
  const auto page = context.site.page_of_parameter.find(std::pair(number, parameter));
  if (page == context.site.page_of_parameter.end()) return code_html(parameter);
  return "<a href=\"" + escape_html(context.root + page->second) + "\">" + code_html(parameter) + "</a>";
}

TableCell date_cell(const std::string& date) {
  if (date.empty()) return text_cell("");
  return {.markup = "<time>" + escape_html(date.substr(0, 10)) + "</time>"};
}

TableCell number_cell(std::string text, double value, Tone tone) {
  return {.text = std::move(text), .value = value, .tone = tone};
}

TableCell estimate_cell(const model::Estimate& estimate, ValueKind kind, Tone tone) {
  if (estimate.n + estimate.non_finite == 0) return text_cell("");
  const words::EstimateText text = words::format_estimate(estimate, kind);
  return {.text = text.mean, .secondary = text.spread, .value = estimate.mean, .tone = tone};
}

TableCell objective_cell(const Site& site, const model::Experiment& experiment, Tone tone) {
  const model::Project& project = site.project_of(experiment);
  return metric_cell(project, project.objective ? experiment.find(*project.objective) : nullptr, tone);
}

TableCell metric_cell(const model::Project& project, const model::MetricEstimate* metric, Tone tone) {
  if (metric == nullptr) return text_cell("");
  const ValueKind kind = project.metrics[metric->metric].kind;
  TableCell cell = estimate_cell(metric->at_best, kind, tone);
  const model::MetricInfo* objective = words::objective_of(project);
  const bool switches = objective != nullptr && objective->best_along && !cell.text.empty() && metric->last.n > 0;
  if (!switches) return cell;
  const words::EstimateText last = words::format_estimate(metric->last, kind);
  if (last.mean == cell.text && last.spread == cell.secondary) return cell;
  cell.last_text = last.mean;
  cell.last_secondary = last.spread;
  return cell;
}

model::TableColumn objective_column(const model::MetricInfo& objective, const std::string& before) {
  model::TableColumn column{.align = model::Align::right, .sort = model::SortKey::number};
  column.title = before.empty() ? words::metric_label(objective) : before + words::metric_in_sentence(objective);
  if (objective.best_along)
    column.last_title = before.empty() ? words::last_label(objective) : before + words::last_in_sentence(objective);
  return column;
}

TableCell experiment_cell(const TableContext& context, model::Index experiment) {
  return {.text = context.site.findings.experiments[experiment].shown(),
          .link = context.root + context.site.addresses.experiment_pages[experiment]};
}

TableCell run_cell(const TableContext& context, model::Index run) {
  const RunLink link = context.site.run_link(run);
  return {.text = link.label, .link = context.root + link.page};
}

TableCell changes_cell(const std::vector<model::ParameterChange>& changes) {
  constexpr std::size_t kMost = 4;
  std::string out;
  const std::size_t shown = changes.size() > kMost ? kMost - 1 : changes.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += "<br>";
    const auto [before, after] = changed_html(changes[i]);
    out += code_html(changes[i].parameter) + " <span class=\"old\">" + before +
           "</span><span class=\"arrow\"> → </span>" + after;
    if (changes[i].from_prose) out += " <span class=\"meta\">said</span>";
  }
  if (changes.size() > shown) {
    out += "<br><span class=\"meta\">and " + words::format_count(changes.size() - shown) + " more</span>";
  }
  return {.markup = out};
}

TableCell verdict_cell(const model::Comparison* comparison) {
  if (comparison == nullptr) return text_cell("");
  const bool says_something = model::is_better(comparison->verdict) || model::is_worse(comparison->verdict) ||
                              comparison->verdict == model::Verdict::failed;
  std::string text = words::verdict_text(*comparison);
  if (!says_something) return text_cell(std::move(text), text.empty() ? Tone::none : Tone::muted);
  return {
      .kind = TableCell::Kind::chip, .text = std::move(text), .tone = words::verdict_word(comparison->verdict).tone};
}

TableCell decision_cell(const Site& site, model::Index experiment) {
  const auto& subject = site.findings.experiments[experiment];
  const auto& project = site.project_of(subject);
  if (subject.decision == model::Decision::open && project.baseline == experiment) {
    return {.kind = TableCell::Kind::chip, .text = "baseline", .tone = Tone::calm};
  }
  const words::Word word = words::decision_word(subject.decision);
  return {.kind = TableCell::Kind::chip, .text = std::string(word.text), .tone = word.tone};
}

std::string difference_unit(ValueKind kind) {
  return kind == ValueKind::fraction || kind == ValueKind::percent ? "points" : "";
}

std::string difference_number(const model::Difference& difference, ValueKind kind) {
  std::string text = words::format_difference(difference, kind);
  for (const std::string_view unit : {" points", " point"}) {
    if (text.ends_with(unit)) text.erase(text.size() - unit.size());
  }
  return text;
}

double interval_scale(const std::vector<IntervalRow>& rows) {
  constexpr double kFarOut = 4;
  std::vector<double> ends;
  for (const auto& row : rows) {
    double end = std::fabs(row.difference.estimate);
    if (!std::isfinite(end)) continue;
    for (const double bound : {row.difference.low, row.difference.high}) {
      if (std::isfinite(bound)) end = std::max(end, std::fabs(bound));
    }
    ends.push_back(end);
  }
  if (ends.empty()) return 0;
  std::sort(ends.begin(), ends.end());
  const double most = ends[(ends.size() - 1) * 7 / 10];
  const double largest = ends.back();
  const double scale = most > 0 && largest > kFarOut * most ? most * 1.25 : largest;
  return scale > 0 ? scale * 1.05 : 1;
}

TableCell interval_cell(const IntervalRow& row, double scale, ValueKind kind) {
  const auto& difference = row.difference;
  if (!std::isfinite(difference.estimate) || scale <= 0) return text_cell("");
  IntervalCell cell{.estimate = difference.estimate, .low = difference.low, .high = difference.high, .scale = scale};
  if (row.mirrored) {
    cell.estimate = -difference.estimate;
    cell.low = -difference.high;
    cell.high = -difference.low;
  }
  if (row.tone == Tone::good) cell.tone = IntervalCell::Tone::good;
  if (row.tone == Tone::bad) cell.tone = IntervalCell::Tone::bad;
  cell.label = "change " + words::format_difference(difference, kind);
  if (std::isfinite(difference.low)) {
    cell.label += ", 95 % interval " + words::format_interval(difference.low, difference.high, kind);
  }
  return {.markup = render_interval(cell), .value = difference.estimate};
}

const model::MetricEstimate* find_role(const model::Project& project, const model::Experiment& experiment,
                                       model::Role role) {
  for (const auto& metric : experiment.metrics) {
    if (project.metrics[metric.metric].role == role) return &metric;
  }
  return nullptr;
}

bool has_verdicts(const Site& site, const model::Project& project) {
  return std::any_of(project.experiments.begin(), project.experiments.end(), [&](model::Index index) {
    const auto& comparison = site.findings.experiments[index].versus_parent;
    if (!comparison) return false;
    // That an experiment failed, its status says; and where nothing was tested, a column of "not tested" says nothing.
    return model::is_tested(comparison->verdict);
  });
}

}  // namespace render
