#include <cstddef>
#include <utility>
#include <vector>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/leaderboard.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/findings/suite.h"
#include "model/index.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Document;
using model::Suite;

Document bootstrapped_json(const model::Bootstrapped& value) {
  Document out = Document::object();
  out["value"] = number_or_null(value.value);
  out["low"] = number_or_null(value.low);
  out["high"] = number_or_null(value.high);
  return out;
}

Document experiment_ids(const model::Findings& findings, const std::vector<model::Index>& experiments) {
  Document out = Document::array();
  for (const model::Index index : experiments) out.push_back(findings.experiments[index].id);
  return out;
}

Document cells_json(const model::Findings& findings, const Suite& suite, const model::SuiteRow& row) {
  Document cells = Document::array();
  for (std::size_t task = 0; task < suite.tasks.size(); ++task) {
    const model::SuiteCell& cell = row.cells[task];
    Document item = Document::object();
    item["task"] = suite.tasks[task];
    item["experiments"] = experiment_ids(findings, cell.experiments);
    item["value"] = estimate_json(cell.value);
    item["standing"] = text_or_null(model::name_of(cell.standing));
    item["p_adjusted"] = number_or_null(cell.p_adjusted);
    cells.push_back(std::move(item));
  }
  return cells;
}

}  // namespace

Document suite_json(const model::Findings& findings, const model::Project& project) {
  if (!project.suite) return {};
  const Suite& suite = *project.suite;
  Document out = Document::object();
  out["compared"] = suite.compared;
  out["measured_on"] = suite.tasks_by;
  out["tasks"] = suite.tasks;
  out["reference"] = suite.reference ? Document(suite.rows[*suite.reference].name) : Document();
  out["reference_set"] = suite.reference_set;
  out["claim_level"] = number_or_null(suite.claim_level);
  Document rows = Document::array();
  for (const model::SuiteRow& row : suite.rows) {
    Document item = Document::object();
    item["name"] = row.name;
    item["best_of"] = row.best_of;
    item["score"] = bootstrapped_json(row.score);
    item["chance"] = bootstrapped_json(row.chance);
    item["told"] = row.told;
    item["cells"] = cells_json(findings, suite, row);
    rows.push_back(std::move(item));
  }
  out["rows"] = std::move(rows);
  return out;
}

Document leaderboard_json(const model::Findings& findings, const model::Project& project) {
  if (!project.leaderboard) return {};
  const model::Leaderboard& board = *project.leaderboard;
  Document out = Document::object();
  out["named_by"] = board.named_by;
  Document ranked = Document::array();
  for (std::size_t i = 0; i < board.ranked.size(); ++i) {
    Document item = Document::object();
    item["experiment"] = findings.experiments[board.ranked[i]].id;
    item["rank"] = board.ranks[i];
    ranked.push_back(std::move(item));
  }
  out["ranked"] = std::move(ranked);
  out["too_close"] = board.too_close;
  out["examples"] = project.examples && board.too_close > 0 ? Document(project.examples->count) : Document();
  out["examples_error"] = number_or_null(board.examples_error);
  Document cheap = Document::array();
  for (const model::CheapLeader& one : board.cheap) {
    Document item = Document::object();
    item["metric"] = project.metrics[one.metric].name;
    item["at_least"] = one.at_least;
    item["limit"] = number_or_null(one.limit);
    item["within"] = one.within;
    item["experiment"] = findings.experiments[one.experiment].id;
    cheap.push_back(std::move(item));
  }
  out["cheap"] = std::move(cheap);
  return out;
}

Document examples_json(const model::Project& project) {
  if (!project.examples) return {};
  Document out = Document::object();
  out["count"] = project.examples->count;
  out["set"] = project.examples->set;
  out["error"] = number_or_null(project.examples->error);
  return out;
}

}  // namespace render
