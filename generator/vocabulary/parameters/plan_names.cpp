#include "vocabulary/parameters/plan_names.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

// Joined words of last parts.
constexpr std::string_view kEpochs =
    "epochs,num epochs,n epochs,nb epochs,nepochs,max epochs,max epoch,num train epochs,train epochs,training epochs,"
    "total epochs,number of epochs,no epochs,epoch num,epochs num,epoch count,num epoch,n epoch,nb epoch,total epoch";
constexpr std::string_view kSteps =
    "max steps,max step,total timesteps,num timesteps,n timesteps,total steps,train steps,training steps,"
    "num train steps,num training steps,max train steps,max iters,max iter,num iters,num iterations,max iterations,"
    "total iterations,n iterations,total env steps,max timesteps,num env steps";
constexpr std::string_view kOfSchedules = "lr,scheduler,sched,plateau,reduce,decay,rate,warmup,annealing";

std::string trimmed_words(std::string_view name) {
  std::string spaced = spaced_words(name);
  const std::size_t begin = spaced.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : spaced.substr(begin, spaced.find_last_not_of(' ') + 1 - begin);
}

std::string_view end_of(std::string_view path) {
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

}  // namespace

PlanUnit planned_by(std::string_view path) {
  const std::string name = trimmed_words(end_of(path));
  if (is_on_list(name, kEpochs)) return PlanUnit::epochs;
  return is_on_list(name, kSteps) ? PlanUnit::steps : PlanUnit::none;
}

bool stops_early(std::string_view path) {
  const std::string all = spaced_words(path);
  const std::vector<std::string> words = words_of(path);
  if (any_on_list(words, kOfSchedules)) return false;
  return has_any_words(all, "patience,early stop,early stopping,earlystopping,earlystop");
}

}  // namespace vocabulary
