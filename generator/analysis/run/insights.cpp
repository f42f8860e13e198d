#include "analysis/run/insights.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/run/insight_rules.h"
#include "model/findings/metric_info.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

using Kind = model::Insight::Kind;
using vocabulary::MetricName;
using vocabulary::ObjectiveClass;
using vocabulary::Split;

/// Spreads and extremes over episodes or classes tell nothing of a run's course.
bool is_statistic(const MetricName& name) {
  for (const std::string& word : vocabulary::words_of(name.extra)) {
    for (const std::string_view statistic : {"std", "stddev", "var", "variance", "min", "max"}) {
      if (word == statistic) return true;
    }
  }
  return false;
}

bool is_headline(const MetricName& name) {
  return !is_statistic(name) &&
         (name.objective <= ObjectiveClass::other_score || name.objective == ObjectiveClass::never);
}

bool is_constant(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); });
}

class InsightFinder {
 public:
  InsightFinder(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                std::span<const MetricName> names)
      : run_(run), series_(series), names_(names) {
    for (const MetricName& name : names_) rewards_ = rewards_ || name.objective == ObjectiveClass::reward;
  }

  std::vector<model::Insight> find(std::span<const model::BestPoint> candidates) {
    std::vector<Subject> subjects = choose(candidates);
    for (const Subject& subject : subjects) examine(subject);
    add(find_throughput_change(run_.axes));
    std::stable_sort(found_.begin(), found_.end(),
                     [](const model::Insight& a, const model::Insight& b) { return a.kind < b.kind; });
    return std::move(found_);
  }

 private:
  struct Subject {
    std::size_t series = 0;
    model::Direction direction = model::Direction::unknown;
    bool headline = false;  // its course is told, not only its end and its pair
  };

  bool is_plain_loss(const MetricName& name) const {
    return name.objective == ObjectiveClass::train_loss && name.extra_words == 0;
  }

  bool is_held_out(const MetricName& name) const {
    return name.split == Split::validation || name.split == Split::test;
  }

  /// Candidates for the objective, plain training losses, and test metrics where nothing else was held out.
  std::vector<Subject> choose(std::span<const model::BestPoint> candidates) const {
    std::vector<Subject> subjects(series_.size());
    bool any_headline = false;
    for (const model::BestPoint& candidate : candidates) {
      const std::size_t at = position(candidate.metric);
      subjects[at] = {.series = at, .direction = candidate.direction, .headline = is_headline(names_[at])};
      any_headline = any_headline || subjects[at].headline;
    }
    const bool validated = std::any_of(names_.begin(), names_.end(), [](const MetricName& name) {
      return name.split == Split::validation && name.direction != model::Direction::unknown;
    });
    std::size_t more = 0;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      Subject& subject = subjects[i];
      subject.headline = subject.headline || (!any_headline && !is_statistic(names_[i]));
      if (subject.direction != model::Direction::unknown) continue;
      const bool test = !validated && names_[i].split == Split::test && names_[i].kind != model::ValueKind::seconds;
      if (more == kMoreSubjects || !(is_plain_loss(names_[i]) || test)) continue;
      subject = {.series = i, .direction = names_[i].direction};
      ++more;
    }
    std::erase_if(subjects, [](const Subject& one) { return one.direction == model::Direction::unknown; });
    return subjects;
  }

  std::size_t position(const std::string& metric) const {
    return static_cast<std::size_t>(std::find_if(series_.begin(), series_.end(),
                                                 [&](const model::SeriesDigest& one) { return one.name == metric; }) -
                                    series_.begin());
  }

  /// Made once: a training loss is looked at itself and beside each held-out metric.
  const InsightCurve& curve_of(std::size_t series, model::Direction direction) {
    const auto place = curves_.try_emplace({series, direction}).first;
    if (!place->second) place->second = make_insight_curve(run_, series_[series], series, names_[series], direction);
    return *place->second;
  }

  void examine(const Subject& subject) {
    const MetricName& name = names_[subject.series];
    const InsightCurve& curve = curve_of(subject.series, subject.direction);
    const bool loss = subject.direction == model::Direction::minimize;
    // An agent's losses are no measure of its progress: they grow with its rewards.
    const bool training_loss = is_plain_loss(name) && !rewards_;
    if (loss && !curve.cost.empty() && add(find_divergence(run_, curve, false))) return;
    if (curve.size() < kInsightPoints || is_constant(curve.cost)) return;
    if (training_loss && add(find_divergence(run_, curve, true))) return;
    if (training_loss) {
      if (!add(find_high_rate(run_, curve))) add(find_low_rate(run_, curve));
    }
    if (is_held_out(name) && name.objective != ObjectiveClass::reward && compare_with_training(curve)) return;
    if (!subject.headline) return;
    if (!add(find_still_improving(run_, curve))) add(find_plateau(run_, curve));
  }

  /// True if the run overfitted: its course is told then.
  bool compare_with_training(const InsightCurve& held_out) {
    const std::optional<std::size_t> twin = partner(held_out, true), loss = partner(held_out, false);
    bool overfitted = false;
    if (twin) {
      const InsightCurve& training = curve_of(*twin, held_out.direction);
      if (training.size() < kInsightPoints) return false;
      overfitted = add(find_overfitting(run_, held_out, training));
      add(find_gap(run_, held_out, training));
    } else if (loss && !rewards_) {
      const InsightCurve& training = curve_of(*loss, model::Direction::minimize);
      if (training.size() < kInsightPoints) return false;
      overfitted = add(find_overfitting(run_, held_out, training));
    }
    return overfitted;
  }

  /// The same measure on training data, or the plain training loss; one that says "train" before one that says nothing.
  std::optional<std::size_t> partner(const InsightCurve& held_out, bool twin) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const MetricName& name = names_[i];
      if (is_held_out(name) || !series_[i].finite || name.pattern.empty()) continue;
      const MetricName& own = held_out.name;
      const bool same = name.measure == own.measure && name.extra == own.extra && name.direction == own.direction &&
                        !own.measure.empty();
      if (twin ? !same : !is_plain_loss(name)) continue;
      if (!best || (names_[*best].split == Split::none && name.split == Split::train)) best = i;
    }
    return best;
  }

  bool add(FoundInsight insight) {
    if (insight) found_.push_back(std::move(*insight));
    return insight.has_value();
  }

  static constexpr std::size_t kMoreSubjects = 4;

  const model::Run& run_;
  const std::vector<model::SeriesDigest>& series_;
  const std::span<const MetricName> names_;
  std::map<std::pair<std::size_t, model::Direction>, std::optional<InsightCurve>> curves_;
  bool rewards_ = false;
  std::vector<model::Insight> found_;
};

}  // namespace

std::vector<model::Insight> find_insights(const model::Run& run, const std::vector<model::SeriesDigest>& series,
                                          std::span<const MetricName> names,
                                          std::span<const model::BestPoint> candidates) {
  return InsightFinder(run, series, names).find(candidates);
}

}  // namespace analysis
