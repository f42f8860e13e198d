/// A search by Keras Tuner. A folder a search,
///
///   oracle.json              state of the search: display.trial_start has when each trial began (local time, newer
///                            versions only); the objective is not in it
///   tuner0.json, …           state of the workers: nothing about trials
///   trial_<id>/trial.json    a trial: trial_id, hyperparameters.values, score, best_step, status (COMPLETED, FAILED,
///                            INVALID, STOPPED, RUNNING, IDLE), message, and metrics.metrics: name → direction ("min",
///                            "max") and observations[]: value[] (one an execution), step
///   trial_<id>/…             weights, the hyper-parameters again
///
/// A trial is a run called by its folder. A metric observed once is a final value; observed more often, a series over
/// its steps; of several executions the mean, as Keras Tuner scores it. The objective is the metric whose best value is
/// the score of every trial. Of the search itself, Hyperband keeps more among the values: "tuner/bracket",
/// "tuner/round" and "tuner/trial_id" say how a trial came about, and are left out; "tuner/epochs" is how long it may
/// train.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

using base::Json;

constexpr std::string_view kOracle = "oracle.json", kTrial = "trial.json", kTrialFolder = "trial_";
constexpr std::string_view kDefaultProject = "untitled_project";
constexpr std::array<std::string_view, 3> kSearchState{"tuner/bracket", "tuner/round", "tuner/trial_id"};

bool is_trial(const base::FileReader& files, const std::string& path) {
  const std::string head = read_start(files, path, 64u << 10);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != std::string::npos && head[first] == '{' && head.find("\"hyperparameters\"") != std::string::npos;
}

bool is_worker_state(std::string_view name) {
  constexpr std::string_view kStart = "tuner", kEnd = ".json";
  if (!name.starts_with(kStart) || !name.ends_with(kEnd) || name.size() <= kStart.size() + kEnd.size()) return false;
  return is_digits(name.substr(kStart.size(), name.size() - kStart.size() - kEnd.size()));
}

Claim claim_keras_tuner(const FolderView& folder) {
  Claim claim;
  Unit unit{.folder = folder.folder};
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || !entry.name.starts_with(kTrialFolder))
      continue;
    const std::string path = join_path(join_path(folder.folder, entry.name), kTrial);
    if (!folder.files.info(path) || !is_trial(folder.files, path)) continue;
    unit.files.push_back(path);
    claim.folders.push_back(entry.name);
  }
  if (unit.files.empty()) return {};
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_readable_file(entry)) continue;
    if (entry.name == kOracle) claim_file(folder, entry.name, unit, claim);
    if (is_worker_state(entry.name)) claim.files.push_back(entry.name);
  }
  claim.units.push_back(std::move(unit));
  return claim;
}

/// One metric of a trial.
struct TrialMetric {
  std::string name;
  model::Direction direction = model::Direction::unknown;
  std::vector<std::pair<double, double>> points;  ///< step, mean over the executions; steps as written, may repeat

  /// NaN without a finite value.
  double best() const {
    double found = model::kMissing;
    for (const auto& [step, value] : points) {
      if (!std::isfinite(value)) continue;
      const bool better = direction == model::Direction::maximize ? value > found : value < found;
      if (std::isnan(found) || better) found = value;
    }
    return found;
  }
};

struct TunerTrial {
  model::Run run;
  std::vector<TrialMetric> metrics;
  double score = model::kMissing;
};

std::string text_of(const Json& tree, std::string_view key) {
  const Json* value = tree.find(key);
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : "";
}

double mean_of(const Json* value) {
  if (value == nullptr) return model::kMissing;
  if (value->is_number()) return value->as_number();
  double sum = 0;
  for (const Json& item : value->items()) sum += item.is_number() ? item.as_number() : model::kMissing;
  return value->items().empty() ? model::kMissing : sum / static_cast<double>(value->items().size());
}

model::Direction direction_of(const std::string& said) {
  return said == "max"   ? model::Direction::maximize
         : said == "min" ? model::Direction::minimize
                         : model::Direction::unknown;
}

model::RunStatus tuner_status(const std::string& said) {
  if (said == "COMPLETED") return model::RunStatus::finished;
  if (said == "FAILED" || said == "INVALID") return model::RunStatus::failed;
  if (said == "STOPPED") return model::RunStatus::killed;
  return said == "RUNNING" ? model::RunStatus::running : model::RunStatus::unknown;
}

std::vector<TrialMetric> trial_metrics_of(const Json& trial) {
  std::vector<TrialMetric> found;
  const Json* outer = trial.find("metrics");
  const Json* metrics = outer != nullptr ? outer->find("metrics") : nullptr;
  if (metrics == nullptr) return found;
  for (const auto& [name, history] : metrics->members()) {
    TrialMetric& metric = found.emplace_back();
    metric.name = name;
    metric.direction = direction_of(text_of(history, "direction"));
    const Json* observations = history.find("observations");
    if (observations == nullptr) continue;
    for (const Json& observation : observations->items()) {
      const Json* step = observation.find("step");
      metric.points.emplace_back(step != nullptr && step->is_number() ? step->as_number() : model::kMissing,
                                 mean_of(observation.find("value")));
    }
  }
  return found;
}

/// Metrics observed once are final values.
void add_metrics(const ReadContext& context, const std::string& path, const std::vector<TrialMetric>& metrics,
                 model::Run& run) {
  Json finals = Json::object();
  std::vector<std::pair<double, std::pair<std::size_t, double>>> points;
  MetricColumns table(path, context.notice);
  const std::size_t steps = table.add_column("step");
  table.use_as_axis(steps, vocabulary::Axis::step);
  for (const TrialMetric& metric : metrics) {
    run.cells_read += metric.points.size();
    if (metric.points.size() == 1) {
      finals.members().emplace_back(metric.name, Json::number(metric.points[0].second));
      continue;
    }
    const std::size_t column = table.column(metric.name);
    if (column == kNoColumn) continue;
    for (const auto& [step, value] : metric.points) points.push_back({step, {column, value}});
  }
  add_final_values(finals, run);
  if (points.empty()) return;
  std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) {
    return a.first < b.first || (std::isnan(b.first) && !std::isnan(a.first));
  });
  double last = model::kMissing;
  for (const auto& [step, point] : points) {
    if (step != last || table.has_value(point.first)) {
      table.begin_row();
      if (!std::isnan(step)) table.add(steps, step, base::Position{});
    }
    last = step;
    table.add(point.first, point.second, base::Position{});
  }
  table.finish(run);
}

TunerTrial read_trial(const ReadContext& context, const std::string& path, const Json* started) {
  TunerTrial trial;
  model::Run& run = trial.run;
  run.folder = std::string(folder_of(path));
  run.name = printable(name_of(run.folder));
  const std::optional<Json> tree = read_object(context, path, run, "nothing is known of this trial");
  if (!tree) return trial;
  run.status = tuner_status(text_of(*tree, "status"));
  if (started != nullptr) run.started_at = text_of(*started, text_of(*tree, "trial_id"));
  const Json* hyperparameters = tree->find("hyperparameters");
  const Json* values = hyperparameters != nullptr ? hyperparameters->find("values") : nullptr;
  if (values != nullptr && values->is_object()) {
    Json settings = *values;
    std::erase_if(settings.members(), [](const Json::Member& one) { return base::contains(kSearchState, one.first); });
    take_parameters(std::move(settings), run);
  }
  trial.metrics = trial_metrics_of(*tree);
  add_metrics(context, path, trial.metrics, run);
  const Json* score = tree->find("score");
  if (score != nullptr && score->is_number()) trial.score = score->as_number();
  return trial;
}

bool is_same_score(double a, double b) {
  return std::fabs(a - b) <= 1e-9 * std::max(std::fabs(a), std::fabs(b));
}

/// The metric, of those of the first scored trial, whose best value is the score of every trial; null: none is.
const TrialMetric* find_objective(const std::vector<TunerTrial>& trials) {
  const auto is_scored = [](const TunerTrial& trial) { return std::isfinite(trial.score); };
  const auto first = std::find_if(trials.begin(), trials.end(), is_scored);
  if (first == trials.end()) return nullptr;
  const auto is_score = [&](const TrialMetric& metric) {
    return std::all_of(trials.begin(), trials.end(), [&](const TunerTrial& trial) {
      if (!is_scored(trial)) return true;
      const auto same = std::find_if(trial.metrics.begin(), trial.metrics.end(),
                                     [&](const TrialMetric& other) { return other.name == metric.name; });
      return same != trial.metrics.end() && is_same_score(same->best(), trial.score);
    });
  };
  const auto found = std::find_if(first->metrics.begin(), first->metrics.end(), is_score);
  return found == first->metrics.end() ? nullptr : &*found;
}

/// What the search is called: its folder, unless that has Keras Tuner's default name.
std::string project_of(std::string_view folder) {
  const bool is_default = name_of(folder) == kDefaultProject && !folder_of(folder).empty();
  return printable(is_default ? folder_of(folder) : folder);
}

std::vector<model::Run> read_keras_tuner(const ReadContext& context) {
  Json oracle;
  model::Run of_search;
  const std::string path = join_path(context.unit.folder, kOracle);
  if (base::contains(context.unit.files, path)) {
    if (auto tree = read_object(context, path, of_search, "when trials began is not known")) oracle = std::move(*tree);
  }
  const Json* display = oracle.find("display");
  const Json* started = display != nullptr ? display->find("trial_start") : nullptr;
  std::vector<TunerTrial> trials;
  for (const std::string& file : context.unit.files) {
    if (name_of(file) == kTrial) trials.push_back(read_trial(context, file, started));
  }
  const TrialMetric* objective = find_objective(trials);
  const std::string name = objective != nullptr ? objective->name : "";
  const model::Direction direction = objective != nullptr ? objective->direction : model::Direction::unknown;
  std::vector<model::Run> runs;
  for (TunerTrial& trial : trials) {
    trial.run.project = project_of(context.unit.folder);
    trial.run.objective = name;
    trial.run.objective_direction = direction;
    runs.push_back(std::move(trial.run));
  }
  if (!runs.empty()) runs[0].bytes_read += of_search.bytes_read;
  return runs;
}

constexpr OwnName kTunerNames[]{{"trial_*/trial.json"}};

}  // namespace

const RunFormat kKerasTunerFormat{
    .name = "keras-tuner",
    .title = "Keras Tuner",
    .gives = Gives::store,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_keras_tuner,
    .read = read_keras_tuner,
    .own_names = kTunerNames,
};

}  // namespace ingest
