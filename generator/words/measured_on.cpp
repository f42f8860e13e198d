#include "words/measured_on.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>

#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "words/parts/lists.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"

namespace words {
namespace {

constexpr std::size_t kMostParameters = 4;

/// The kinds of machines of runs; a run that does not say counts for none.
void add_kinds(const model::Findings& findings, const model::Experiment& experiment, std::set<model::Index>& kinds) {
  for (const auto run : experiment.runs) {
    if (const auto kind = findings.hardware_of_run[run]) kinds.insert(*kind);
  }
}

void set_environment(const model::Findings& findings, const std::set<model::Index>& kinds, MeasuredOn& parts) {
  std::set<std::string> machines, frameworks;
  for (const auto kind : kinds) {
    machines.insert(findings.hardware[kind].machine);
    frameworks.insert(findings.hardware[kind].framework);
  }
  if (machines.size() == 1) parts.machine = *machines.begin();
  if (machines.size() > 1) parts.machine = format_count(machines.size()) + " different machines";
  if (frameworks.size() == 1) parts.framework = *frameworks.begin();
  if (frameworks.size() > 1) parts.framework = "different versions of libraries";
}

}  // namespace

namespace {

/// Of a long path its end, which is what tells it apart.
std::string place_text(const model::ParameterValue& value) {
  constexpr std::size_t kLongestPath = 40;
  const std::string text = base::make_visible(base::repair_utf8(value.text));
  const std::size_t count = base::count_characters(text);
  if (value.kind != model::ParameterValue::Kind::text || count <= kLongestPath) return parameter_text(value);
  std::size_t slash = text.rfind('/');
  if (slash == std::string::npos || text.find(' ') != std::string::npos) return parameter_text(value);
  while (slash > 0 && slash != std::string::npos) {
    const std::size_t before = text.rfind('/', slash - 1);
    if (before == std::string::npos || base::count_characters(text.substr(before)) >= kLongestPath) break;
    slash = before;
  }
  return base::shorten("…" + text.substr(slash), kLongestPath);
}

}  // namespace

std::string data_text(const std::vector<model::Parameter>& measured_on) {
  std::vector<std::string> parts;
  for (const model::Parameter& one : measured_on) {
    parts.push_back(base::make_visible(one.path) + " = " + place_text(one.value));
  }
  return parts.size() > kMostParameters ? listed_with_rest(std::move(parts), kMostParameters) : listed(parts, ", ");
}

MeasuredOn measured_on(const model::Findings& findings, const model::Experiment& experiment) {
  MeasuredOn parts{.data = data_text(experiment.measured_on)};
  std::set<model::Index> kinds;
  add_kinds(findings, experiment, kinds);
  set_environment(findings, kinds, parts);
  return parts;
}

MeasuredOn measured_on(const model::Findings& findings, const model::Project& project) {
  MeasuredOn parts{.data = data_text(project.ranked_on)};
  std::set<model::Index> kinds;
  for (const auto experiment : project.experiments) add_kinds(findings, findings.experiments[experiment], kinds);
  set_environment(findings, kinds, parts);
  return parts;
}

std::string measured_on_sentence(const MeasuredOn& parts) {
  std::string text;
  for (const std::string* part : {&parts.data, &parts.machine, &parts.framework}) {
    if (!part->empty()) text += (text.empty() ? "Measured on " : "; ") + *part;
  }
  return text.empty() ? text : text + ".";
}

}  // namespace words
