#include <optional>
#include <utility>
#include <vector>

#include "base/json/document.h"
#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/loop.h"
#include "model/index.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

using base::Document;
using model::Findings;
using model::Index;

Document tries_json(const Findings& findings, const std::vector<Index>& tries) {
  Document list = Document::array();
  for (const Index index : tries) list.push_back(findings.experiments[index].id);
  return list;
}

Document try_or_null(const Findings& findings, const std::optional<Index>& index) {
  return index ? Document(findings.experiments[*index].id) : Document();
}

Document steps_json(const Findings& findings, const std::vector<model::LoopStep>& steps) {
  Document list = Document::array();
  for (const model::LoopStep& step : steps) {
    Document item = Document::object();
    item["experiment"] = findings.experiments[step.champion].id;
    item["gain"] = number_or_null(step.gain);
    item["needed"] = number_or_null(step.needed);
    item["clear"] = step.clear;
    list.push_back(std::move(item));
  }
  return list;
}

Document since_json(const Findings& findings, const model::LoopSince& since) {
  Document out = Document::object();
  out["experiment"] = try_or_null(findings, since.clear);
  out["tries"] = since.tries;
  out["kept"] = since.kept;
  out["gain"] = number_or_null(since.gain);
  out["chance_kept"] = number_or_null(since.chance_kept);
  out["chance_kept_sd"] = number_or_null(since.chance_kept_sd);
  out["chance_gain"] = number_or_null(since.chance_gain);
  return out;
}

}  // namespace

base::Document loop_json(const model::Findings& findings, const model::Loop& loop) {
  const model::LoopRace& race = loop.race;
  Document out = Document::object();
  out["kept"] = loop.outcomes.kept;
  out["discarded"] = loop.outcomes.discarded;
  out["failed"] = loop.outcomes.failed;
  out["open"] = loop.outcomes.open;
  out["champions"] = tries_json(findings, loop.champions);
  out["best"] = try_or_null(findings, loop.best);
  out["noise"] = noise_json(race.noise);
  out["gain"] = number_or_null(race.gain);
  out["luck"] = number_or_null(race.luck);
  out["low"] = number_or_null(race.low);
  out["high"] = number_or_null(race.high);
  out["rivals"] = race.rivals;
  out["confirmed"] = number_or_null(race.confirmed);
  out["needed"] = number_or_null(race.needed);
  out["steps"] = steps_json(findings, race.steps);
  out["since_clear"] = since_json(findings, race.since);
  out["discarded_though_better"] = tries_json(findings, race.discarded_though_better);
  out["kept_though_worse"] = tries_json(findings, race.kept_though_worse);
  out["near_misses"] = tries_json(findings, race.near_misses);
  out["measure_again"] = tries_json(findings, race.measure_again);
  return out;
}

}  // namespace render
