#include "analysis/log/kept/kept_numbers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/findings.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/name_words.h"

namespace analysis {
namespace {

/// Half a unit of the last digit of "0.872", "12", "1.2e-4".
double rounding_of(std::string_view digits) {
  const std::size_t exponent_at = std::min(digits.find_first_of("eE"), digits.size());
  const std::string_view mantissa = digits.substr(0, exponent_at);
  const std::size_t point = mantissa.find('.');
  double power = point == std::string_view::npos ? 0 : -static_cast<double>(mantissa.size() - point - 1);
  if (exponent_at < digits.size()) power += base::parse_number(digits.substr(exponent_at + 1)).value_or(0);
  return 0.5 * std::pow(10, power);
}

/// Of "1 h 30 min", half a minute.
std::optional<double> rounding_of_duration(std::string_view text) {
  const std::size_t last_digit = text.find_last_of("0123456789");
  if (last_digit == std::string_view::npos) return std::nullopt;
  const std::size_t before = text.find_last_not_of("0123456789.", last_digit);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::string unit = base::to_lower(base::trim(text.substr(last_digit + 1)));
  double seconds = 1;
  if (unit == "ms") {
    seconds = 1e-3;
  } else if (unit.starts_with('m')) {
    seconds = 60;
  } else if (unit.starts_with('h')) {
    seconds = 3600;
  } else if (unit.starts_with('d')) {
    seconds = 86400;
  }
  return rounding_of(text.substr(start, last_digit + 1 - start)) * seconds;
}

const model::Parameter* find_leaf(const model::RunDigest& run, std::string_view path) {
  const auto found = std::find_if(run.summary.begin(), run.summary.end(),
                                  [&](const model::Parameter& leaf) { return leaf.path == path; });
  return found == run.summary.end() ? nullptr : &*found;
}

/// A computed value as it is said: six digits tell.
std::string short_number(double value) {
  if (value == 0 || !std::isfinite(value)) return base::number_text(value);
  const int whole_digits = static_cast<int>(std::floor(std::log10(std::fabs(value)))) + 1;
  const int decimals = std::clamp(6 - whole_digits, 0, 17);
  std::string text = base::fixed_text(value, decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// The means that the log may have written down.
struct Means {
  double at_best = 0, best = 0, last = 0;
  std::vector<double> all() const { return {at_best, best, last}; }
};

/// The metrics of a project that an experiment has, by what a log may call them.
class MetricFinder {
 public:
  MetricFinder(const model::Project& project, const model::Experiment& experiment)
      : project_(project), experiment_(experiment) {}

  const model::MetricEstimate* find(const std::string& name) const {
    const std::vector<std::string> words = vocabulary::words_of(name);
    if (const model::MetricEstimate* same = first(
            [&](model::Index, const model::MetricInfo& info) { return vocabulary::words_of(info.name) == words; }))
      return same;
    const vocabulary::MetricName said = vocabulary::describe_metric(name);
    if (said.split == vocabulary::Split::none && said.role != model::Role::training_time && said.extra_words == 0) {
      if (const model::MetricEstimate* main = of_measure_alone(said)) return main;
    }
    if (said.role) {
      if (const model::MetricEstimate* played = with_role(*said.role)) return played;
    }
    if (said.measure.empty()) return nullptr;
    return first([&](model::Index, const model::MetricInfo& info) {
      const vocabulary::MetricName own = vocabulary::describe_metric(info.name);
      return own.split == said.split && own.measure == said.measure && own.extra_words == said.extra_words;
    });
  }

 private:
  template <class Test>
  const model::MetricEstimate* first(Test test) const {
    for (model::Index metric = 0; metric < project_.metrics.size(); ++metric) {
      if (!test(metric, project_.metrics[metric])) continue;
      if (const model::MetricEstimate* found = experiment_.find(metric)) return found;
    }
    return nullptr;
  }

  const model::MetricEstimate* with_role(model::Role role) const {
    return first([&](model::Index, const model::MetricInfo& info) { return info.role == role; });
  }

  /// "accuracy" in a log is the one that the experiments are ranked by.
  const model::MetricEstimate* of_measure_alone(const vocabulary::MetricName& said) const {
    const auto measures_it = [&](const model::MetricInfo& info) {
      return vocabulary::describe_metric(info.name).measure == said.measure;
    };
    if (said.measure.empty()) return nullptr;
    if (project_.objective && measures_it(project_.metrics[*project_.objective])) {
      return experiment_.find(*project_.objective);
    }
    return first([&](model::Index, const model::MetricInfo& info) {
      return measures_it(info) && vocabulary::describe_metric(info.name).split == vocabulary::Split::validation;
    });
  }

  const model::Project& project_;
  const model::Experiment& experiment_;
};

/// The computed value in the unit of the log: shares as fractions, times in seconds. What a log says without a percent
/// sign may mean per cent all the same.
struct Compared {
  double value = 0, rounding = 0, scale = 1;
};
Compared in_unit_of(const LoggedNumber& number, model::ValueKind kind) {
  Compared compared{number.value, number.rounding, 1};
  if (kind == model::ValueKind::fraction && std::fabs(number.value) > 1) {
    compared.value /= 100;
    compared.rounding /= 100;
  }
  if (kind == model::ValueKind::percent && std::fabs(number.value) <= 1) compared.scale = 0.01;
  if (kind == model::ValueKind::milliseconds && number.metric.ends_with("_s")) compared.scale = 1e-3;
  return compared;
}

bool agrees(const Compared& compared, const Means& means) {
  const double slack = compared.rounding * (1 + 1e-6) + 1e-12 * std::fabs(compared.value);
  const std::vector<double> all = means.all();
  return std::any_of(all.begin(), all.end(), [&](double mean) {
    return std::isfinite(mean) && std::fabs(compared.value - mean * compared.scale) <= slack;
  });
}

std::string computed_text(const Compared& compared, const Means& means) {
  const std::string best = short_number(means.best * compared.scale), last = short_number(means.last * compared.scale);
  return best == last ? best : best + " (best) and " + last + " (last)";
}

/// What one log came to.
struct Tally {
  std::string file;
  std::size_t experiments = 0, agree = 0, disagree = 0, alone = 0;
};

std::string count_of(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

model::Notice tally_notice(const Tally& tally) {
  std::string what = count_of(tally.experiments, "experiment of this log was", "experiments of this log were") +
                     " measured: what it says is added to the runs; " +
                     count_of(tally.agree, "number agrees", "numbers agree") + " with what is computed, " +
                     std::to_string(tally.disagree) + (tally.disagree == 1 ? " does" : " do") + " not";
  if (tally.alone > 0)
    what += "; " + std::to_string(tally.alone) + " could not be compared, as no run logged the metric";
  return {.severity = model::Severity::note, .code = "log-measured", .file = tally.file, .what = std::move(what)};
}

}  // namespace

std::vector<LoggedNumber> logged_numbers(const model::RunDigest& logged) {
  std::vector<LoggedNumber> numbers;
  for (std::size_t i = 0; i < logged.summary.size(); ++i) {
    const model::Parameter& leaf = logged.summary[i];
    const bool number = leaf.value.kind == model::ParameterValue::Kind::number && std::isfinite(leaf.value.number);
    if (!number || leaf.path.ends_with(".sd")) continue;
    LoggedNumber one{.metric = leaf.path,
                     .written = leaf.value.text,
                     .value = leaf.value.number,
                     .rounding = rounding_of(leaf.value.text)};
    if (i < logged.summary_lines.size()) one.line = logged.summary_lines[i];
    const model::Parameter* text =
        leaf.path.ends_with("_s") ? find_leaf(logged, leaf.path.substr(0, leaf.path.size() - 2)) : nullptr;
    if (text != nullptr && text->value.kind == model::ParameterValue::Kind::text) {
      one.written = text->value.text;
      one.rounding = rounding_of_duration(text->value.text).value_or(one.rounding);
    }
    numbers.push_back(std::move(one));
  }
  return numbers;
}

std::vector<model::Notice> compare_kept_logs(const KeptLogs& logs, const model::Findings& findings,
                                             const std::vector<model::RunDigest>& runs) {
  std::vector<model::Notice> notices;
  std::vector<Tally> tallies;
  for (const KeptExperiment& kept : logs.experiments) {
    const auto same = [&](const Tally& tally) { return tally.file == kept.file; };
    auto tally = std::find_if(tallies.begin(), tallies.end(), same);
    if (tally == tallies.end()) tally = tallies.insert(tallies.end(), {.file = kept.file});
    ++tally->experiments;
    const std::optional<model::Index> place = findings.experiment_of_run[kept.run];
    if (!place) continue;
    const model::Experiment& experiment = findings.experiments[*place];
    const model::Project& project = findings.projects[experiment.project];
    for (const LoggedNumber& number : kept.numbers) {
      const model::MetricEstimate* estimate = MetricFinder(project, experiment).find(number.metric);
      if (estimate == nullptr) {
        ++tally->alone;
        continue;
      }
      const model::MetricInfo& info = project.metrics[estimate->metric];
      const Means means{estimate->at_best.mean, estimate->best.mean, estimate->last.mean};
      const Compared compared = in_unit_of(number, info.kind);
      if (agrees(compared, means)) {
        ++tally->agree;
        continue;
      }
      ++tally->disagree;
      notices.push_back(
          {.severity = model::Severity::warning,
           .code = "log-disagrees",
           .file = kept.file,
           .at = {number.line, 0},
           .what = "\"" + base::make_visible(kept.id) + "\": the log says " + base::make_visible(number.metric) + " " +
                   base::make_visible(number.written) + "; \"" + base::make_visible(info.name) + "\" computed from " +
                   count_of(experiment.runs.size(), "run", "runs") + " is " + computed_text(compared, means),
           .run_key = runs[kept.run].key});
    }
  }
  for (const Tally& tally : tallies) notices.push_back(tally_notice(tally));
  return notices;
}

}  // namespace analysis
