/// A zip archive of NumPy arrays that a callback writes anew at each evaluation:
///
///   timesteps    [n]     environment steps of training at each evaluation
///   results      [n, k]  return of each of the k episodes of an evaluation
///   ep_lengths   [n, k]  their lengths in steps
///   successes    [n, k]  whether each reached its goal, where the environment says so
///
/// Mostly it stands where episode logs or event files of the same run do, below its folder ("logs/evaluations.npz") or
/// beside it; then it is read for what these lack. Where several such runs stand there, the last of them wrote it, and
/// nobody can tell which that was.

#include "ingest/formats/gym/evaluations.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/metrics/numpy_archive.h"
#include "ingest/second_logger.h"

namespace ingest {
namespace {

constexpr double kLargestTimestep = 9'007'199'254'740'992.0;  // 2^53: beyond, whole numbers are no longer told apart
constexpr std::string_view kTimesteps = "timesteps";

struct EvaluationArray {
  std::string_view name;
  const char* series;
};
constexpr std::array<EvaluationArray, 3> kArrays{
    {{"results", "eval/mean_reward"}, {"ep_lengths", "eval/mean_ep_length"}, {"successes", "eval/success_rate"}}};

/// Of each evaluation, over its episodes.
std::vector<double> means_of(const NumpyArray& array, std::size_t evaluations) {
  const std::size_t episodes = array.values.size() / evaluations;
  std::vector<double> means;
  for (std::size_t i = 0; i < evaluations; ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < episodes; ++k) sum += array.values[i * episodes + k];
    means.push_back(sum / static_cast<double>(episodes));
  }
  return means;
}

Claim claim_evaluations(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_evaluations_file(folder, entry)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = folder.folder, .files = {join_path(folder.folder, entry.name)}});
  }
  return claim;
}

std::vector<model::Run> read_lone_evaluations(const ReadContext& context) {
  const std::string& path = context.unit.files.front();
  std::vector<model::Run> runs{read_evaluations(context, path)};
  const bool says_nothing = name_of(path) == "evaluations.npz" && !context.unit.folder.empty();
  runs[0].folder = says_nothing ? context.unit.folder : std::string(without_extension(path));
  return runs;
}

constexpr const RunFormat* kLoggersNear[]{&kStableBaselinesFormat, &kTensorboardFormat};
constexpr SecondLogger kEvaluationsBeside{
    .merged_code = "evaluations-merged",
    .merged_what = "evaluations of the same run",
    .counts = MergedCount::files,
    .left_out_code = "evaluations-beside",
    .files_are_called = "evaluations",
    .own_codes = {},
    .traces = nullptr,
    .near = kLoggersNear,
};

constexpr OwnName kEvaluationNames[]{{"evaluations.npz"}};

}  // namespace

bool is_evaluations_file(const FolderView& folder, const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty() || extension_of(entry.name) != "npz") return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, entry.name), 128);
  return head.starts_with("PK\3\4") && head.find("timesteps.npy") != std::string::npos;
}

model::Run read_evaluations(const ReadContext& context, const std::string& path) {
  model::Run run;
  const std::vector<std::string_view> names{kTimesteps, kArrays[0].name, kArrays[1].name, kArrays[2].name};
  const auto arrays = read_numpy_archive(context, path, names, run, "no evaluation is read");
  if (!arrays) return run;
  const auto say = [&](std::string what) {
    context.notice({.severity = base::Severity::warning, .code = "npz-array", .file = path, .what = std::move(what)});
  };
  const auto timesteps = arrays->find(std::string(kTimesteps));
  if (timesteps == arrays->end()) {
    say("no array of time steps; no evaluation is read");
    return run;
  }
  const std::size_t evaluations = timesteps->second.values.size();
  if (evaluations == 0) return run;
  run.axes.step = timesteps->second.values;
  for (double& step : run.axes.step)
    step = step == std::floor(step) && std::fabs(step) <= kLargestTimestep ? step : model::kMissing;
  run.axes.rows = evaluations;
  run.cells_read += evaluations;
  for (const EvaluationArray& known : kArrays) {
    const auto found = arrays->find(std::string(known.name));
    if (found == arrays->end()) continue;
    const NumpyArray& array = found->second;
    if (array.shape.empty() || array.shape[0] != evaluations || array.values.empty()) {
      say("\"" + std::string(known.name) + "\" has not one row for each of the " + std::to_string(evaluations) +
          " time steps; left out");
      continue;
    }
    run.series.push_back({.name = known.series, .rows = {}, .values = means_of(array, evaluations)});
    run.cells_read += array.values.size();
  }
  return run;
}

const RunFormat kEvaluationsFormat{
    .name = "sb3-evaluations",
    .title = "Stable-Baselines3 evaluations",
    .gives = Gives::lone_file,
    .rank = LoggerRank::part,
    .beside = &kEvaluationsBeside,
    .claim = claim_evaluations,
    .read = read_lone_evaluations,
    .own_names = kEvaluationNames,
};

}  // namespace ingest
