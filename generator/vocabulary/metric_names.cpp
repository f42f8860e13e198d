#include "vocabulary/metric_names.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "model/findings/metric_info.h"
#include "vocabulary/metric_patterns.h"
#include "vocabulary/name_words.h"

namespace vocabulary {
namespace {

using model::Role;

// Last words that say the unit of a time or of memory. A unit that ValueKind lacks is shown in the label.
struct UnitWord {
  std::string_view word;
  model::ValueKind kind;
  std::string_view shown;
};
constexpr UnitWord kUnitWords[] = {
    {"ms", model::ValueKind::milliseconds, ""}, {"milliseconds", model::ValueKind::milliseconds, ""},
    {"s", model::ValueKind::seconds, ""},       {"sec", model::ValueKind::seconds, ""},
    {"secs", model::ValueKind::seconds, ""},    {"seconds", model::ValueKind::seconds, ""},
    {"bytes", model::ValueKind::bytes, ""},     {"b", model::ValueKind::bytes, ""},
    {"h", model::ValueKind::plain, "h"},        {"hours", model::ValueKind::plain, "h"},
    {"min", model::ValueKind::plain, "min"},    {"minutes", model::ValueKind::plain, "min"},
    {"us", model::ValueKind::plain, "µs"},      {"ns", model::ValueKind::plain, "ns"},
    {"kb", model::ValueKind::plain, "kB"},      {"mb", model::ValueKind::plain, "MB"},
    {"mib", model::ValueKind::plain, "MiB"},    {"gb", model::ValueKind::plain, "GB"},
    {"gib", model::ValueKind::plain, "GiB"},
};

// Words that change nothing in what is measured.
bool is_neutral(std::string_view word, Family family) {
  if (word == "final" || word == "rollout") return true;
  if (family == Family::training_time || family == Family::memory || family == Family::inference_time) {
    return word == "time";  // "time/total_time"
  }
  for (const std::string_view neutral : {"epoch", "avg", "average", "mean", "macro", "micro", "weighted"}) {
    if (word == neutral) return true;
  }
  if (family == Family::loss) return word == "total";
  const bool boxes = family == Family::detection || family == Family::task_score || family == Family::score;
  return boxes && (word == "bbox" || word == "coco" || word == "b");  // "coco/bbox_mAP", "mAP50-95(B)"
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
  const MetricPattern* pattern = nullptr;
  std::size_t at = 0, count = 0;
};

bool is_measure(Family family) {
  switch (family) {
    case Family::detection:
    case Family::accuracy:
    case Family::minor_accuracy:
    case Family::score:
    case Family::error:
    case Family::task_score:
    case Family::task_error:
      return true;
    default:
      return false;
  }
}

Match find_pattern(const std::vector<std::string>& words) {
  const bool loss = std::find(words.begin(), words.end(), "loss") != words.end();
  for (const MetricPattern& pattern : metric_patterns()) {
    if (loss && is_measure(pattern.family)) continue;  // "loss_iou" is a loss
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (const std::size_t count = match_at(words, at, pattern.words)) return {&pattern, at, count};
    }
  }
  return {};
}

ObjectiveClass class_of_test(Family family) {
  switch (family) {
    case Family::detection:
      return ObjectiveClass::test_detection;
    case Family::accuracy:
    case Family::minor_accuracy:
      return ObjectiveClass::test_accuracy;
    case Family::score:
    case Family::task_score:
      return ObjectiveClass::test_score;
    case Family::error:
    case Family::task_error:
      return ObjectiveClass::test_error;
    case Family::loss:
      return ObjectiveClass::test_loss;
    case Family::reward:
      return ObjectiveClass::reward;  // test episodes are an evaluation, not data kept aside
    default:
      return ObjectiveClass::never;
  }
}

/// `evaluated`: no split is said, but the name says that it was not computed while training.
ObjectiveClass objective_class(Family family, Split split, bool evaluated) {
  if (split == Split::test) return class_of_test(family);
  const bool task = family == Family::detection || family == Family::task_score || family == Family::task_error;
  const bool validation = split == Split::validation || (split == Split::none && (evaluated || task));
  const bool train = split == Split::train;
  switch (family) {
    case Family::detection:
      if (train) return ObjectiveClass::anything;
      return ObjectiveClass::validation_detection;
    case Family::accuracy:
    case Family::minor_accuracy:
      if (train) return ObjectiveClass::train_accuracy;
      return validation ? ObjectiveClass::validation_accuracy : ObjectiveClass::other_accuracy;
    case Family::score:
    case Family::task_score:
      if (train) return ObjectiveClass::anything;
      return validation ? ObjectiveClass::validation_score : ObjectiveClass::other_score;
    case Family::error:
    case Family::task_error:
      if (train) return ObjectiveClass::anything;
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

/// "best_acc": nobody keeps the best of training data.
bool says_best(const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), "best") != words.end();
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

}  // namespace

Split split_of(std::string_view word) {
  if (word == "train" || word == "training" || word == "learn") return Split::train;
  if (word == "val" || word == "valid" || word == "validation" || word == "eval" || word == "evaluation" ||
      word == "dev") {
    return Split::validation;
  }
  if (word == "test" || word == "testing") return Split::test;
  return Split::none;
}

MeasureAt find_measure(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  bool inside = false;
  for (const MetricPattern& pattern : metric_patterns()) {
    if (pattern.family == Family::logged) continue;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::size_t count = match_at(words, at, pattern.words);
      if (count > 0 && at + count == words.size()) return MeasureAt::end;
      inside = inside || count > 0;
    }
  }
  return inside ? MeasureAt::inside : MeasureAt::nowhere;
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
  const MetricPattern& pattern = *match.pattern;
  result.pattern = std::string(pattern.words);
  result.measure = std::string(pattern.measure);
  result.direction = pattern.direction;
  result.kind = pattern.kind;
  std::string_view unit_shown;
  if (cost || pattern.kind == model::ValueKind::seconds) {
    for (const UnitWord& unit : kUnitWords) {
      if (words.back() != unit.word) continue;
      result.kind = unit.kind;
      unit_shown = unit.shown;
      used.back() = true;
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) used[i] = used[i] || is_neutral(words[i], pattern.family);
  result.role = role_of(pattern.family, result.split);
  result.objective = objective_class(pattern.family, result.split, says_best(words));
  result.rank = pattern.rank;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (used[i]) continue;
    if (result.extra_words++ > 0) result.extra += ' ';
    result.extra += words[i];
  }
  if (!pattern.measure.empty() && result.extra_words == 0) {
    const bool split_is_measure = pattern.family == Family::training_time;  // "Training time", not "Training training"
    result.label = label_of(split_is_measure ? Split::none : result.split, pattern.measure);
    if (!unit_shown.empty()) result.label += " (" + std::string(unit_shown) + ")";
  }
  return result;
}

bool is_validation(ObjectiveClass objective) {
  return objective <= ObjectiveClass::validation_loss;
}

bool is_test(ObjectiveClass objective) {
  return objective >= ObjectiveClass::test_detection && objective <= ObjectiveClass::test_loss;
}

bool better_objective(const MetricName& a, std::string_view name_a, const MetricName& b, std::string_view name_b) {
  // Among rewards those of an evaluation come first; elsewhere the class has settled the split.
  const auto key = [](const MetricName& m) {
    const bool held_out = m.split == Split::validation || m.split == Split::test;
    return std::tuple(m.objective, held_out ? 0 : 1, m.extra_words + m.rank, m.extra_words);
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return name_a < name_b;
}

model::ValueKind value_kind(model::ValueKind named, double maximum) {
  if (named != model::ValueKind::fraction || std::isnan(maximum) || maximum <= 1.0) return named;
  return maximum <= 100.0 ? model::ValueKind::percent : model::ValueKind::plain;
}

}  // namespace vocabulary
