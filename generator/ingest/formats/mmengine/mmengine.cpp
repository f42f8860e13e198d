/// MMEngine, and MMCV before it. A work folder holds one folder a launch, called by its local time:
///
///   20260101_120000/vis_data/scalars.json           JSON Lines; 20260101_120000.json beside it is the same again
///   20260101_120000/20260101_120000.json            values of a test, one object
///   20260101_120000/20260101_120000.log             text; the environment stands at its start
///   20260101_120000/vis_data/config.py              settings, as Python; also <config>.py beside the launches, which
///                                                   the last launch wrote and which is read if there is one launch
///   20260101_120000.log.json                        MMCV: JSON Lines, the first one about the environment and settings
///
/// or, where only vis_data was kept, 20260101_120000.json files, which scalars.json repeats one after another. Training
/// lines have "loss" or "iter" (MMCV: "mode": "train"); "step" is the iteration. Validation lines give as "step" an
/// epoch or an iteration: what is less than the last training step stands where that step does. Times and losses of
/// validation lines get the prefix "val/". A launch that begins after the step at which the one before it began resumes
/// it and is the same run; others are new runs. MMCV counts iterations within an epoch: its steps are put together from
/// the epoch and the largest iteration seen (mmcv-iterations: note).

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/mmengine/launch.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/jsonl.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

constexpr std::size_t kMmengineHeadBytes = 256u << 10;
constexpr std::string_view kScalars = "scalars.json";
constexpr std::string_view kVisData = "vis_data";
constexpr std::string_view kOldSuffix = ".log.json";

std::optional<double> finite_number_of(const Json& line, std::string_view key) {
  const Json* value = line.find(key);
  if (value == nullptr || !value->is_number() || !std::isfinite(value->as_number())) return std::nullopt;
  return value->as_number();
}

bool is_old(std::string_view path) {
  return path.ends_with(kOldSuffix);
}

bool is_training(const Json& line) {
  const Json* mode = line.find("mode");
  if (mode != nullptr && mode->is_string()) return mode->text() == "train";
  return line.find("loss") != nullptr || line.find("iter") != nullptr;
}

std::optional<double> step_of(const Json& line) {
  const std::optional<double> step = finite_number_of(line, "step");
  return step ? step : finite_number_of(line, "iter");
}

/// The first training step in the first bytes of a launch; nothing if these are no lines of this kind.
std::optional<double> first_step(const FolderView& folder, const std::string& path) {
  const std::string head = read_start(folder.files, path, kMmengineHeadBytes);
  std::string_view rest = head;
  for (int lines = 0; lines < 20 && rest.starts_with('{'); ++lines) {
    const std::size_t end = rest.find('\n');
    const base::JsonParse line = base::parse_json(rest.substr(0, end));
    if (!line.ok || !line.value.is_object()) return std::nullopt;
    const std::optional<double> step = step_of(line.value);
    if (step) {
      const double epoch = is_old(path) ? finite_number_of(line.value, "epoch").value_or(0) : 0;
      return epoch * 1e9 + *step;
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

/// One launch: its metrics, and where it begins.
struct Launch {
  std::string path, stamp;
  double begin = 0;
};

void add_launch(const FolderView& folder, std::string path, std::string_view stamp, std::vector<Launch>& launches) {
  const std::optional<double> begin = first_step(folder, path);
  if (begin) launches.push_back({std::move(path), std::string(stamp), *begin});
}

/// Launches in folders of their own.
void find_folders(const FolderView& folder, std::vector<Launch>& launches, Claim& claim) {
  for (const base::FolderEntry& entry : folder.entries) {
    if (entry.kind != base::FileKind::folder || !entry.refusal.empty() || !is_time_stamp(entry.name)) continue;
    const std::string launch = join_path(folder.folder, entry.name);
    std::string path = join_path(join_path(launch, kVisData), kScalars);
    if (!folder.files.info(path)) continue;
    const std::size_t before = launches.size();
    add_launch(folder, std::move(path), entry.name, launches);
    if (launches.size() > before) claim.folders.push_back(entry.name);
  }
}

/// Launches that are files of this folder.
void find_files(const FolderView& folder, std::vector<Launch>& launches, Claim& claim) {
  const std::size_t before = launches.size();
  for (const base::FolderEntry& entry : folder.entries) {
    const std::string_view stamp = std::string_view(entry.name).substr(0, std::min<std::size_t>(15, entry.name.size()));
    const std::string_view rest = std::string_view(entry.name).substr(stamp.size());
    const bool is_new = rest == ".json" && has_file(folder, kScalars);
    if (!is_readable_file(entry) || !is_time_stamp(stamp) || (!is_new && rest != kOldSuffix)) continue;
    const std::size_t known = launches.size();
    add_launch(folder, join_path(folder.folder, entry.name), stamp, launches);
    if (launches.size() > known) claim.files.push_back(entry.name);
  }
  if (!has_file(folder, kScalars)) return;
  const bool is_repeat = launches.size() > before;
  if (!is_repeat && name_of(folder.folder) == kVisData) {
    add_launch(folder, join_path(folder.folder, kScalars), name_of(folder_of(folder.folder)), launches);
  }
  if (launches.size() > before) claim.files.emplace_back(kScalars);
  if (!is_repeat) return;
  claim.notices.push_back({.severity = Severity::note,
                           .code = "same-lines-again",
                           .file = join_path(folder.folder, kScalars),
                           .what = "repeats the files beside it that are called by their time; not read"});
}

Claim claim_mmengine(const FolderView& folder) {
  Claim claim;
  std::vector<Launch> launches;
  find_folders(folder, launches, claim);
  find_files(folder, launches, claim);
  if (launches.empty()) return {};
  std::stable_sort(launches.begin(), launches.end(),
                   [](const Launch& a, const Launch& b) { return a.stamp < b.stamp; });
  double begin = 0;
  for (Launch& launch : launches) {
    const bool resumes = !claim.units.empty() && launch.begin > begin;
    if (!resumes) {
      claim.units.push_back({.folder = folder.folder});
      begin = launch.begin;
    }
    claim.units.back().files.push_back(std::move(launch.path));
  }
  claim_event_files(folder, kScalars, claim);
  return claim;
}

/// Names that validation lines share with training lines.
bool is_shared_name(std::string_view name) {
  return name == "time" || name == "data_time" || name == "lr" || name == "base_lr" || name == "memory" ||
         name.starts_with("loss");
}

class LaunchPass {
 public:
  LaunchPass(const ReadContext& context, std::string file)
      : context_(context), table_(std::move(file), context.notice) {}

  void read(const std::string& path, model::Run& run) {
    if (is_old(path)) measure_epochs(path, run);
    for_each_line(path, run, true, [&](Json line) { add_line(std::move(line), path, run); });
  }
  void finish(model::Run& run) {
    table_.finish(run);
    join_rows_of_a_step(run);
  }

 private:
  template <class Take>
  void for_each_line(const std::string& path, model::Run& run, bool says, Take take) {
    std::unique_ptr<base::ByteStream> stream = open_file(context_, path, "no metric of it is read");
    if (!stream) return;
    if (says) run.files.push_back(path);
    LineReader lines(std::move(stream));
    while (const std::optional<TextLine> line = lines.next()) {
      if (line->too_long && says) say(path, "jsonl-long-line", line->number, "line too long; left out");
      if (base::trim(line->text).empty()) continue;
      base::JsonParse parsed = base::parse_json(line->text, {.first_line = line->number});
      if (parsed.ok && parsed.value.is_object()) {
        take(std::move(parsed.value));
      } else if (says) {
        say(path, line->complete ? "jsonl-bad-line" : "jsonl-cut-line", line->number,
            line->complete ? "no JSON object; the line is left out" : "last line is incomplete; it is left out");
      }
    }
    if (says) run.bytes_read += lines.bytes_read();
    if (lines.error() && says) context_.notice(notice_of(*lines.error(), path, "the rows before it are kept"));
  }

  void say(const std::string& path, const char* code, std::uint32_t line, std::string what) const {
    const bool is_bad = std::string_view(code) == "jsonl-bad-line";
    context_.notice({.severity = is_bad ? Severity::error : Severity::warning,
                     .code = code,
                     .file = path,
                     .at = {line, 1},
                     .what = std::move(what)});
  }

  /// Whether iterations start again in every epoch, and the largest of them.
  void measure_epochs(const std::string& path, model::Run& run) {
    double last_epoch = 0, last = 0, largest = 0;
    bool falls = false;
    for_each_line(path, run, false, [&](const Json& line) {
      const std::optional<double> iteration = finite_number_of(line, "iter"), epoch = finite_number_of(line, "epoch");
      if (!is_training(line) || !iteration || !epoch) return;
      falls = falls || (*epoch > last_epoch && *iteration <= last);
      last_epoch = *epoch;
      last = *iteration;
      largest = std::max(largest, *iteration);
    });
    if (!falls) return;
    epoch_length_ = std::max(epoch_length_, largest);
    context_.notice({.severity = Severity::note,
                     .code = "mmcv-iterations",
                     .file = path,
                     .what = "iterations are counted within epochs; steps are put together as (epoch - 1) x " +
                             base::number_text(epoch_length_) + " + iteration, " + base::number_text(epoch_length_) +
                             " being the largest one seen"});
  }

  void add_line(Json line, const std::string& path, model::Run& run) {
    if (line.find("env_info") != nullptr || line.find("exp_name") != nullptr) return read_environment(line, path, run);
    const bool trains = is_training(line);
    const std::optional<double> epoch = finite_number_of(line, "epoch");
    std::optional<double> step = step_of(line);
    if (trains) {
      if (step && epoch && is_old(path) && epoch_length_ > 0) step = (*epoch - 1) * epoch_length_ + *step;
      if (step) last_step_ = *step;
      last_epoch_ = epoch;
    } else if (last_step_ && (!step || *step < *last_step_ || is_old(path))) {
      step = last_step_;
    }
    Json row = Json::object();
    if (step) row.members().emplace_back("step", Json::number(*step));
    if (epoch || last_epoch_) row.members().emplace_back("epoch", Json::number(epoch ? *epoch : *last_epoch_));
    for (auto& [key, value] : line.members()) {
      if (key == "step" || key == "iter" || key == "epoch" || key == "mode") continue;
      const bool is_renamed = !trains && is_shared_name(key);
      row.members().emplace_back(is_renamed ? "val/" + key : key, std::move(value));
    }
    add_json_row(row, table_);
  }

  /// MMCV's first line.
  void read_environment(const Json& line, const std::string& path, model::Run& run) {
    const auto text = [&](const char* key) {
      const Json* value = line.find(key);
      return value != nullptr && value->is_string() ? std::string_view(value->text()) : std::string_view();
    };
    if (run.config.tree.is_null()) add_python_config_text(context_, path, text("config"), run);
    if (!run.environment.empty()) return;
    add_environment_text(text("env_info"), run);
    if (const Json* seed = line.find("seed"); seed != nullptr && seed->is_number()) run.seed = seed->text();
    Json rest = Json::object();
    for (const auto& [key, value] : line.members()) {
      const bool is_read = key == "env_info" && !run.environment.empty();
      if (!is_read && key != "config" && key != "seed" && key != "exp_name") rest.members().emplace_back(key, value);
    }
    for (model::Parameter& leaf : model::make_config(std::move(rest)).parameters) {
      run.environment.push_back(std::move(leaf));
    }
  }

  const ReadContext& context_;
  MetricColumns table_;
  double epoch_length_ = 0;
  std::optional<double> last_step_, last_epoch_;
};

/// The folder of the launch, or "" where launches are files.
std::string launch_folder(std::string_view path) {
  const std::string_view parent = folder_of(path);
  return name_of(parent) == kVisData && is_time_stamp(name_of(folder_of(parent))) ? std::string(folder_of(parent)) : "";
}

std::string launch_stamp(std::string_view path) {
  const std::string folder = launch_folder(path);
  const std::string_view name = folder.empty() ? name_of(path) : name_of(folder);
  return std::string(name.substr(0, std::min<std::size_t>(15, name.size())));
}

void read_test_values(const ReadContext& context, const std::string& launch, model::Run& run) {
  if (launch.empty()) return;
  const std::string path = join_path(launch, std::string(name_of(launch)) + ".json");
  if (!context.files.info(path)) return;
  const std::optional<Json> values = read_object(context, path, run, "no final value is read");
  if (values) add_final_values(*values, run);
}

bool is_plain_file(const ReadContext& context, const std::string& path) {
  const base::Result<base::FileInfo> info = context.files.info(path);
  return info && info->kind == base::FileKind::file;
}

/// The only Python file beside the launches of this run, if there are no other launches; "" otherwise.
std::string config_beside(const ReadContext& context) {
  const base::Result<std::vector<base::FolderEntry>> entries = context.files.list(context.unit.folder);
  std::string config, stamp;
  std::size_t configs = 0, launches = 0;
  for (std::size_t i = 0; entries && i < entries->size(); ++i) {
    const base::FolderEntry& entry = (*entries)[i];
    const std::string own = entry.name.substr(0, 15);
    if (is_time_stamp(own) && own != stamp) {
      stamp = own;
      ++launches;
    }
    if (entry.name.ends_with(".py") && is_readable_file(entry)) {
      config = join_path(context.unit.folder, entry.name);
      ++configs;
    }
  }
  return configs == 1 && launches <= context.unit.files.size() ? config : "";
}

void read_launch(const ReadContext& context, const std::string& first, model::Run& run) {
  const std::string launch = launch_folder(first);
  const std::string own = launch.empty() ? "" : join_path(join_path(launch, kVisData), "config.py");
  if (!own.empty() && is_plain_file(context, own)) {
    add_python_config(context, own, run);
  } else if (run.config.tree.is_null()) {
    const std::string beside = config_beside(context);
    if (!beside.empty()) add_python_config(context, beside, run);
  }
  const std::string log = launch.empty() ? "" : join_path(launch, std::string(name_of(launch)) + ".log");
  if (!log.empty() && is_plain_file(context, log)) add_log_environment(context, log, run);
}

std::vector<model::Run> read_mmengine(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  const std::string& first = context.unit.files.front();
  const std::string launch = launch_folder(first);
  const bool is_scalars = name_of(first) == kScalars;
  run.folder = is_scalars ? (launch.empty() ? context.unit.folder : launch)
                          : std::string(folder_of(first).empty() ? "" : std::string(folder_of(first)) + "/") +
                                launch_stamp(first);
  run.started_at = time_of_stamp(launch_stamp(first));
  LaunchPass pass(context, first);
  for (const std::string& file : context.unit.files) pass.read(file, run);
  pass.finish(run);
  read_launch(context, first, run);
  for (const std::string& file : context.unit.files) read_test_values(context, launch_folder(file), run);
  return runs;
}

constexpr OwnName kMmengineNames[]{{"########_######.json", true, "scalars.json", true},
                                   {"########_######.log.json", true, {}, true},
                                   {"vis_data/scalars.json"}};

}  // namespace

const RunFormat kMmEngineFormat{
    .name = "mmengine",
    .title = "MMEngine and MMCV",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_mmengine,
    .read = read_mmengine,
    .own_names = kMmengineNames,
};

}  // namespace ingest
