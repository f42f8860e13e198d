#include "render/pages/tolerance.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/json/document.h"
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

using base::Document;
using base::Json;
using model::Index;
using model::Project;

struct Candidate {
  Index experiment = 0;
  const model::Estimate* value = nullptr;
  const model::Estimate* cost = nullptr;
  double loss = 0;  // against the best, with what noise may add
};

/// In the order of preference, as the analysis gives them.
std::vector<Candidate> candidates_of(const Site& site, const Project& project, const model::BestConfiguration& best) {
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < best.candidates.size(); ++i) {
    const Index index = best.candidates[i];
    const auto& experiment = site.findings.experiments[index];
    const auto* value = experiment.find(*project.objective);
    const auto* cost = experiment.find(*best.cost);
    if (value != nullptr && cost != nullptr)
      candidates.push_back({index, &value->at_best, &cost->at_best, best.losses[i]});
  }
  return candidates;
}

/// `whole`: what the tolerance is a share of.
std::string script_data(const Site& site, const Project& project, const model::BestConfiguration& about, double best,
                        double whole, const std::vector<Candidate>& candidates, const std::string& root) {
  const auto& objective = project.metrics[*project.objective];
  const auto& cost = project.metrics[*about.cost];
  Document out = Document::object();
  out["best"] = base::document_number(best);
  out["whole"] = base::document_number(whole);
  out["of"] = about.of_range ? "the range from the worst to the best" : "the best";
  out["minimize"] = objective.direction == model::Direction::minimize;
  out["cost"] = visible_text(words::metric_in_sentence(cost));
  Document& list = out["candidates"] = Document::array();
  for (const Candidate& one : candidates) {
    Document item = Document::object();
    item["value"] =
        base::document_number(objective.direction == model::Direction::minimize ? best + one.loss : best - one.loss);
    item["id"] = visible_text(site.findings.experiments[one.experiment].shown());
    item["page"] = visible_text(root + site.addresses.experiment_pages[one.experiment]);
    item["text"] =
        visible_text(words::format_estimate(*one.value, objective.kind).mean + " (" +
                     words::certainty_text(*one.value, objective.kind) + "), " + words::metric_in_sentence(cost) + " " +
                     words::format_estimate(*one.cost, cost.kind).mean);
    list.push_back(std::move(item));
  }
  return "<script type=\"application/json\" class=\"tolerance-data\">" + base::write_document(out) + "</script>";
}

/// Per cent, up to where the cheapest is chosen.
double widest(double whole, double loss, double built) {
  const double gap = whole != 0 ? loss / whole * 100 : 0;
  return std::clamp(std::ceil(std::max(gap, built * 2)), 1.0, 100.0);
}

}  // namespace

Json tolerance_data(const Site& site, const Project& project, const model::BestConfiguration& best,
                    const std::string& root) {
  Json list = Json::array();
  const auto* winner = words::find_best(project, model::Purpose::accuracy);
  if (!best.cost || winner == nullptr) return list;
  const auto* value = words::objective_estimate(site.findings, site.findings.experiments[winner->experiment]);
  const std::vector<Candidate> candidates = candidates_of(site, project, best);
  if (value == nullptr || candidates.empty()) return list;
  const double built = best.tolerance * 100;
  // What the tolerance is a share of: the best, or what lies between the worst and the best.
  const double whole = best.tolerance > 0 ? best.allowed / best.tolerance : std::fabs(value->mean);
  const double most = widest(whole, candidates.front().loss, built);
  Json data = Json::object();
  set_text(data, "built", words::format_value(built, model::ValueKind::plain));
  set_text(data, "most", words::format_value(most, model::ValueKind::plain));
  set_text(data, "step", most <= 10 ? "0.05" : "0.5");
  set_html(data, "data_html", script_data(site, project, best, value->mean, whole, candidates, root));
  list.push(std::move(data));
  return list;
}

}  // namespace render
