#include "render/data/schemas.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/enum_names.h"
#include "model/findings/experiment.h"
#include "model/findings/health.h"
#include "model/insight.h"

namespace render {
namespace {

/// Values follow each other from 0; the first without a name is none.
template <class Enum>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for (unsigned value = 0; !model::name_of(static_cast<Enum>(value)).empty(); ++value) {
    names.push_back(model::name_of(static_cast<Enum>(value)));
  }
  return names;
}

struct NameList {
  std::string_view placeholder;
  std::vector<std::string_view> (*names)();
};
constexpr NameList kNameLists[] = {
    {"\"@insight_kinds\"", names_of<model::Insight::Kind>},
    {"\"@experiment_insight_kinds\"", names_of<model::ExperimentInsightKind>},
    {"\"@health_kinds\"", names_of<model::HealthKind>},
};

}  // namespace

std::string with_names(std::string schema) {
  for (const NameList& list : kNameLists) {
    const std::size_t at = schema.find(list.placeholder);
    if (at == std::string::npos) continue;
    const std::size_t line = schema.rfind('\n', at) + 1;
    const std::string between = ",\n" + schema.substr(line, at - line);
    std::string lines;
    for (const std::string_view name : list.names()) {
      lines.append(lines.empty() ? "" : between).append("\"").append(name).append("\"");
    }
    schema.replace(at, list.placeholder.size(), lines);
  }
  return schema;
}

}  // namespace render
