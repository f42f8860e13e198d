#include "analysis/metric_names.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace analysis {
namespace {

using model::Direction;
using model::Role;

constexpr auto kUp = Direction::maximize;
constexpr auto kDown = Direction::minimize;
constexpr auto kUnknown = Direction::unknown;

enum class Family : std::uint8_t { accuracy, loss, score, error, reward, training_time, memory, inference_time, other };

struct Pattern {
  std::string_view words;  // consecutive words of the name
  Family family;
  Direction direction;
  ValueKind kind;
  std::string_view measure;  // empty: no label of its own
};

constexpr auto kPlain = ValueKind::plain;
constexpr auto kShare = ValueKind::fraction;
constexpr auto kSeconds = ValueKind::seconds;

// The first that fits wins: costs and counters before measures that their names contain, longer before shorter.
constexpr Pattern kPatterns[] = {
    {"inference time", Family::inference_time, kDown, kSeconds, "inference time"},
    {"inference latency", Family::inference_time, kDown, kSeconds, "inference time"},
    {"inference ms", Family::inference_time, kDown, kSeconds, "inference time"},
    {"latency", Family::inference_time, kDown, kSeconds, "latency"},
    {"training time", Family::training_time, kDown, kSeconds, "training time"},
    {"train time", Family::training_time, kDown, kSeconds, "training time"},
    {"train runtime", Family::training_time, kDown, kSeconds, "training time"},
    {"training seconds", Family::training_time, kDown, kSeconds, "training time"},
    {"fit time", Family::training_time, kDown, kSeconds, "training time"},
    {"fit seconds", Family::training_time, kDown, kSeconds, "training time"},
    {"time elapsed", Family::training_time, kDown, kSeconds, "training time"},
    {"total time", Family::training_time, kDown, kSeconds, "total time"},
    {"duration", Family::training_time, kDown, kSeconds, "duration"},
    {"peak gpu memory", Family::memory, kDown, kPlain, "peak GPU memory"},
    {"max gpu memory", Family::memory, kDown, kPlain, "peak GPU memory"},
    {"peak memory allocated", Family::memory, kDown, kPlain, "peak memory"},
    {"max memory allocated", Family::memory, kDown, kPlain, "peak memory"},
    {"peak memory", Family::memory, kDown, kPlain, "peak memory"},
    {"max memory", Family::memory, kDown, kPlain, "peak memory"},
    {"gpu memory", Family::memory, kDown, kPlain, "GPU memory"},
    {"gpu mem", Family::memory, kDown, kPlain, "GPU memory"},
    {"memory", Family::memory, kDown, kPlain, "memory"},
    {"runtime", Family::other, kDown, kSeconds, ""},
    {"per second", Family::other, kUp, kPlain, ""},
    {"fps", Family::other, kUp, kPlain, ""},
    {"throughput", Family::other, kUp, kPlain, ""},
    {"time", Family::other, kDown, kSeconds, ""},
    {"seconds", Family::other, kDown, kSeconds, ""},
    {"lr", Family::other, kUnknown, kPlain, ""},
    {"learning rate", Family::other, kUnknown, kPlain, ""},
    {"grad norm", Family::other, kUnknown, kPlain, ""},
    {"entropy", Family::other, kUnknown, kPlain, ""},

    {"top 1 accuracy", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"accuracy top 1", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"acc top 1", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"top 1 acc", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"top 1", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"acc 1", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"prec 1", Family::accuracy, kUp, kShare, "top-1 accuracy"},
    {"accuracy top 5", Family::score, kUp, kShare, "top-5 accuracy"},
    {"top 5", Family::score, kUp, kShare, "top-5 accuracy"},
    {"acc 5", Family::score, kUp, kShare, "top-5 accuracy"},
    {"balanced accuracy", Family::accuracy, kUp, kShare, "balanced accuracy"},
    {"categorical accuracy", Family::accuracy, kUp, kShare, "accuracy"},
    {"binary accuracy", Family::accuracy, kUp, kShare, "accuracy"},
    {"accuracy", Family::accuracy, kUp, kShare, "accuracy"},
    {"acc", Family::accuracy, kUp, kShare, "accuracy"},
    {"map 50 95", Family::score, kUp, kPlain, "mAP 50–95"},
    {"map 50", Family::score, kUp, kPlain, "mAP 50"},
    {"map", Family::score, kUp, kPlain, "mAP"},
    {"f 1", Family::score, kUp, kPlain, "F1"},
    {"auc", Family::score, kUp, kPlain, "AUC"},
    {"auroc", Family::score, kUp, kPlain, "AUC"},
    {"precision", Family::score, kUp, kPlain, "precision"},
    {"recall", Family::score, kUp, kPlain, "recall"},
    {"miou", Family::score, kUp, kPlain, "mean IoU"},
    {"iou", Family::score, kUp, kPlain, "IoU"},
    {"dice loss", Family::loss, kDown, kPlain, "Dice loss"},
    {"dice", Family::score, kUp, kPlain, "Dice"},
    {"mcc", Family::score, kUp, kPlain, "MCC"},
    {"kappa", Family::score, kUp, kPlain, "kappa"},
    {"bleu", Family::score, kUp, kPlain, "BLEU"},
    {"rouge", Family::score, kUp, kPlain, "ROUGE"},
    {"psnr", Family::score, kUp, kPlain, "PSNR"},
    {"ssim", Family::score, kUp, kPlain, "SSIM"},
    {"ndcg", Family::score, kUp, kPlain, "NDCG"},
    {"r 2", Family::score, kUp, kPlain, "R²"},
    {"error rate", Family::error, kDown, kShare, "error rate"},
    {"wer", Family::error, kDown, kPlain, "word error rate"},
    {"cer", Family::error, kDown, kPlain, "character error rate"},
    {"perplexity", Family::error, kDown, kPlain, "perplexity"},
    {"ppl", Family::error, kDown, kPlain, "perplexity"},
    {"rmse", Family::error, kDown, kPlain, "RMSE"},
    {"mse loss", Family::loss, kDown, kPlain, "MSE loss"},
    {"mse", Family::error, kDown, kPlain, "MSE"},
    {"mean squared error", Family::error, kDown, kPlain, "MSE"},
    {"mean absolute error", Family::error, kDown, kPlain, "MAE"},
    {"mape", Family::error, kDown, kPlain, "MAPE"},
    {"mae", Family::error, kDown, kPlain, "MAE"},
    {"fid", Family::error, kDown, kPlain, "FID"},
    {"policy gradient loss", Family::other, kUnknown, kPlain, ""},
    {"policy loss", Family::other, kUnknown, kPlain, ""},
    {"loss", Family::loss, kDown, kPlain, "loss"},
    {"nll", Family::loss, kDown, kPlain, "negative log likelihood"},
    {"bpb", Family::error, kDown, kPlain, "bits per byte"},
    {"mean ep rew", Family::reward, kUp, kPlain, "mean episode reward"},
    {"ep rew mean", Family::reward, kUp, kPlain, "mean episode reward"},
    {"int reward", Family::other, kUnknown, kPlain, ""},
    {"intrinsic reward", Family::other, kUnknown, kPlain, ""},
    {"mean reward", Family::reward, kUp, kPlain, "mean reward"},
    {"episode reward mean", Family::reward, kUp, kPlain, "mean episode reward"},
    {"episode reward", Family::reward, kUp, kPlain, "episode reward"},
    {"episode return", Family::reward, kUp, kPlain, "episode return"},
    {"average ep ret", Family::reward, kUp, kPlain, "mean episode return"},
    {"average return", Family::reward, kUp, kPlain, "mean return"},
    {"episodic return", Family::reward, kUp, kPlain, "episode return"},
    {"ep ret", Family::reward, kUp, kPlain, "episode return"},
    {"reward", Family::reward, kUp, kPlain, "reward"},
    {"return", Family::reward, kUp, kPlain, "return"},
    {"success rate", Family::score, kUp, kShare, "success rate"},
    {"win rate", Family::score, kUp, kShare, "win rate"},
    {"fitness", Family::score, kUp, kPlain, "fitness"},
    {"score", Family::score, kUp, kPlain, "score"},
    {"error", Family::error, kDown, kPlain, "error"},
    {"err", Family::error, kDown, kPlain, "error"},
    {"cost", Family::error, kDown, kPlain, "cost"},
};

// Last words that say the unit of a time or of memory. A unit that ValueKind lacks is shown in the label.
struct UnitWord {
  std::string_view word;
  ValueKind kind;
  std::string_view shown;
};
constexpr UnitWord kUnitWords[] = {
    {"ms", ValueKind::milliseconds, ""},
    {"milliseconds", ValueKind::milliseconds, ""},
    {"s", kSeconds, ""},
    {"sec", kSeconds, ""},
    {"secs", kSeconds, ""},
    {"seconds", kSeconds, ""},
    {"bytes", ValueKind::bytes, ""},
    {"b", ValueKind::bytes, ""},
    {"h", kPlain, "h"},
    {"hours", kPlain, "h"},
    {"min", kPlain, "min"},
    {"minutes", kPlain, "min"},
    {"us", kPlain, "µs"},
    {"ns", kPlain, "ns"},
    {"kb", kPlain, "kB"},
    {"mb", kPlain, "MB"},
    {"mib", kPlain, "MiB"},
    {"gb", kPlain, "GB"},
    {"gib", kPlain, "GiB"},
};

// Words that change nothing in what is measured.
bool is_neutral(std::string_view word, Family family) {
  if (word == "final" || word == "rollout") return true;
  if (family == Family::training_time || family == Family::memory || family == Family::inference_time) {
    return word == "time";  // "time/total_time"
  }
  return word == "epoch" || word == "avg" || word == "average" || word == "mean";
}

Split split_of(std::string_view word) {
  if (word == "train" || word == "training") return Split::train;
  if (word == "val" || word == "valid" || word == "validation" || word == "eval" || word == "evaluation" ||
      word == "dev") {
    return Split::validation;
  }
  if (word == "test" || word == "testing") return Split::test;
  return Split::none;
}

// Number of words of `pattern` if they stand in `words` from `at` on, else 0.
std::size_t match_at(const std::vector<std::string>& words, std::size_t at, std::string_view pattern) {
  std::size_t count = 0;
  while (!pattern.empty()) {
    const std::size_t blank = pattern.find(' ');
    const std::string_view word = pattern.substr(0, blank);
    if (at + count >= words.size() || words[at + count] != word) return 0;
    ++count;
    pattern = blank == std::string_view::npos ? std::string_view{} : pattern.substr(blank + 1);
  }
  return count;
}

struct Match {
  const Pattern* pattern = nullptr;
  std::size_t at = 0, count = 0;
};

Match find_pattern(const std::vector<std::string>& words) {
  for (const Pattern& pattern : kPatterns) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (const std::size_t count = match_at(words, at, pattern.words)) return {&pattern, at, count};
    }
  }
  return {};
}

ObjectiveClass objective_class(Family family, Split split) {
  if (split == Split::test) return ObjectiveClass::never;
  const bool validation = split == Split::validation;
  switch (family) {
    case Family::accuracy:
      return validation ? ObjectiveClass::validation_accuracy : ObjectiveClass::train_accuracy;
    case Family::score:
      if (split == Split::train) return ObjectiveClass::anything;
      return validation ? ObjectiveClass::validation_score : ObjectiveClass::other_score;
    case Family::error:
      if (split == Split::train) return ObjectiveClass::anything;
      return validation ? ObjectiveClass::validation_error : ObjectiveClass::other_score;
    case Family::loss:
      return validation ? ObjectiveClass::validation_loss : ObjectiveClass::train_loss;
    case Family::reward:
      return ObjectiveClass::reward;
    default:
      return ObjectiveClass::never;
  }
}

std::optional<Role> role_of(Family family, Split split) {
  switch (family) {
    case Family::accuracy:
      if (split == Split::test) return std::nullopt;
      return split == Split::validation ? Role::validation_accuracy : Role::train_accuracy;
    case Family::loss:
      if (split == Split::test) return std::nullopt;
      return split == Split::validation ? Role::validation_loss : Role::train_loss;
    case Family::training_time:
      return Role::training_time;
    case Family::memory:
      return Role::memory;
    case Family::inference_time:
      return Role::inference_time;
    default:
      return std::nullopt;
  }
}

bool is_cost(Family family) {
  return family == Family::training_time || family == Family::memory || family == Family::inference_time;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string label_of(Split split, std::string_view measure) {
  switch (split) {
    case Split::train:
      return "Training " + std::string(measure);
    case Split::validation:
      return "Validation " + std::string(measure);
    case Split::test:
      return "Test " + std::string(measure);
    case Split::none:
      break;
  }
  // "mAP" keeps its small m.
  return measure.starts_with("mAP") ? std::string(measure) : capitalised(std::string(measure));
}

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(unsigned char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(unsigned char c) {
  return c >= 'a' && c <= 'z';
}

// camelCase turns after two small letters or more, so that "mAP" stays one word.
bool turns(std::string_view name, std::size_t i) {
  return i >= 2 && is_upper(static_cast<unsigned char>(name[i])) && is_lower(static_cast<unsigned char>(name[i - 1])) &&
         is_lower(static_cast<unsigned char>(name[i - 2]));
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  enum class Class : std::uint8_t { other, letter, digit };
  Class before = Class::other;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const Class now = is_letter(c) ? Class::letter : is_digit(c) ? Class::digit : Class::other;
    if (now != Class::other) {
      if (now != before || turns(name, i)) words.emplace_back();
      words.back() += static_cast<char>(is_upper(c) ? c - 'A' + 'a' : c);
    }
    before = now;
  }
  return words;
}

MetricName describe_metric(std::string_view name) {
  MetricName result;
  result.label = std::string(name);
  const std::vector<std::string> words = words_of(name);
  const Match match = find_pattern(words);
  const bool cost = match.pattern && is_cost(match.pattern->family);
  std::vector<bool> used(words.size(), false);
  for (std::size_t i = 0; i < match.count; ++i) used[match.at + i] = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (used[i]) continue;
    const Split split = split_of(words[i]);
    if (split != Split::none && (result.split == Split::none || result.split == split)) {
      result.split = split;
      used[i] = true;
    }
  }
  if (result.split == Split::none && words.size() > 1 && words[0] == "metrics" && !used[0]) {
    result.split = Split::validation;
    used[0] = true;
  }
  if (!match.pattern) return result;
  const Pattern& pattern = *match.pattern;
  result.pattern = std::string(pattern.words);
  result.measure = std::string(pattern.measure);
  result.direction = pattern.direction;
  result.kind = pattern.kind;
  std::string_view unit_shown;
  if (cost || pattern.kind == ValueKind::seconds) {
    for (const UnitWord& unit : kUnitWords) {
      if (words.back() != unit.word) continue;
      result.kind = unit.kind;
      unit_shown = unit.shown;
      used.back() = true;
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) used[i] = used[i] || is_neutral(words[i], pattern.family);
  result.role = role_of(pattern.family, result.split);
  result.objective = objective_class(pattern.family, result.split);
  result.extra_words = static_cast<unsigned>(std::count(used.begin(), used.end(), false));
  if (!pattern.measure.empty() && result.extra_words == 0) {
    const bool split_is_measure = pattern.family == Family::training_time;  // "Training time", not "Training training"
    result.label = label_of(split_is_measure ? Split::none : result.split, pattern.measure);
    if (!unit_shown.empty()) result.label += " (" + std::string(unit_shown) + ")";
  }
  return result;
}

bool better_objective(const MetricName& a, std::string_view name_a, const MetricName& b, std::string_view name_b) {
  // Among rewards that of an evaluation comes first; elsewhere the class has settled the split.
  const auto key = [](const MetricName& m) {
    return std::tuple(m.objective, m.split == Split::validation ? 0 : 1, m.extra_words);
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return name_a < name_b;
}

ValueKind value_kind(ValueKind named, double maximum) {
  if (named != ValueKind::fraction || std::isnan(maximum) || maximum <= 1.0) return named;
  return maximum <= 100.0 ? ValueKind::percent : ValueKind::plain;
}

}  // namespace analysis
