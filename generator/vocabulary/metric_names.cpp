#include "vocabulary/metric_names.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "base/text/ascii.h"
#include "model/findings/metric_info.h"
#include "vocabulary/metric_patterns.h"
#include "vocabulary/name_words.h"
#include "vocabulary/word_list.h"
#include "vocabulary/words/foreign_words.h"

namespace vocabulary {
namespace {

using model::Role;

// Words that say the unit of a time or of memory. A unit that ValueKind lacks is shown in the label.
struct UnitWord {
  std::string_view word;
  model::ValueKind kind;
  std::string_view shown = "";
  double in_base_unit = 1;
};
constexpr UnitWord kUnitsOfCosts[] = {
    {"ms", model::ValueKind::milliseconds},
    {"msec", model::ValueKind::milliseconds},
    {"millis", model::ValueKind::milliseconds},
    {"milliseconds", model::ValueKind::milliseconds},
    {"s", model::ValueKind::seconds},
    {"sec", model::ValueKind::seconds},
    {"secs", model::ValueKind::seconds},
    {"seconds", model::ValueKind::seconds},
    {"h", model::ValueKind::seconds, "", 3600},
    {"hr", model::ValueKind::seconds, "", 3600},
    {"hrs", model::ValueKind::seconds, "", 3600},
    {"hour", model::ValueKind::seconds, "", 3600},
    {"hours", model::ValueKind::seconds, "", 3600},
    {"min", model::ValueKind::seconds, "", 60},
    {"mins", model::ValueKind::seconds, "", 60},
    {"minute", model::ValueKind::seconds, "", 60},
    {"minutes", model::ValueKind::seconds, "", 60},
    {"days", model::ValueKind::seconds, "", 86400},
    {"us", model::ValueKind::seconds, "", 1e-6},
    {"ns", model::ValueKind::seconds, "", 1e-9},
    {"bytes", model::ValueKind::bytes},
    {"b", model::ValueKind::bytes},
    {"kb", model::ValueKind::plain, "kB"},
    {"mb", model::ValueKind::plain, "MB"},
    {"mib", model::ValueKind::plain, "MiB"},
    {"gb", model::ValueKind::plain, "GB"},
    {"gib", model::ValueKind::plain, "GiB"},
};

bool is_time(model::ValueKind kind) {
  return kind == model::ValueKind::seconds || kind == model::ValueKind::milliseconds;
}

/// "s" of "timing(s)/gen".
std::string_view in_brackets(std::string_view name) {
  const std::size_t open = name.find_first_of("([");
  if (open == std::string_view::npos) return {};
  const std::size_t close = name.find_first_of(")]", open);
  return close == std::string_view::npos ? std::string_view{} : name.substr(open + 1, close - open - 1);
}

/// "min" is the least of many times unless the time is that of a training, or still to come.
const UnitWord* find_unit(std::string_view word, const MetricPattern& pattern) {
  const bool spent = pattern.family == Family::training_time || pattern.words == "eta" || pattern.words == "elapsed";
  if (word == "min" && !spent) return nullptr;
  const auto* unit = std::find_if(std::begin(kUnitsOfCosts), std::end(kUnitsOfCosts),
                                  [&](const UnitWord& one) { return one.word == word; });
  if (unit == std::end(kUnitsOfCosts)) return nullptr;
  return is_time(unit->kind) == (pattern.family != Family::memory) ? unit : nullptr;
}

/// Whether a unit may stand in the names that fit.
bool has_unit(const MetricPattern& pattern) {
  return pattern.kind == model::ValueKind::seconds || pattern.family == Family::memory || pattern.words == "eta" ||
         pattern.words == "elapsed";
}

// Words that change nothing in what is measured.
bool is_neutral(std::string_view word, Family family) {
  if (word == "final" || word == "rollout") return true;
  if (family == Family::training_time || family == Family::memory || family == Family::inference_time) {
    return word == "time" || word == "in" || (word == "total" && family == Family::training_time);
  }
  for (const std::string_view neutral : {"epoch", "avg", "average", "mean", "macro", "micro", "weighted"}) {
    if (word == neutral) return true;
  }
  if (family == Family::loss) return word == "total";
  if (family == Family::reward) return word == "env" || word == "runners" || word == "rolling" || word == "moving";
  const bool boxes = family == Family::detection || family == Family::task_score || family == Family::score;
  return boxes && (word == "bbox" || word == "coco" || word == "b");  // "coco/bbox_mAP", "mAP50-95(B)"
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

bool is_cost(Family family) {
  return family == Family::training_time || family == Family::memory || family == Family::inference_time;
}

/// Words that make something else of a measure: how it varies, how it differs, how much it weighs.
constexpr std::string_view kOtherThings =
    "std,stdev,stddev,stderr,var,variance,ci,lower,upper,gap,diff,difference,delta,threshold,thresh,thr,weight,coef,"
    "coeff,patience";

/// "best_acc_epoch" is an epoch.
bool says_when(const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), "best") != words.end() &&
         is_on_list(words.back(), "epoch,step,iter,iteration");
}

bool is_other_thing(const std::vector<std::string>& words, const std::vector<bool>& used, Family family) {
  if (says_when(words)) return true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (used[i]) continue;
    if (is_on_list(words[i], kOtherThings)) return true;
    if (family == Family::reward && (words[i] == "max" || words[i] == "min")) return true;  // of many episodes
  }
  return false;
}

/// A step of training, not of a forecast: "5_step_rmse".
bool says_step(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "step") continue;
    const bool ahead = i > 0 && (base::is_digit(words[i - 1][0]) || is_on_list(words[i - 1], "one,two,multi,n,k,next"));
    if (!ahead) return true;
  }
  return false;
}

/// Of one episode or one batch.
bool is_single(const std::vector<std::string>& words, const MetricPattern& pattern, Split split) {
  if (pattern.family == Family::reward) {
    return pattern.rank > 0 &&
           !any_on_list(words, "mean,avg,average,ma,rolling,moving,smooth,smoothed,ewma,ema,running");
  }
  if (is_cost(pattern.family) || any_on_list(words, "epoch")) return false;
  if (split == Split::train && any_on_list(words, "local")) return true;
  return says_step(words) || any_on_list(words, "batch,minibatch,iter,iteration,rcnn,rpn,roi");
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
    case Family::weak:
      return ObjectiveClass::anything;
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

/// "std_test_score", "acc_stderr": how far values lie apart, of which less is not better.
bool says_deviation(const std::vector<std::string>& words) {
  if (words.size() < 2) return false;
  constexpr std::string_view kDeviations = "std,stdev,stddev,stderr,sd,sem";
  return is_on_list(words.front(), kDeviations) || is_on_list(words.back(), kDeviations);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// What of a name says the unit is used up. Returns the unit where the label has to show it.
std::string_view take_unit(std::string_view name, const std::vector<std::string>& words, const MetricPattern& pattern,
                           std::vector<bool>& used, MetricName& result) {
  if (!has_unit(pattern)) return {};
  const UnitWord* unit = find_unit(words.back(), pattern);
  std::string_view said = words.back();
  if (!unit) {
    const std::vector<std::string> bracketed = words_of(in_brackets(name));
    if (bracketed.size() != 1) return {};
    unit = find_unit(bracketed[0], pattern);
    if (!unit) return {};
    said = unit->word;
  }
  result.kind = unit->kind;
  result.in_base_unit = unit->in_base_unit;
  for (std::size_t i = words.size(); i-- > 0;) {
    if (words[i] != said) continue;
    used[i] = true;
    break;
  }
  return unit->shown;
}

bool is_negated(const std::vector<std::string>& words, std::size_t until) {
  return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(until),
                     [](const std::string& word) { return is_on_list(word, "neg,negative,minus,negated"); });
}

/// "Val Acc (%)", "f1_percent". A name that says so leaves no choice.
void take_percent(std::string_view name, const std::vector<std::string>& words, std::vector<bool>& used,
                  MetricName& result) {
  bool said = name.find('%') != std::string_view::npos;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (used[i] || !is_on_list(words[i], "pct,percent,percentage,prozent")) continue;
    used[i] = said = true;
  }
  if (!said) return;
  result.kind = model::ValueKind::percent;
  result.share_like = false;
}

/// scikit-learn's "neg_mean_squared_error" is to be maximised. Of others nobody knows: "negative_accuracy" may be that
/// of negative samples.
void negate(const MetricPattern& pattern, MetricName& result) {
  const bool error = pattern.family == Family::error || pattern.family == Family::task_error;
  if (error || pattern.words == "log loss") {
    result.direction = model::Direction::maximize;
  } else {
    result.direction = model::Direction::unknown;
    result.objective = ObjectiveClass::never;
  }
}

bool is_of_training(ObjectiveClass objective) {
  return objective >= ObjectiveClass::other_accuracy && objective <= ObjectiveClass::train_loss;
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
  const std::vector<std::string> words = in_english(words_of(name));
  const std::vector<PatternMatch> matches = find_all_patterns(words);
  if (matches.empty()) return MeasureAt::nowhere;
  const bool ends = std::any_of(matches.begin(), matches.end(),
                                [&](const PatternMatch& match) { return match.at + match.count == words.size(); });
  return ends ? MeasureAt::end : MeasureAt::inside;
}

bool says_only_seconds(std::string_view name) {
  const std::vector<std::string> words = in_english(words_of(name));
  return any_on_list(words, "seconds") && std::all_of(words.begin(), words.end(), [](const std::string& word) {
           return is_on_list(word, "seconds,total,wall,elapsed,runtime");
         });
}

MetricName describe_metric(std::string_view name, Split unsplit) {
  MetricName result;
  result.label = std::string(name);
  const std::vector<std::string> words = in_english(words_of(name));
  const PatternMatch match = find_pattern(words);
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
  if (result.split == Split::none) result.split = unsplit;
  if (!match.pattern || says_deviation(words)) return result;
  const MetricPattern& pattern = *match.pattern;
  result.pattern = std::string(pattern.words);
  result.measure = std::string(pattern.measure);
  result.direction = pattern.direction;
  result.kind = pattern.kind;
  result.share_like = pattern.bounds == Bounds::share || pattern.kind == model::ValueKind::fraction;
  const std::string_view unit_shown = take_unit(name, words, pattern, used, result);
  if (is_score_or_error(pattern.family)) take_percent(name, words, used, result);
  for (std::size_t i = 0; i < words.size(); ++i) used[i] = used[i] || is_neutral(words[i], pattern.family);
  result.role = role_of(pattern.family, result.split);
  result.single = is_single(words, pattern, result.split);
  result.objective = objective_class(pattern.family, result.split, says_best(words));
  result.rank = pattern.rank;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (used[i]) continue;
    if (result.extra_words++ > 0) result.extra += ' ';
    result.extra += words[i];
  }
  const bool measured = result.objective != ObjectiveClass::never;
  if (measured && is_other_thing(words, used, pattern.family)) {
    result.direction = model::Direction::unknown;
    result.objective = ObjectiveClass::never;
  } else if (measured && is_negated(words, match.at)) {
    negate(pattern, result);
  } else if (result.single && is_of_training(result.objective)) {
    result.objective = ObjectiveClass::batch_value;
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
  // Among rewards those of an evaluation come first, then means of many; elsewhere the class has settled the split.
  const auto key = [](const MetricName& m) {
    const bool held_out = m.split == Split::validation || m.split == Split::test;
    return std::tuple(m.objective, held_out ? 0 : 1, m.single ? 1 : 0, m.extra_words + m.rank, m.extra_words);
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return name_a < name_b;
}

model::ValueKind value_kind(model::ValueKind named, double maximum, double minimum) {
  if (named != model::ValueKind::fraction) return named;
  if (minimum < -kLargestShare) return model::ValueKind::plain;
  if (std::isnan(maximum) || maximum <= kLargestShare) return named;
  return maximum > kSurelyPercent && maximum <= kLargestPercentage ? model::ValueKind::percent
                                                                   : model::ValueKind::plain;
}

}  // namespace vocabulary
