#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/config/config_key.h"
#include "model/enum_names.h"
#include "model/findings/comparison.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/impact.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/data/documents.h"
#include "render/data/json_parts.h"
#include "vocabulary/category.h"

namespace render {
namespace {

using base::Json;
using model::Index;
using model::ParameterImpact;

Json count_json(std::size_t count) {
  return Json::integer(static_cast<std::int64_t>(count));
}

Json optional_value_json(const std::optional<model::ParameterValue>& value) {
  return value ? parameter_json(*value) : Json();
}

/// Parameters of one project as items of the list.
class ProjectParameters {
 public:
  ProjectParameters(const model::Findings& findings, const model::Project& project)
      : findings_(findings), project_(project) {}

  void add_to(JsonList& list) const {
    std::set<std::string_view> compared;
    for (const ParameterImpact& impact : project_.parameters) {
      compared.insert(impact.parameter);
      list.add(impact_json(impact));
    }
    for (const Other& other : others(compared)) list.add(other_json(other));
  }

 private:
  /// A parameter with one value, or one that says what is measured.
  struct Other {
    std::string_view path;
    struct Value {
      const model::ParameterValue* value;
      std::size_t experiments, runs;
    };
    std::vector<Value> values;  // in the order first used
    std::unordered_map<std::string, std::size_t> places;
  };

  std::vector<Other> others(const std::set<std::string_view>& compared) const {
    std::vector<Other> result;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const Index e : project_.experiments) {
      const model::Experiment& experiment = findings_.experiments[e];
      for (const model::Parameter& parameter : experiment.config.parameters) {
        if (compared.contains(parameter.path)) continue;
        const auto [place, is_new] = places.emplace(parameter.path, result.size());
        if (is_new) result.push_back({.path = parameter.path});
        Other& other = result[place->second];
        const auto [value, is_new_value] =
            other.places.emplace(analysis::value_key(parameter.value), other.values.size());
        if (is_new_value) other.values.push_back({&parameter.value, 0, 0});
        ++other.values[value->second].experiments;
        other.values[value->second].runs += experiment.runs.size();
      }
    }
    return result;
  }

  Json item(std::string_view path, const std::string& category, bool compared) const {
    Json out = Json::object();
    out.set("project", Json::string(project_.name));
    out.set("parameter", Json::string(std::string(path)));
    out.set("category", Json::string(category));
    out.set("compared", Json::boolean(compared));
    return out;
  }

  Json other_json(const Other& other) const {
    Json out = item(other.path, vocabulary::category_of(other.path), false);
    Json values = Json::array();
    for (const Other::Value& value : other.values) {
      Json one = Json::object();
      one.set("value", parameter_json(*value.value));
      one.set("set", Json::boolean(true));
      one.set("experiments", count_json(value.experiments));
      one.set("runs", count_json(value.runs));
      one.set("objective", Json());
      one.set("time", Json());
      values.push(std::move(one));
    }
    out.set("values", std::move(values));
    add_results(out, {});
    return out;
  }

  Json impact_json(const ParameterImpact& impact) const {
    Json out = item(impact.parameter, impact.category, true);
    Json values = Json::array();
    for (const model::TestedValue& value : impact.values) {
      Json one = Json::object();
      one.set("value", optional_value_json(value.value));
      one.set("set", Json::boolean(value.value.has_value()));
      one.set("experiments", count_json(value.experiments.size()));
      one.set("runs", count_json(value.runs));
      one.set("objective", estimate_json(value.objective));
      one.set("time", estimate_json(value.time));
      values.push(std::move(one));
    }
    out.set("values", std::move(values));
    add_results(out, impact);
    return out;
  }

  void add_results(Json& out, const ParameterImpact& impact) const {
    Json together = Json::array();
    for (const std::string& parameter : impact.together) together.push(Json::string(parameter));
    out.set("together", std::move(together));
    out.set("numeric", Json::boolean(impact.numeric));
    out.set("log_axis", Json::boolean(impact.log_axis));
    out.set("importance", impact.importance ? Json::number(*impact.importance) : Json());
    Json effects = Json::array();
    for (const model::ValueEffect& effect : impact.effects) effects.push(effect_json(impact, effect));
    out.set("largest_effect", impact.largest_effect ? count_json(*impact.largest_effect) : Json());
    out.set("effects", std::move(effects));
    Json interactions = Json::array();
    for (const model::Interaction& one : impact.interactions) interactions.push(interaction_json(impact, one));
    out.set("interactions", std::move(interactions));
    out.set("pairs_found", count_json(impact.pairs_found));
    Json pairs = Json::array();
    for (const model::ControlledPair& pair : impact.pairs) pairs.push(pair_json(impact, pair));
    out.set("pairs", std::move(pairs));
    Json recommended = Json::object();
    recommended.set("rule", text_or_null(model::name_of(impact.recommendation)));
    Json values = Json::array();
    for (const Index value : impact.recommended) values.push(optional_value_json(impact.values[value].value));
    recommended.set("values", std::move(values));
    out.set("recommended", std::move(recommended));
  }

  static Json from_to(const ParameterImpact& impact, Index from, Index to) {
    Json out = Json::object();
    out.set("from", optional_value_json(impact.values[from].value));
    out.set("to", optional_value_json(impact.values[to].value));
    return out;
  }

  static Json effect_json(const ParameterImpact& impact, const model::ValueEffect& effect) {
    Json out = from_to(impact, effect.from, effect.to);
    out.set("pairs", count_json(effect.pairs));
    out.set("objective", difference_json(effect.objective));
    out.set("p_adjusted", number_or_null(effect.p_adjusted));
    out.set("time_pairs", count_json(effect.time_pairs));
    out.set("time", difference_json(effect.time));
    return out;
  }

  Json pair_json(const ParameterImpact& impact, const model::ControlledPair& pair) const {
    Json out = from_to(impact, pair.from, pair.to);
    out.set("before", Json::string(findings_.experiments[pair.before].id));
    out.set("after", Json::string(findings_.experiments[pair.after].id));
    out.set("objective", difference_json(pair.objective));
    out.set("time", difference_json(pair.time));
    return out;
  }

  static Json interaction_json(const ParameterImpact& impact, const model::Interaction& interaction) {
    Json out = from_to(impact, interaction.from, interaction.to);
    out.set("better_pair", count_json(interaction.better_pair));
    out.set("worse_pair", count_json(interaction.worse_pair));
    Json contexts = Json::array();
    for (const std::string& parameter : interaction.contexts) contexts.push(Json::string(parameter));
    out.set("contexts", std::move(contexts));
    return out;
  }

  const model::Findings& findings_;
  const model::Project& project_;
};

}  // namespace

std::string parameters_document(const SiteInput& input) {
  JsonList list("schema/parameters.schema.json", "parameters");
  for (const model::Project& project : input.findings.projects) ProjectParameters(input.findings, project).add_to(list);
  return list.finish();
}

}  // namespace render
