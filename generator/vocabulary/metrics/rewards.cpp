#include <span>
#include <string_view>

#include "vocabulary/metrics/lists.h"

namespace vocabulary {
namespace {

constexpr MetricPattern mean_of_many(std::string_view words, std::string_view measure) {
  return {words, Family::reward, kUp, kPlain, measure};
}
/// Of one episode, or nothing says of how many.
constexpr MetricPattern single(std::string_view words, std::string_view measure) {
  return {words, Family::reward, kUp, kPlain, measure, 1};
}

constexpr MetricPattern kRewards[] = {
    mean_of_many("mean ep rew", "mean episode reward"),
    mean_of_many("ep rew mean", "mean episode reward"),
    undecided("int reward"),
    undecided("intrinsic reward"),
    undecided("reward loss"),
    undecided("reward scale"),
    {"rewards accuracies", Family::score, kUp, kShare, "reward accuracy", 1},
    mean_of_many("mean reward", "mean reward"),
    mean_of_many("reward mean", "mean reward"),
    mean_of_many("average reward", "mean reward"),
    mean_of_many("avg reward", "mean reward"),
    mean_of_many("mean return", "mean return"),
    mean_of_many("return mean", "mean return"),
    mean_of_many("avg return", "mean return"),
    mean_of_many("average return", "mean return"),
    mean_of_many("episode return mean", "mean episode return"),
    mean_of_many("mean episode return", "mean episode return"),
    mean_of_many("episodic return mean", "mean episode return"),
    mean_of_many("mean episodic return", "mean episode return"),
    mean_of_many("mean episode reward", "mean episode reward"),
    mean_of_many("episode reward mean", "mean episode reward"),
    mean_of_many("average ep ret", "mean episode return"),
    mean_of_many("average epret", "mean episode return"),
    score("human normalized score", "human-normalised score"),
    score("normalized score", "normalised score"),
    single("episode reward", "episode reward"),
    single("episode return", "episode return"),
    single("episodic return", "episode return"),
    single("episodic reward", "episode reward"),
    single("epret", "episode return"),
    single("ep ret", "episode return"),
    single("ep rew", "episode reward"),
    single("reward", "reward"),
    alone(single("rewards", "reward")),
    single("return", "return"),
    alone(single("returns", "return")),
};

}  // namespace

std::span<const MetricPattern> reward_patterns() {
  return kRewards;
}

}  // namespace vocabulary
