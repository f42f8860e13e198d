#include "analysis/kinds/suite.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "analysis/config/evaluation.h"
#include "analysis/kinds/suite_scores.h"
#include "analysis/log/experiment.h"
#include "analysis/statistics/estimate.h"
#include "analysis/statistics/multiple_tests.h"
#include "analysis/statistics/noise_model.h"
#include "base/text/natural_order.h"
#include "base/text/utf8.h"
#include "model/config.h"
#include "model/findings/experiment.h"
#include "model/findings/metric_info.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

using model::Experiment;
using model::SuiteCell;
using model::SuiteRow;

constexpr double kClaims = 0.05;

/// Where an experiment stands in the table.
struct TablePlace {
  std::string row, task;  ///< keys; empty: nowhere
  std::string row_name, task_name;
};

TablePlace cell_place(const SuiteAxes& axes, const Experiment& experiment) {
  TablePlace place;
  std::vector<model::Parameter> own;
  for (const std::string& path : axes.tasks) {
    const model::ParameterValue* task = experiment.config.find(path);
    if (task == nullptr) continue;
    own.push_back({path, *task});
    place.task_name += (place.task_name.empty() ? "" : ", ") + base::make_visible(task->text);
  }
  place.row = row_key(experiment.config, axes.compared);
  if (place.row.empty() || own.empty()) return {};
  place.row_name = row_name_of(experiment.config, axes.compared);
  place.task = evaluation_key(own);
  return place;
}

class SuiteMaker {
 public:
  SuiteMaker(const SuiteAxes& axes, const model::Project& project, std::span<const Experiment> experiments)
      : axes_(axes), project_(project), experiments_(experiments) {
    maximize_ = project.metrics[*project.objective].direction == model::Direction::maximize;
  }

  model::Suite make(const std::string& reference) {
    suite_.compared = axes_.compared;
    suite_.tasks_by = axes_.tasks;
    place_experiments();
    for (std::size_t task = 0; task < suite_.tasks.size(); ++task) rank_column(task);
    for (SuiteRow& row : suite_.rows) {
      row.complete = std::all_of(row.cells.begin(), row.cells.end(),
                                 [](const SuiteCell& cell) { return std::isfinite(cell.value.mean); });
    }
    compare_over_tasks(reference);
    return std::move(suite_);
  }

 private:
  void place_experiments() {
    std::map<std::string, std::string> rows, tasks;  // names by key
    std::vector<TablePlace> places;
    for (const Experiment& experiment : experiments_) {
      places.push_back(cell_place(axes_, experiment));
      if (places.back().row.empty()) {
        suite_.unplaced += experiment.runs.size();
        continue;
      }
      rows[places.back().row] = places.back().row_name;
      tasks[places.back().task] = places.back().task_name;
    }
    const std::vector<std::string> row_keys = by_name(rows), task_keys = by_name(tasks);
    for (const std::string& key : task_keys) suite_.tasks.push_back(tasks[key]);
    for (const std::string& key : row_keys) {
      suite_.rows.push_back({.name = rows[key]});
      suite_.rows.back().cells.resize(task_keys.size());
      values_.emplace_back(task_keys.size());
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].row.empty()) continue;
      const std::size_t row = place_in(row_keys, places[i].row), task = place_in(task_keys, places[i].task);
      suite_.rows[row].cells[task].experiments.push_back(i);
      add_values(experiments_[i], values_[row][task]);
    }
    for (std::size_t row = 0; row < values_.size(); ++row) {
      for (std::size_t task = 0; task < values_[row].size(); ++task) {
        suite_.rows[row].cells[task].value = estimate(values_[row][task]);
        const std::size_t count = values_[row][task].size();
        if (count == 0) continue;
        suite_.fewest = suite_.fewest == 0 ? count : std::min(suite_.fewest, count);
        suite_.most = std::max(suite_.most, count);
      }
    }
  }

  static std::vector<std::string> by_name(const std::map<std::string, std::string>& names) {
    std::vector<std::string> keys;
    for (const auto& [key, name] : names) keys.push_back(key);
    std::stable_sort(keys.begin(), keys.end(), [&](const std::string& a, const std::string& b) {
      return base::natural_less(names.at(a), names.at(b));
    });
    return keys;
  }

  static std::size_t place_in(const std::vector<std::string>& keys, const std::string& key) {
    return static_cast<std::size_t>(std::find(keys.begin(), keys.end(), key) - keys.begin());
  }

  void add_values(const Experiment& experiment, std::vector<double>& values) const {
    const model::MetricEstimate* found = experiment.find(*project_.objective);
    if (found == nullptr) return;
    for (std::size_t i = 0; i < found->per_run.size(); ++i) {
      if (experiment.counts(i) && std::isfinite(found->per_run[i])) values.push_back(found->per_run[i]);
    }
  }

  bool is_better(double a, double b) const { return maximize_ ? a > b : a < b; }

  void rank_column(std::size_t task) {
    std::vector<SuiteCell*> column;
    std::vector<std::size_t> rows;
    std::size_t best = 0;
    for (std::size_t row = 0; row < suite_.rows.size(); ++row) {
      SuiteCell& cell = suite_.rows[row].cells[task];
      if (!std::isfinite(cell.value.mean)) continue;
      if (!column.empty() && is_better(cell.value.mean, column[best]->value.mean)) best = column.size();
      column.push_back(&cell);
      rows.push_back(row);
    }
    if (column.empty()) return;
    ++suite_.rows[rows[best]].best_of;
    std::vector<std::vector<double>> values;
    for (const std::size_t row : rows) values.push_back(values_[row][task]);
    tell_from_best(column, best, fit_noise(values), project_.significance);
  }

  void sort_rows(const std::map<std::string, double>& scores) {
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < suite_.rows.size(); ++row) order.push_back(row);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const SuiteRow &one = suite_.rows[a], &other = suite_.rows[b];
      if (one.complete != other.complete) return one.complete;
      const auto score = scores.find(one.name), other_score = scores.find(other.name);
      if (one.complete && score != scores.end() && other_score != scores.end() && score->second != other_score->second)
        return score->second > other_score->second;
      return one.best_of > other.best_of;
    });
    std::vector<SuiteRow> rows;
    SuiteValues values;
    for (const std::size_t row : order) {
      rows.push_back(std::move(suite_.rows[row]));
      values.push_back(std::move(values_[row]));
    }
    suite_.rows = std::move(rows);
    values_ = std::move(values);
  }

  void compare_over_tasks(const std::string& reference) {
    std::map<std::string, double> scores;
    SuiteValues complete;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < suite_.rows.size(); ++row) {
      if (!suite_.rows[row].complete) continue;
      complete.push_back(signed_values(values_[row]));
      names.push_back(suite_.rows[row].name);
    }
    suite_.complete = complete.size();
    const bool enough = complete.size() > 1 && suite_.tasks.size() > 1;
    if (enough) {
      const std::vector<double> found = score_rows(normalise_by_task(std::move(complete)));
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::isfinite(found[i])) scores[names[i]] = found[i];
      }
    }
    sort_rows(scores);
    if (scores.empty()) return;
    complete.clear();
    for (std::size_t row = 0; row < suite_.complete; ++row) complete.push_back(signed_values(values_[row]));
    choose_reference(reference);
    const auto others = static_cast<double>(suite_.complete - 1);
    const double comparisons = suite_.reference_set ? others : others * (others + 1) / 2;
    suite_.claim_level = 1 - kClaims / comparisons;
    const std::vector<SuiteScore> compared =
        compare_rows(normalise_by_task(std::move(complete)), *suite_.reference, suite_.claim_level);
    for (std::size_t row = 0; row < suite_.complete; ++row) {
      suite_.rows[row].score = compared[row].score;
      suite_.rows[row].chance = compared[row].chance;
      suite_.rows[row].told = compared[row].told;
    }
  }

  /// Larger is better.
  std::vector<std::vector<double>> signed_values(std::vector<std::vector<double>> values) const {
    for (std::vector<double>& cell : values) {
      for (double& value : cell) value = maximize_ ? value : -value;
    }
    return values;
  }

  void choose_reference(const std::string& named) {
    suite_.reference = 0;
    if (named.empty()) return;
    const std::optional<model::Index> experiment = find_experiment(experiments_, named);
    for (std::size_t row = 0; row < suite_.complete; ++row) {
      const bool has_experiment =
          experiment &&
          std::any_of(suite_.rows[row].cells.begin(), suite_.rows[row].cells.end(), [&](const auto& cell) {
            return std::find(cell.experiments.begin(), cell.experiments.end(), *experiment) != cell.experiments.end();
          });
      if (suite_.rows[row].name != named && !has_experiment) continue;
      suite_.reference = row;
      suite_.reference_set = true;
      return;
    }
  }

  const SuiteAxes& axes_;
  const model::Project& project_;
  const std::span<const Experiment> experiments_;
  bool maximize_ = true;
  model::Suite suite_;
  SuiteValues values_;  // [row][task]: of each run that counts
};

}  // namespace

std::string row_name_of(const model::Config& config, const std::vector<std::string>& compared) {
  std::string name;
  for (const std::string& path : compared) {
    const model::ParameterValue* value = config.find(path);
    if (value != nullptr) name += (name.empty() ? "" : " ") + base::make_visible(value->text);
  }
  return name;
}

model::Suite find_suite(const SuiteAxes& axes, const model::Project& project, std::span<const Experiment> experiments,
                        const std::string& reference) {
  return SuiteMaker(axes, project, experiments).make(reference);
}

void tell_from_best(std::span<SuiteCell* const> column, std::size_t best, const model::Noise& noise, double level) {
  std::vector<double> p;
  for (const SuiteCell* cell : column) {
    p.push_back(cell == column[best] ? model::kMissing : compare_means(noise, cell->value, column[best]->value).p);
  }
  const std::vector<double> adjusted = adjust_p_values(p);
  for (std::size_t i = 0; i < column.size(); ++i) {
    SuiteCell& cell = *column[i];
    cell.p_adjusted = adjusted[i];
    if (i == best) {
      cell.standing = model::Standing::best;
    } else if (std::isnan(adjusted[i])) {
      cell.standing = model::Standing::untested;
    } else {
      cell.standing = adjusted[i] <= level ? model::Standing::worse : model::Standing::not_told;
    }
  }
}

}  // namespace analysis
