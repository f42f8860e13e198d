#include "vocabulary/benchmarks/cost_names.h"

#include <string>

#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"

namespace vocabulary {
namespace {

// Lists as word_list.h has them.
constexpr std::string_view kSizes =
    "param count,params,num params,n params,num parameters,number of parameters,total params,parameter count,model "
    "size,size mb,macs,gmacs,flops,gflops";
constexpr std::string_view kThroughputs =
    "samples per sec,samples per second,images per sec,images per second,img per sec,tokens per sec,tokens per "
    "second,fps,throughput";
constexpr std::string_view kTimes =
    "latency,latency ms,inference time,inference ms,infer time,prediction time,predict time,infer step time";
constexpr std::string_view kTraining = "train,training,fit,backward";

}  // namespace

Cost cost_of(std::string_view metric) {
  const std::string spaced = spaced_words(metric);
  if (has_any_words(spaced, kTraining)) return Cost::none;
  if (has_any_words(spaced, kSizes)) return Cost::size;
  if (has_any_words(spaced, kThroughputs)) return Cost::throughput;
  return has_any_words(spaced, kTimes) ? Cost::time : Cost::none;
}

}  // namespace vocabulary
