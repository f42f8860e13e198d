#include <vector>

#include "base/json/document.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/search.h"
#include "model/index.h"
#include "render/data/json_parts.h"

namespace render {
namespace {

base::Document trials_json(const model::Findings& findings, const std::vector<model::Index>& trials) {
  base::Document list = base::Document::array();
  for (const model::Index trial : trials) list.push_back(findings.experiments[trial].id);
  return list;
}

}  // namespace

base::Document search_json(const model::Findings& findings, const model::Search& search) {
  base::Document out = base::Document::object();
  out["trials"] = search.trials;
  out["best"] = findings.experiments[search.best].id;
  out["typical"] = number_or_null(search.typical);
  out["improved"] = findings.experiments[search.improved].id;
  out["since"] = search.since;
  out["noise"] = noise_json(search.noise);
  out["as_good"] = trials_json(findings, search.as_good);
  out["leaders"] = trials_json(findings, search.leaders);
  out["repeat"] = trials_json(findings, search.repeat);
  return out;
}

}  // namespace render
