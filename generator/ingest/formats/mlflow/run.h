#pragma once
/// What MLflow says of a run, the same from files and from a database: tags with meanings, parameters as text, metrics
/// as points with their own steps and times.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

struct MlflowPoint {
  double step = 0;           ///< a whole number
  std::int64_t time_ms = 0;  ///< Unix time; 0 or less: not known
  double value = 0;
};

/// Gathers the metrics of one run and lays them out in rows.
///
/// A metric with one point, at step 0, is a final value and goes to the summary. One with several points that all have
/// the same step was logged without steps: its points are counted. Of the others those of one step share a row, a step
/// that a metric has again gets another one. Samples of the system ("system/…") count steps of their own and never
/// share rows with metrics of training. Points are ordered by step, then time, as MLflow does to find the last value;
/// by their times, points that were trained over (settle_rows.h) are told from others and left out.
class MlflowMetrics {
 public:
  void begin(std::string name) { metrics_.push_back({std::move(name), {}}); }
  /// REQUIRES: begin() was called. Steps beyond 2^53 are counted and taken as not said.
  void add(const MlflowPoint& point);
  bool empty() const { return metrics_.empty(); }
  /// Into run.series, run.axes and run.summary; starts over for the next run. Code: step-range.
  void finish(const ReadContext& context, const std::string& file, model::Run& run);

 private:
  struct Metric {
    std::string name;
    std::vector<MlflowPoint> points;
  };
  void leave_out_trained_over(const ReadContext& context, const std::string& file);

  std::vector<Metric> metrics_;
  std::uint64_t out_of_range_ = 0;
};

using MlflowTexts = std::vector<std::pair<std::string, std::string>>;  ///< key, value as stored

/// Parameters into run.config (read_python_value() of each) and the seed among them, secrets withheld.
void apply_mlflow_params(const ReadContext& context, const std::string& file, const MlflowTexts& params,
                         model::Run& run);
/// Tags: the name where the run has none, commit, branch, repository and program into the environment; tags of the
/// user into run.tags as "key: value". Others of MLflow's own are left out, and so is the description, which is a note.
/// Returns the id of the parent run, or "".
std::string apply_mlflow_tags(const MlflowTexts& tags, model::Run& run);
/// The tag that holds a description in Markdown.
inline constexpr std::string_view kMlflowNoteTag = "mlflow.note.content";

/// "2024-05-01T10:00:00.250Z"; "" for 0, less, or beyond the calendar.
std::string mlflow_time(std::int64_t unix_ms);
/// Of "RUNNING" and the like, or of 1 to 5; unknown for others.
model::RunStatus mlflow_status(std::string_view text);
/// For people, when a run has no name: the start of its id, as MLflow shows it.
std::string short_run_id(const std::string& id);

}  // namespace ingest
