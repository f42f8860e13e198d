/// Event files of TensorBoard (event_file.h: framing, event_values.h: messages). A folder with event files is a run:
///
///   exp/events.out.tfevents.<seconds>.<host>…   scalars, texts, parameters of the hparams plugin; several files are
///                                               read one after the other, in the order of their names
///   exp/train/, exp/validation/, …              parts of the run in exp: metrics called "train/…", "validation/…"
///   exp/loss_a/                                 one series of several written under one tag: the metric "loss/a"
///   exp/1700000000.12/                          parameters and final values, as add_hparams writes them; several of
///                                               these are trials, each a run
///   exp/hparams.yaml, config.json, notes.md …   documents of the run, read as in a run folder
///
/// Parts hold event files and nothing else. Without event files in exp itself, it is a run if a part "train" or two
/// parts are there, and no other folder with event files beside them. Files with nothing but their first record make no
/// run where the folder has another, or folders with event files below (event-file-empty: note, counted).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/path_text.h"
#include "ingest/files/timestamps.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/formats/tensorboard/event_log.h"
#include "ingest/formats/tensorboard/event_text.h"
#include "ingest/metrics/metric_columns.h"
#include "ingest/privacy/redact.h"
#include "ingest/second_logger.h"

namespace ingest {
namespace {

using base::Json;
using base::Severity;

/// One run of the event files of its folder and of the folders that are its parts.
class EventRun {
 public:
  explicit EventRun(const ReadContext& context) : context_(context) {
    for (const std::string& path : context.unit.files) {
      if (is_event_file(name_of(path))) paths_.push_back(path);
    }
    file_ = paths_.front();
  }

  model::Run read() {
    run_.folder = context_.unit.folder;
    read_documents(context_, run_);
    for (std::size_t i = 0; i < paths_.size();) {
      const std::string folder(folder_of(paths_[i]));
      EventLog log;
      for (; i < paths_.size() && folder_of(paths_[i]) == folder; ++i) {
        log.read(context_, paths_[i]);
        run_.files.push_back(paths_[i]);
      }
      take(folder, log);
    }
    move_event_points(std::move(tags_), file_, context_.notice, run_);
    finish();
    return std::move(run_);
  }

 private:
  void take(const std::string& folder, EventLog& log) {
    const std::string part = folder == context_.unit.folder ? "" : std::string(name_of(folder));
    run_.bytes_read += log.bytes_read;
    superseded_ += log.scalars.superseded();
    out_of_range_ += log.scalars.out_of_range();
    refused_ += log.scalars.tags_refused();
    images_ += log.images;
    histograms_ += log.histograms;
    audio_clips_ += log.audio_clips;
    others_ += log.others;
    texts_superseded_ += log.texts_read - std::min<std::uint64_t>(log.texts_read, log.texts.size());
    if (log.first_time_s > 0) first_s_ = first_s_ > 0 ? std::min(first_s_, log.first_time_s) : log.first_time_s;
    last_s_ = std::max(last_s_, log.last_time_s);
    spans_.insert(spans_.end(), log.spans.begin(), log.spans.end());
    if (run_.status == model::RunStatus::unknown) run_.status = log.status;
    if (!log.parameters.members().empty() && parameters_.is_null()) parameters_ = std::move(log.parameters);
    for (EventText& text : log.texts) texts_.push_back(std::move(text));
    const bool is_session = log.is_hparams_session && is_session_name(name_of(folder));
    for (EventTag& tag : log.scalars.tags()) {
      if (is_session && tag.points.size() == 1) {
        run_.summary.push_back({std::move(tag.name), number_of(tag.points[0].value)});
      } else {
        tag.name = unused_name(name_in_part(part, tag.name));
        tags_.push_back(std::move(tag));
      }
    }
  }

  static model::ParameterValue number_of(double value) {
    return {.kind = model::ParameterValue::Kind::number, .text = Json::number(value).text(), .number = value};
  }

  static std::string name_in_part(const std::string& part, const std::string& tag) {
    if (part.empty() || is_session_name(part)) return tag;
    const std::string_view series = series_in_folder(part, tag);
    return series.empty() ? part + '/' + tag : tag + '/' + std::string(series);
  }

  std::string unused_name(std::string name) {
    std::string unused = name;
    for (int n = 2; !names_.insert(unused).second; ++n) unused = name + '#' + std::to_string(n);
    return unused;
  }

  /// Files with scalars say when training was; others were opened and left.
  void take_times() {
    if (!spans_.empty()) {
      first_s_ = spans_.front().opened_s;
      last_s_ = 0;
      for (const EventSpan& span : spans_) {
        first_s_ = std::min(first_s_, span.opened_s);
        last_s_ = std::max(last_s_, span.last_s);
      }
    }
    if (const double trained_s = find_trained_time(std::move(spans_)); trained_s > 0) run_.trained_s = trained_s;
  }

  void finish() {
    take_settings();
    take_notes();
    take_times();
    if (run_.started_at.empty() && first_s_ > 0) run_.started_at = timestamp_text(first_s_).value_or("");
    const bool has_end = run_.finished_at.empty() && last_s_ > first_s_;
    if (has_end) run_.finished_at = timestamp_text(last_s_).value_or("");
    check_times(context_, file_, run_);
    say_counts();
  }

  /// A document goes before the plugin, and the plugin before a text, which then stays a note.
  void take_settings() {
    if (!run_.config.parameters.empty()) return;
    Json tree = std::move(parameters_);
    for (auto text = texts_.begin(); tree.is_null() && text != texts_.end(); ++text) {
      std::optional<Json> settings = find_text_settings(*text);
      if (!settings) continue;
      tree = std::move(*settings);
      texts_.erase(text);
      break;
    }
    if (tree.is_null()) return;
    context_.redactor.redact_tree(tree, file_, context_.notice);
    apply_config(context_, file_, std::move(tree), run_);
  }

  void take_notes() {
    std::string note;
    for (const EventText& text : texts_) {
      if (!note.empty()) note += "\n\n";
      note += "## " + base::make_visible(text.tag) + "\n\n" + text.text;
    }
    if (note.empty()) return;
    run_.note_texts.push_back({.file = file_, .folder = context_.unit.folder, .text = std::move(note)});
  }

  void say(Severity severity, const char* code, std::uint64_t count, std::string what) const {
    if (count == 0) return;
    context_.notice({.severity = severity, .code = code, .file = file_, .what = std::move(what), .count = count});
  }

  void say_counts() const {
    say(Severity::note, "event-superseded", superseded_,
        std::to_string(superseded_) + " points at steps that were written again later; the last are shown");
    say(Severity::warning, "step-range", out_of_range_,
        "steps out of range: beyond 2^53 steps cannot be told apart; their points are left out");
    say(Severity::warning, "too-many-columns", refused_,
        "too many metrics: those after the first " + std::to_string(kMaxMetricColumns) + " are left out");
    say(Severity::note, "event-texts", texts_superseded_,
        std::to_string(texts_superseded_) + " earlier texts; the last of each name is shown");
    std::string kinds;
    const auto add = [&](std::uint64_t count, const char* noun) {
      if (count > 0) kinds += (kinds.empty() ? "" : ", ") + std::to_string(count) + " " + noun;
    };
    add(images_, "images");
    add(histograms_, "histograms");
    add(audio_clips_, "audio clips");
    add(others_, "other values");
    say(Severity::note, "event-not-shown", images_ + histograms_ + audio_clips_ + others_,
        kinds + " in the event files are not shown");
    const bool is_empty = run_.series.empty() && run_.summary.empty() && images_ + histograms_ + others_ == 0;
    say(Severity::note, "event-file-empty", is_empty ? paths_.size() : 0, "no scalar in the event files of this run");
  }

  const ReadContext& context_;
  model::Run run_;
  std::vector<std::string> paths_;
  std::string file_;  // the first, for notices
  std::vector<EventTag> tags_;
  std::set<std::string> names_;
  std::vector<EventText> texts_;
  Json parameters_;
  double first_s_ = 0, last_s_ = 0;
  std::vector<EventSpan> spans_;
  std::uint64_t superseded_ = 0, out_of_range_ = 0, refused_ = 0, texts_superseded_ = 0;
  std::uint64_t images_ = 0, histograms_ = 0, audio_clips_ = 0, others_ = 0;
};

std::vector<model::Run> read_tensorboard(const ReadContext& context) {
  return {EventRun(context).read()};
}

constexpr std::string_view kOwnEventCodes[]{"event-file-empty", "event-superseded", "event-steps-equal"};
constexpr SecondLogger kEventFilesBeside{
    .merged_code = "event-files-merged",
    .merged_what = "event files of the same run",
    .counts = MergedCount::files,
    .left_out_code = "event-files-beside",
    .files_are_called = "event files",
    .own_codes = kOwnEventCodes,
    .traces = nullptr,
};

constexpr OwnName kEventNames[]{{"*tfevents*"}};

}  // namespace

const RunFormat kTensorboardFormat{
    .name = "tensorboard",
    .title = "TensorBoard event files",
    .gives = Gives::run_folder,
    .rank = LoggerRank::event_files,
    .beside = &kEventFilesBeside,
    .claim = claim_events,
    .read = read_tensorboard,
    .own_names = kEventNames,
};

}  // namespace ingest
