#include "render/measured_on.h"

#include <cstddef>
#include <set>

#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/hardware.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "render/html/html.h"
#include "words/parts/number_format.h"
#include "words/parts/parameter_value.h"

namespace render {
namespace {

constexpr std::size_t kMostParameters = 4;

/// The kinds of machines of runs; a run that does not say counts for none.
void add_kinds(const Site& site, const model::Experiment& experiment, std::set<model::Index>& kinds) {
  for (const auto run : experiment.runs) {
    if (const auto kind = site.findings.hardware_of_run[run]) kinds.insert(*kind);
  }
}

void set_environment(const Site& site, const std::set<model::Index>& kinds, MeasuredOn& parts) {
  std::set<std::string> machines, frameworks;
  for (const auto kind : kinds) {
    machines.insert(site.findings.hardware[kind].machine);
    frameworks.insert(site.findings.hardware[kind].framework);
  }
  if (machines.size() == 1) parts.machine = *machines.begin();
  if (machines.size() > 1) parts.machine = words::format_count(machines.size()) + " different machines";
  if (frameworks.size() == 1) parts.framework = *frameworks.begin();
  if (frameworks.size() > 1) parts.framework = "different versions of libraries";
}

}  // namespace

std::string data_text(const std::vector<model::Parameter>& measured_on) {
  std::string text;
  for (std::size_t i = 0; i < measured_on.size() && i < kMostParameters; ++i) {
    text +=
        (i > 0 ? ", " : "") + visible_text(measured_on[i].path) + " = " + words::parameter_text(measured_on[i].value);
  }
  if (measured_on.size() > kMostParameters) {
    text += " and " + words::format_count(measured_on.size() - kMostParameters) + " more";
  }
  return text;
}

MeasuredOn measured_on(const Site& site, const model::Experiment& experiment) {
  MeasuredOn parts{.data = data_text(experiment.measured_on)};
  std::set<model::Index> kinds;
  add_kinds(site, experiment, kinds);
  set_environment(site, kinds, parts);
  return parts;
}

MeasuredOn measured_on(const Site& site, const model::Project& project) {
  MeasuredOn parts{.data = data_text(project.ranked_on)};
  std::set<model::Index> kinds;
  for (const auto experiment : project.experiments) add_kinds(site, site.findings.experiments[experiment], kinds);
  set_environment(site, kinds, parts);
  return parts;
}

std::string measured_on_sentence(const MeasuredOn& parts) {
  std::string text;
  for (const std::string* part : {&parts.data, &parts.machine, &parts.framework}) {
    if (!part->empty()) text += (text.empty() ? "Measured on " : "; ") + *part;
  }
  return text.empty() ? text : text + ".";
}

}  // namespace render
