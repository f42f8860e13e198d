#include "ingest/column_roles.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/utf8.h"

namespace ingest {
namespace {

struct WholeName {
  std::string_view words;
  ColumnRole role;
};

/// Names as a whole, their words parted by one blank.
constexpr auto kWholeNames = std::to_array<WholeName>({
    {"id", ColumnRole::id},
    {"run id", ColumnRole::id},
    {"run uuid", ColumnRole::id},
    {"trial id", ColumnRole::id},
    {"experiment id", ColumnRole::id},
    {"exp id", ColumnRole::id},
    {"name", ColumnRole::name},
    {"run", ColumnRole::name},
    {"run name", ColumnRole::name},
    {"run path", ColumnRole::name},
    {"experiment", ColumnRole::name},
    {"experiment name", ColumnRole::name},
    {"experimento", ColumnRole::name},
    {"exp", ColumnRole::name},
    {"exp name", ColumnRole::name},
    {"trial", ColumnRole::name},
    {"trial name", ColumnRole::name},
    {"variant", ColumnRole::name},
    {"setting", ColumnRole::name},
    {"setup", ColumnRole::name},
    {"configuration", ColumnRole::name},
    {"json file", ColumnRole::name},
    {"model", ColumnRole::model},
    {"model name", ColumnRole::model},
    {"modelo", ColumnRole::model},
    {"method", ColumnRole::model},
    {"approach", ColumnRole::model},
    {"algorithm", ColumnRole::model},
    {"algo", ColumnRole::model},
    {"agent", ColumnRole::model},
    {"date", ColumnRole::date},
    {"created", ColumnRole::date},
    {"created at", ColumnRole::date},
    {"started", ColumnRole::date},
    {"started at", ColumnRole::date},
    {"start time", ColumnRole::date},
    {"timestamp", ColumnRole::date},
    {"fecha", ColumnRole::date},
    {"finished", ColumnRole::finish},
    {"finished at", ColumnRole::finish},
    {"end time", ColumnRole::finish},
    {"status", ColumnRole::status},
    {"state", ColumnRole::status},
    {"tags", ColumnRole::tags},
    {"note", ColumnRole::note},
    {"notes", ColumnRole::note},
    {"comment", ColumnRole::note},
    {"comments", ColumnRole::note},
    {"remarks", ColumnRole::note},
    {"observations", ColumnRole::note},
    {"motivation", ColumnRole::note},
    {"description", ColumnRole::note},
    {"descripci\xc3\xb3n", ColumnRole::note},
    {"descripcion", ColumnRole::note},
    {"impact analysis", ColumnRole::note},
    {"decision", ColumnRole::decision},
    {"keep discard", ColumnRole::decision},
    {"source type", ColumnRole::about},
    {"source name", ColumnRole::about},
    {"source version", ColumnRole::about},
    {"user", ColumnRole::about},
    {"hostname", ColumnRole::about},
    {"host", ColumnRole::about},
    {"pid", ColumnRole::about},
    {"file", ColumnRole::about},
    {"files", ColumnRole::about},
    {"file name", ColumnRole::about},
    {"filename", ColumnRole::about},
    {"path", ColumnRole::about},
    {"output dir", ColumnRole::about},
    {"config hash", ColumnRole::about},
    {"unnamed 0", ColumnRole::about},
    {"index", ColumnRole::about},
    {"rank", ColumnRole::about},
    {"class", ColumnRole::item},
    {"class name", ColumnRole::item},
    {"category", ColumnRole::item},
    {"support", ColumnRole::item},
    {"image", ColumnRole::item},
    {"image id", ColumnRole::item},
    {"img", ColumnRole::item},
    {"sequence", ColumnRole::item},
    {"sample", ColumnRole::item},
    {"sample id", ColumnRole::item},
    {"frame", ColumnRole::item},
    {"episode", ColumnRole::item},
    {"fold", ColumnRole::parameter},
    {"feature", ColumnRole::item},
    {"label", ColumnRole::item},
    {"labels", ColumnRole::item},
    {"token", ColumnRole::item},
    {"target", ColumnRole::prediction},
    {"y true", ColumnRole::prediction},
    {"y pred", ColumnRole::prediction},
    {"pred", ColumnRole::prediction},
    {"preds", ColumnRole::prediction},
    {"prediction", ColumnRole::prediction},
    {"predicted", ColumnRole::prediction},
    {"ground truth", ColumnRole::prediction},
    {"best epoch", ColumnRole::result},
    {"mejor epoca", ColumnRole::result},
    {"epoch", ColumnRole::result},
    {"params", ColumnRole::result},
    {"param count", ColumnRole::result},
    {"acc", ColumnRole::result},
    {"result", ColumnRole::result},
    {"ap", ColumnRole::result},
    {"top", ColumnRole::result},
});

/// What was set, whatever stands before: "loss_weight", "train_batch_size".
constexpr auto kSettingEndings = std::to_array<std::string_view>(
    {"size",     "weight",      "weights", "type",     "function", "fn",        "threshold", "thresh", "coef",
     "coeff",    "coefficient", "dim",     "dims",     "decay",    "layer",     "layers",    "units",  "heads",
     "patience", "lr",          "seed",    "momentum", "width",    "depth",     "dataset",   "split",  "steps",
     "epochs",   "workers",     "factor",  "eps",      "name",     "min delta", "ratio"});

/// What was set, anywhere in a name.
constexpr auto kSettings = std::to_array<std::string_view>({"lr",
                                                            "learning rate",
                                                            "lr 0",
                                                            "batch",
                                                            "dropout",
                                                            "optimizer",
                                                            "optimiser",
                                                            "optim",
                                                            "scheduler",
                                                            "warmup",
                                                            "seed",
                                                            "random state",
                                                            "hidden",
                                                            "layer",
                                                            "layers",
                                                            "units",
                                                            "dim",
                                                            "depth",
                                                            "width",
                                                            "heads",
                                                            "weight decay",
                                                            "momentum",
                                                            "alpha",
                                                            "beta",
                                                            "gamma",
                                                            "lambda",
                                                            "eta",
                                                            "tau",
                                                            "theta",
                                                            "sigma",
                                                            "epsilon",
                                                            "buf",
                                                            "buffer",
                                                            "clip",
                                                            "coef",
                                                            "temperature",
                                                            "subsample",
                                                            "crop",
                                                            "pct",
                                                            "interpolation",
                                                            "img size",
                                                            "image size",
                                                            "resolution",
                                                            "size",
                                                            "backbone",
                                                            "arch",
                                                            "architecture",
                                                            "encoder",
                                                            "dataset",
                                                            "data set",
                                                            "data",
                                                            "augmentation",
                                                            "augment",
                                                            "aug",
                                                            "activation",
                                                            "kernel",
                                                            "filters",
                                                            "estimator",
                                                            "features",
                                                            "featurizer",
                                                            "env",
                                                            "env id",
                                                            "environment",
                                                            "epochs",
                                                            "n epochs",
                                                            "num epochs",
                                                            "max epochs",
                                                            "n estimators",
                                                            "max depth",
                                                            "pretrained",
                                                            "freeze",
                                                            "frozen",
                                                            "unfrozen",
                                                            "embedding",
                                                            "embed",
                                                            "hyperparameter",
                                                            "penalty",
                                                            "regularization",
                                                            "precision bits",
                                                            "quantization",
                                                            "loss function",
                                                            "loss fn",
                                                            "criterion",
                                                            "device",
                                                            "fold",
                                                            "version",
                                                            "tag",
                                                            "one hot",
                                                            "reg",
                                                            "colsample",
                                                            "min child weight",
                                                            "num layers",
                                                            "solver",
                                                            "strategy",
                                                            "iterations",
                                                            "max iter"});

/// What was measured.
constexpr auto kMeasures = std::to_array<std::string_view>({"accuracy",
                                                            "acc",
                                                            "top 1",
                                                            "top 5",
                                                            "loss",
                                                            "f 1",
                                                            "auc",
                                                            "auroc",
                                                            "roc",
                                                            "precision",
                                                            "prec",
                                                            "recall",
                                                            "mrr",
                                                            "map",
                                                            "map 50",
                                                            "map 95",
                                                            "iou",
                                                            "miou",
                                                            "dice",
                                                            "bleu",
                                                            "rouge",
                                                            "psnr",
                                                            "ssim",
                                                            "ndcg",
                                                            "r 2",
                                                            "r\xc2\xb2",
                                                            "error",
                                                            "err",
                                                            "wer",
                                                            "cer",
                                                            "perplexity",
                                                            "ppl",
                                                            "rmse",
                                                            "mse",
                                                            "mae",
                                                            "mape",
                                                            "fid",
                                                            "reward",
                                                            "return",
                                                            "score",
                                                            "fitness",
                                                            "nll",
                                                            "elbo",
                                                            "bpb",
                                                            "bpc",
                                                            "sensitivity",
                                                            "sens",
                                                            "specificity",
                                                            "spec",
                                                            "kappa",
                                                            "mcc",
                                                            "latency",
                                                            "throughput",
                                                            "per sec",
                                                            "per second",
                                                            "step time",
                                                            "train time",
                                                            "training time",
                                                            "inference time",
                                                            "infer time",
                                                            "runtime",
                                                            "duration",
                                                            "fps",
                                                            "memory",
                                                            "mem",
                                                            "power",
                                                            "energy",
                                                            "flops",
                                                            "gmacs",
                                                            "macts",
                                                            "em",
                                                            "exact match",
                                                            "success rate",
                                                            "win rate",
                                                            "hit rate",
                                                            "gap",
                                                            "silhouette",
                                                            "correlation",
                                                            "spearman",
                                                            "pearson",
                                                            "j mean",
                                                            "elapsed",
                                                            "accuracies",
                                                            "eer",
                                                            "brier",
                                                            "ece",
                                                            "cider",
                                                            "meteor",
                                                            "pck",
                                                            "chrf",
                                                            "regret",
                                                            "params m",
                                                            "param count"});

/// Statistics of something measured, in front of its name: "mean_auc", "avg_step".
constexpr auto kStatistics =
    std::to_array<std::string_view>({"mean", "avg", "average", "std", "stdev", "median", "best", "final"});
constexpr auto kSplits =
    std::to_array<std::string_view>({"val", "valid", "validation", "test", "eval", "dev", "train"});

constexpr auto kSummaryLabels = std::to_array<std::string_view>({"average",
                                                                 "avg",
                                                                 "mean",
                                                                 "media",
                                                                 "promedio",
                                                                 "moyenne",
                                                                 "mittelwert",
                                                                 "durchschnitt",
                                                                 "std",
                                                                 "stdev",
                                                                 "std dev",
                                                                 "sd",
                                                                 "standard deviation",
                                                                 "median",
                                                                 "min",
                                                                 "max",
                                                                 "minimum",
                                                                 "maximum",
                                                                 "total",
                                                                 "sum",
                                                                 "overall",
                                                                 "macro avg",
                                                                 "weighted avg",
                                                                 "mean std",
                                                                 "variance",
                                                                 "var"});

bool has_words(const std::string& spaced, std::string_view words) {
  const std::size_t at = spaced.find(words);
  if (at == std::string::npos) return false;
  if (spaced[at - 1] == ' ' && spaced[at + words.size()] == ' ') return true;
  std::string exact = " ";
  exact.append(words).append(" ");
  return spaced.find(exact) != std::string::npos;
}

bool has_any(const std::string& spaced, std::span<const std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view words) { return has_words(spaced, words); });
}

std::string_view first_word(std::string_view spaced) {
  return spaced.substr(1, spaced.find(' ', 1) - 1);
}

std::string_view last_word(std::string_view spaced) {
  const std::size_t end = spaced.size() - 1;
  const std::size_t start = spaced.rfind(' ', end - 1) + 1;
  return spaced.substr(start, end - start);
}

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// "seed_0_step": what one repeat gave.
bool is_of_one_seed(std::string_view spaced) {
  constexpr std::string_view kSeed = " seed ";
  if (!spaced.starts_with(kSeed)) return false;
  const std::size_t end = spaced.find_first_not_of("0123456789", kSeed.size());
  return end > kSeed.size() && end != std::string_view::npos && end + 1 < spaced.size();
}

enum class Letter : std::uint8_t { other, digit, lower, upper };

Letter letter_of(char c) {
  if (c >= '0' && c <= '9') return Letter::digit;
  if (c >= 'A' && c <= 'Z') return Letter::upper;
  if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return Letter::lower;
  return Letter::other;
}

}  // namespace

std::string spaced_words(std::string_view name) {
  std::string out = " ";
  Letter before = Letter::other;
  for (const char c : name) {
    const Letter now = letter_of(c);
    const bool digit_turns = (now == Letter::digit) != (before == Letter::digit);
    const bool camel = before == Letter::lower && now == Letter::upper;
    if (out.back() != ' ' && (now == Letter::other || digit_turns || camel)) out += ' ';
    if (now != Letter::other) out += now == Letter::upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = now;
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

ColumnRole role_of_column(std::string_view name) {
  const std::string spaced = spaced_words(name.substr(0, 200));
  if (spaced.size() < 3) return ColumnRole::unknown;
  const std::string_view words = std::string_view(spaced).substr(1, spaced.size() - 2);
  for (const WholeName& whole : kWholeNames) {
    if (whole.words == words) return whole.role;
  }
  if (last_word(spaced) == "file" || last_word(spaced) == "files") return ColumnRole::about;
  const bool measure = has_any(spaced, kMeasures) || is_of_one_seed(spaced);
  if (holds(kSettingEndings, last_word(spaced)) && !has_words(spaced, "best")) return ColumnRole::parameter;
  if (measure) return ColumnRole::result;
  if (has_any(spaced, kSettings)) return ColumnRole::parameter;
  const std::string_view first = first_word(spaced);
  if (words != first && (holds(kStatistics, first) || holds(kSplits, first))) return ColumnRole::result;
  return ColumnRole::unknown;
}

bool is_repeat_label(std::string_view cell) {
  const std::string spaced = spaced_words(cell.substr(0, 100));
  const std::size_t digits = spaced.find_first_of("0123456789");
  if (digits == std::string::npos || spaced.find_first_not_of("0123456789 ", digits) != std::string::npos) return false;
  constexpr auto kRepeats =
      std::to_array<std::string_view>({" run ", " seed ", " trial ", " repeat ", " fold ", " rep "});
  return holds(kRepeats, std::string_view(spaced).substr(0, digits));
}

bool is_summary_label(std::string_view cell) {
  const std::string spaced = spaced_words(cell.substr(0, 100));
  if (spaced.size() < 3) return false;
  return holds(kSummaryLabels, std::string_view(spaced).substr(1, spaced.size() - 2));
}

}  // namespace ingest
