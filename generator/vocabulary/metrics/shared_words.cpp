#include <span>
#include <string_view>

#include "vocabulary/metrics/lists.h"

namespace vocabulary {
namespace {

constexpr MetricPattern loss(std::string_view words, std::string_view measure) {
  return {words, Family::loss, kDown, kPlain, measure};
}

constexpr MetricPattern kSharedWords[] = {
    // Of agents, and of two nets against each other: their sizes say nothing of how well it goes.
    undecided("policy gradient loss"),
    undecided("policy loss"),
    undecided("loss policy"),
    undecided("actor loss"),
    undecided("loss pi"),
    undecided("pi loss"),
    undecided("entropy loss"),
    undecided("losspi"),
    undecided("g loss"),
    undecided("d loss"),
    undecided("loss g"),
    undecided("loss d"),
    undecided("gen loss"),
    undecided("disc loss"),
    undecided("generator loss"),
    undecided("discriminator loss"),
    undecided("adversarial loss"),
    undecided("adv loss"),
    undecided("gan loss"),
    loss("log loss", "log loss"),
    loss("logloss", "log loss"),
    loss("quantile loss", "quantile loss"),
    loss("hamming loss", "Hamming loss"),
    loss("loss", "loss"),
    loss("nll", "negative log likelihood"),
    loss("hinge", "hinge loss"),
    loss("bce", "binary cross entropy"),
    among_known(score("fitness", "fitness")),
    among_known(error("error", "error")),
    among_known(error("err", "error")),
    among_known(error("cost", "cost")),
    among_known(score("score", "score")),
    undecided("em"),
    undecided("energy"),
    undecided("correlation"),
    undecided("gap"),
    undecided("roc"),
    undecided("prec"),
    undecided("sens"),
    undecided("spec"),
    undecided("accuracies"),
    undecided("per sec"),
    undecided("mem"),
    undecided("elapsed"),
    undecided("power"),
    undecided("flops"),
    undecided("tflops"),
    undecided("gmacs"),
    undecided("macts"),
};

}  // namespace

std::span<const MetricPattern> shared_word_patterns() {
  return kSharedWords;
}

}  // namespace vocabulary
