#pragma once
/// What curves say, in words: one sentence an insight, and the rule behind it with its constants.

#include <cstddef>
#include <string>
#include <vector>

#include "model/findings/fwd.h"
#include "render/site.h"

namespace render {

struct Saying {
  std::string html;
  std::string rule;  ///< plain text
};

/// Those about the objective first, then in the order of kinds; at most kMostSayings, `more` counts the rest.
struct Sayings {
  std::vector<Saying> list;
  std::size_t more = 0;
};
inline constexpr std::size_t kMostSayings = 12;

Sayings run_sayings(const model::RunDigest& run, const model::Project& project);
/// What its repeats share or differ in; of an experiment with one run, what that run says. `root` leads to the site's
/// root.
Sayings experiment_sayings(const Site& site, const model::Experiment& experiment, const std::string& root);
/// For sayings.mustache.
void set_sayings(base::Json& data, const Sayings& sayings);

/// The rule in a sentence, from the constants of analysis/insight_rules.h.
std::string rule_text(model::Insight::Kind kind);

}  // namespace render
