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
#include "base/json/document.h"
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

using base::Document;
using model::Index;
using model::ParameterImpact;

Document optional_value_json(const std::optional<model::ParameterValue>& value) {
  return value ? parameter_json(*value) : Document();
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

  Document item(std::string_view path, const std::string& category, bool compared) const {
    Document out = Document::object();
    out["project"] = project_.name;
    out["parameter"] = std::string(path);
    out["category"] = category;
    out["compared"] = compared;
    return out;
  }

  Document other_json(const Other& other) const {
    Document out = item(other.path, vocabulary::category_of(other.path), false);
    Document values = Document::array();
    for (const Other::Value& value : other.values) {
      Document one = Document::object();
      one["value"] = parameter_json(*value.value);
      one["set"] = true;
      one["experiments"] = value.experiments;
      one["runs"] = value.runs;
      one["objective"] = nullptr;
      one["time"] = nullptr;
      values.push_back(std::move(one));
    }
    out["values"] = std::move(values);
    add_results(out, {});
    return out;
  }

  Document impact_json(const ParameterImpact& impact) const {
    Document out = item(impact.parameter, impact.category, true);
    Document values = Document::array();
    for (const model::TestedValue& value : impact.values) {
      Document one = Document::object();
      one["value"] = optional_value_json(value.value);
      one["set"] = value.value.has_value();
      one["experiments"] = value.experiments.size();
      one["runs"] = value.runs;
      one["objective"] = estimate_json(value.objective);
      one["time"] = estimate_json(value.time);
      values.push_back(std::move(one));
    }
    out["values"] = std::move(values);
    add_results(out, impact);
    return out;
  }

  void add_results(Document& out, const ParameterImpact& impact) const {
    out["together"] = impact.together;
    out["numeric"] = impact.numeric;
    out["log_axis"] = impact.log_axis;
    out["weighed"] = impact.weighed;
    out["importance"] = impact.importance ? base::document_number(*impact.importance) : Document();
    Document effects = Document::array();
    for (const model::ValueEffect& effect : impact.effects) effects.push_back(effect_json(impact, effect));
    out["largest_effect"] = impact.largest_effect ? Document(*impact.largest_effect) : Document();
    out["effects"] = std::move(effects);
    Document interactions = Document::array();
    for (const model::Interaction& one : impact.interactions) interactions.push_back(interaction_json(impact, one));
    out["interactions"] = std::move(interactions);
    out["pairs_found"] = impact.pairs_found;
    Document pairs = Document::array();
    for (const model::ControlledPair& pair : impact.pairs) pairs.push_back(pair_json(impact, pair));
    out["pairs"] = std::move(pairs);
    Document recommended = Document::object();
    recommended["rule"] = text_or_null(model::name_of(impact.recommendation));
    Document values = Document::array();
    for (const Index value : impact.recommended) values.push_back(optional_value_json(impact.values[value].value));
    recommended["values"] = std::move(values);
    out["recommended"] = std::move(recommended);
  }

  static Document from_to(const ParameterImpact& impact, Index from, Index to) {
    Document out = Document::object();
    out["from"] = optional_value_json(impact.values[from].value);
    out["to"] = optional_value_json(impact.values[to].value);
    return out;
  }

  static Document effect_json(const ParameterImpact& impact, const model::ValueEffect& effect) {
    Document out = from_to(impact, effect.from, effect.to);
    out["pairs"] = effect.pairs;
    out["objective"] = difference_json(effect.objective);
    out["p_adjusted"] = number_or_null(effect.p_adjusted);
    out["chance"] = number_or_null(effect.chance);
    out["verdict"] = text_or_null(model::name_of(effect.verdict));
    out["time_pairs"] = effect.time_pairs;
    out["time"] = difference_json(effect.time);
    return out;
  }

  Document pair_json(const ParameterImpact& impact, const model::ControlledPair& pair) const {
    Document out = from_to(impact, pair.from, pair.to);
    out["before"] = findings_.experiments[pair.before].id;
    out["after"] = findings_.experiments[pair.after].id;
    out["objective"] = difference_json(pair.objective);
    out["time"] = difference_json(pair.time);
    return out;
  }

  static Document interaction_json(const ParameterImpact& impact, const model::Interaction& interaction) {
    Document out = from_to(impact, interaction.from, interaction.to);
    out["better_pair"] = interaction.better_pair;
    out["worse_pair"] = interaction.worse_pair;
    out["contexts"] = interaction.contexts;
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
