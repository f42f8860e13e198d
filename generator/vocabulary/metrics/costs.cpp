#include <span>
#include <string_view>

#include "vocabulary/metrics/lists.h"

namespace vocabulary {
namespace {

constexpr MetricPattern training(std::string_view words, std::string_view measure = "training time") {
  return {words, Family::training_time, kDown, kSeconds, measure};
}
constexpr MetricPattern inference(std::string_view words, std::string_view measure = "inference time") {
  return {words, Family::inference_time, kDown, kSeconds, measure};
}
constexpr MetricPattern memory(std::string_view words, std::string_view measure) {
  return {words, Family::memory, kDown, kPlain, measure};
}
constexpr MetricPattern spent(std::string_view words) {
  return {words, Family::other, kDown, kSeconds, ""};
}
constexpr MetricPattern speed(std::string_view words) {
  return {words, Family::other, kUp, kPlain, ""};
}
constexpr MetricPattern logged(std::string_view words) {
  return {words, Family::logged, kUnknown, kPlain, ""};
}

constexpr MetricPattern kCosts[] = {
    inference("inference time"),
    inference("inference latency"),
    inference("inference ms"),
    inference("infer time"),
    inference("prediction time"),
    inference("predict time"),
    inference("latency", "latency"),
    training("training time"),
    training("train time"),
    training("train runtime"),
    training("training seconds"),
    training("training minutes"),
    training("training hours"),
    training("train minutes"),
    training("train hours"),
    training("train seconds"),
    training("fit time"),
    training("fit seconds"),
    training("time elapsed"),
    training("running time", "running time"),
    training("total time", "total time"),
    training("duration", "duration"),
    spent("wall time"),
    spent("wall clock"),
    spent("walltime"),
    spent("epoch duration"),
    spent("step duration"),
    spent("batch duration"),
    spent("iteration duration"),
    spent("episode duration"),
    memory("peak gpu memory", "peak GPU memory"),
    memory("max gpu memory", "peak GPU memory"),
    memory("peak memory allocated", "peak memory"),
    memory("max memory allocated", "peak memory"),
    memory("peak memory", "peak memory"),
    memory("max memory", "peak memory"),
    memory("gpu memory", "GPU memory"),
    memory("gpu mem", "GPU memory"),
    memory("memory", "memory"),
    spent("runtime"),
    speed("per second"),
    speed("fps"),
    speed("throughput"),
    speed("mfu"),
    {"rtf", Family::other, kDown, kPlain, ""},
    {"step time", Family::other, kDown, kPlain, ""},  // seconds, or milliseconds, as timm's are
    spent("epoch time"),
    spent("iter time"),
    spent("batch time"),
    spent("data time"),
    {"time", Family::logged, kDown, kSeconds, ""},
    {"timing", Family::logged, kDown, kSeconds, ""},
    {"seconds", Family::logged, kDown, kSeconds, ""},
    // What is still to come was not spent.
    logged("eta"),
    logged("time remaining"),
    logged("remaining time"),
    logged("time left"),
    logged("lr"),
    logged("learning rate"),
    logged("grad norm"),
    logged("loss scale"),
    logged("loss weight"),
    logged("loss coef"),
    {"cross entropy", Family::loss, kDown, kPlain, "cross entropy"},
    logged("entropy"),
};

}  // namespace

std::span<const MetricPattern> cost_patterns() {
  return kCosts;
}

}  // namespace vocabulary
