#include "render/pages/tolerance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "model/findings/best.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "render/html/page.h"
#include "words/best.h"
#include "words/parts/metric.h"
#include "words/parts/number_format.h"

namespace render {
namespace {

using base::Json;
using model::Index;
using model::ParetoFront;
using model::Project;

std::optional<model::Role> cost_of(std::string_view purpose) {
  if (purpose == "speed") return model::Role::training_time;
  if (purpose == "memory") return model::Role::memory;
  if (purpose == "inference") return model::Role::inference_time;
  return std::nullopt;
}

const ParetoFront* find_front(const Project& project, std::string_view purpose) {
  const auto role = cost_of(purpose);
  const auto found = std::find_if(project.fronts.begin(), project.fronts.end(),
                                  [&](const ParetoFront& front) { return front.cost == role; });
  return role && found != project.fronts.end() ? &*found : nullptr;
}

struct Candidate {
  Index experiment = 0;
  const model::Estimate* value = nullptr;
  const model::Estimate* cost = nullptr;
};

/// As the analysis prefers them: cheapest, then better, then more repeats, then earlier.
std::vector<Candidate> candidates_of(const Site& site, const Project& project, const ParetoFront& front) {
  std::vector<Candidate> candidates;
  for (const Index index : front.experiments) {
    const auto& experiment = site.findings.experiments[index];
    const auto* value = experiment.find(*project.objective);
    const auto* cost = experiment.find(front.metric);
    if (value != nullptr && cost != nullptr) candidates.push_back({index, &value->at_best, &cost->at_best});
  }
  const double sign = project.metrics[*project.objective].direction == model::Direction::minimize ? 1 : -1;
  std::sort(candidates.begin(), candidates.end(), [sign](const Candidate& a, const Candidate& b) {
    const auto key = [sign](const Candidate& one) {
      return std::tuple(one.cost->mean, sign * one.value->mean, -static_cast<double>(one.value->n), one.experiment);
    };
    return key(a) < key(b);
  });
  return candidates;
}

void append_member(std::string& out, const char* name, const std::string& text) {
  out.append(",\"").append(name).append("\":");
  base::append_json_string(out, visible_text(text));
}

std::string script_data(const Site& site, const Project& project, const ParetoFront& front, double best,
                        const std::vector<Candidate>& candidates, const std::string& root) {
  const auto& objective = project.metrics[*project.objective];
  const auto& cost = project.metrics[front.metric];
  std::string out = "<script type=\"application/json\" class=\"tolerance-data\">{\"best\":";
  base::append_json_number(out, best);
  out += ",\"minimize\":";
  out += objective.direction == model::Direction::minimize ? "true" : "false";
  append_member(out, "cost", words::metric_in_sentence(cost));
  out += ",\"candidates\":[";
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& one = candidates[i];
    out += i == 0 ? "{\"value\":" : ",{\"value\":";
    base::append_json_number(out, one.value->mean);
    append_member(out, "id", site.findings.experiments[one.experiment].id);
    append_member(out, "page", root + site.addresses.experiment_pages[one.experiment]);
    append_member(out, "text",
                  words::format_estimate(*one.value, objective.kind).mean + " (" +
                      words::certainty_text(*one.value, objective.kind) + "), " + words::metric_in_sentence(cost) +
                      " " + words::format_estimate(*one.cost, cost.kind).mean);
    out += "}";
  }
  return out + "]}</script>";
}

/// Per cent, up to where the cheapest is chosen.
double widest(double best, double value, double built) {
  const double gap = best != 0 ? std::fabs(value - best) / std::fabs(best) * 100 : 0;
  return std::clamp(std::ceil(std::max(gap, built * 2)), 1.0, 100.0);
}

}  // namespace

Json tolerance_data(const Site& site, const Project& project, const model::BestConfiguration& best,
                    const std::string& root) {
  Json list = Json::array();
  const ParetoFront* front = find_front(project, best.purpose);
  const auto* winner = words::find_best(project, "accuracy");
  if (front == nullptr || winner == nullptr || !std::isfinite(best.tolerance)) return list;
  const auto* value = words::objective_estimate(site.findings, site.findings.experiments[winner->experiment]);
  const std::vector<Candidate> candidates = candidates_of(site, project, *front);
  if (value == nullptr || candidates.empty()) return list;
  const double built = best.tolerance * 100;
  const double most = widest(value->mean, candidates.front().value->mean, built);
  Json data = Json::object();
  set_text(data, "built", words::format_value(built, model::ValueKind::plain));
  set_text(data, "most", words::format_value(most, model::ValueKind::plain));
  set_text(data, "step", most <= 10 ? "0.05" : "0.5");
  set_html(data, "data_html", script_data(site, project, *front, value->mean, candidates, root));
  list.push(std::move(data));
  return list;
}

}  // namespace render
