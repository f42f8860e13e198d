#include "vocabulary/benchmarks/compared_names.h"

#include <cstddef>
#include <string>

#include "base/text/utf8.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

struct Noun {
  std::string_view one, many;
  std::string_view names;  // whole last parts of names, as words; see word_list.h
};

constexpr Noun kCompared[] = {
    {"algorithm", "algorithms", "algorithm,algorithm name,algo,algo name,algorithm id,alg,alg name"},
    {"agent", "agents", "agent,agent name,agent type,agent class"},
    {"model", "models",
     "model,model name,model type,model id,model class,arch,architecture,backbone,network,net,network name"},
    {"method", "methods", "method,method name,approach,baseline name"},
    {"estimator", "estimators", "estimator,classifier,regressor,learner"},
};

constexpr Noun kTasks[] = {
    {"environment", "environments", "env,env id,env name,environment,environment id,environment name"},
    {"data set", "data sets",
     "dataset,dataset name,dataset id,data set,data set name,data,data name,eval dataset,eval data"},
    {"benchmark", "benchmarks", "benchmark,benchmark name"},
};
constexpr Noun kAnyTask = {"task", "tasks", ""};

std::string last_words(std::string_view parameter) {
  // npos + 1 is 0.
  const std::string spaced = spaced_words(parameter.substr(parameter.rfind('.') + 1));
  return std::string(base::trim(spaced));
}

}  // namespace

std::string_view noun_of_compared(std::string_view parameter) {
  std::string words = last_words(parameter);
  // "agent.name": the part above says it.
  if (words == "name" || words == "type" || words == "id") {
    const std::size_t dot = parameter.rfind('.');
    if (dot != std::string_view::npos) words = last_words(parameter.substr(0, dot));
  }
  for (const Noun& noun : kCompared) {
    if (is_on_list(words, noun.names)) return noun.one;
  }
  return {};
}

std::string_view noun_of_task(std::string_view parameter) {
  const std::string own = last_words(parameter);
  const std::size_t dot = parameter.rfind('.');
  const std::string above = dot == std::string_view::npos ? "" : last_words(parameter.substr(0, dot));
  for (const Noun& noun : kTasks) {
    if (is_on_list(own, noun.names) || is_on_list(above, noun.names)) return noun.one;
  }
  return is_on_list(own, "task,task name") ? kAnyTask.one : std::string_view();
}

std::string_view plural_of(std::string_view noun) {
  for (const Noun& one : kCompared) {
    if (one.one == noun) return one.many;
  }
  for (const Noun& one : kTasks) {
    if (one.one == noun) return one.many;
  }
  return noun == kAnyTask.one ? kAnyTask.many : std::string_view();
}

}  // namespace vocabulary
