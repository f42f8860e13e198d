#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/assemble/merge_runs.h"
#include "ingest/assemble/note_text.h"
#include "ingest/assemble/said_objective.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/gym/environment.h"
#include "ingest/formats/hydra/hydra.h"
#include "ingest/ingest.h"
#include "ingest/metrics/run_rows.h"
#include "ingest/metrics/settle_rows.h"
#include "ingest/metrics/split_repeats.h"
#include "ingest/privacy/artifact_text.h"
#include "ingest/privacy/redact.h"
#include "ingest/run_format.h"
#include "ingest/second_logger.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/names/download_names.h"

namespace ingest {
namespace {

using base::Severity;

/// "0:logs/a.csv": of a run folder the folder; of a lone file the file, so that "a" and "a.csv" differ.
std::string make_key(const Unit& unit, const model::Run& run, std::size_t index) {
  const bool lone_file = run.folder != unit.folder && !unit.files.empty();
  std::string key = std::to_string(unit.source) + ":" + printable(lone_file ? unit.files.front() : unit.folder);
  if (index > 0) key += "#" + std::to_string(index + 1);
  return key;
}

/// Reads one unit: what every format leaves to this place.
class UnitReader {
 public:
  UnitReader(const Unit& unit, const Source& source, const model::Settings& settings, const Redactor& redactor)
      : unit_(unit), source_(source), settings_(settings), redactor_(redactor) {}

  void read(const std::function<void(ReadRun)>& take) {
    const ReadContext context{*source_.files, unit_, settings_, sink_, redactor_};
    std::vector<model::Run> runs = unit_.is_unreadable ? unread_run() : settled(unit_.format->read(context));
    for (const model::Notice& notice : unit_.damaged) sink_(notice);
    std::vector<const Unit*> alone;
    for (const Unit& other : unit_.beside) {
      if (runs.size() == 1) {
        add_other_logger(other, runs.front());
      } else if (runs.empty() || other.format->beside.value()->left_out_code == nullptr) {
        alone.push_back(&other);
      } else {
        say_left_out(other);
      }
    }
    for (const model::Run& row : unit_.told) add_row(row, runs);
    const bool no_run = runs.empty();
    for (model::Run& run : runs) add_hydra(context, run);
    if (no_run) runs.emplace_back().folder = unit_.folder;
    std::vector<ReadRun> read(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) finish(std::move(runs[i]), i, read[i]);
    hand_out_notices(read);
    if (no_run) {
      read[0].is_run = false;
      for (model::Notice& notice : read[0].notices) notice.run_key.clear();
    }
    for (ReadRun& run : read) take(std::move(run));
    for (const Unit* other : alone) UnitReader(*other, source_, settings_, redactor_).read(take);
  }

 private:
  /// What is known of a run whose files no format could take.
  std::vector<model::Run> unread_run() const {
    std::vector<model::Run> runs(1);
    runs[0].folder = unit_.folder;
    runs[0].files = unit_.files;
    return runs;
  }

  /// Trainings that share a file become runs, and what was trained over is left out.
  std::vector<model::Run> settled(std::vector<model::Run> runs) {
    std::vector<model::Run> out;
    out.reserve(runs.size());
    for (model::Run& run : runs) {
      std::vector<RepeatPart> parts = split_repeats(std::move(run));
      if (parts.size() > 1) say_divided(parts);
      for (RepeatPart& part : parts) {
        settle(part.run);
        if (part.run.seed.empty()) part.run.seed = std::move(part.seed);
        if (part.run.name.empty()) part.run.name = std::move(part.name);
        labels_.push_back(std::move(part.label));
        out.push_back(std::move(part.run));
      }
    }
    return out;
  }

  void settle(model::Run& run) {
    const bool by_steps = !run.axes.step.empty();
    const std::string file = run.files.empty() ? unit_.folder : run.files.front();
    const auto no_place = [](std::uint32_t) { return base::Position(); };
    say_settled(settle_rows(run), by_steps, file, no_place, sink_);
  }

  void say_divided(const std::vector<RepeatPart>& parts) {
    sink_({.severity = Severity::note,
           .code = "repeats-in-one-file",
           .file = unit_.files.size() == 1 ? unit_.files.front() : unit_.folder,
           .what = std::to_string(parts.size()) + " trainings in one file, told apart by its columns (the first is \"" +
                   base::make_visible(parts.front().label) +
                   "\"); each is a run. Final values, which are of all of them, are left out",
           .count = parts.size()});
  }

  /// "loss" of val.log is "val/loss" beside that of train.log.
  static void say_data(std::string_view data, model::Run& run) {
    if (data.empty()) return;
    const auto name = [&](std::string& metric) {
      if (vocabulary::describe_metric(metric).split == vocabulary::Split::none)
        metric = std::string(data) + "/" + metric;
    };
    for (model::Series& series : run.series) name(series.name);
    for (model::Parameter& value : run.summary) name(value.path);
  }

  void add_other_logger(const Unit& other, model::Run& run) {
    const SecondLogger& logger = *other.format->beside.value();
    const ReadContext context = without_notices({*source_.files, other, settings_, sink_, redactor_}, logger.own_codes);
    for (model::Run& more : other.format->read(context)) {
      settle(more);
      if (logger.data_of != nullptr) say_data(logger.data_of(other), more);
      const std::string file = more.files.empty() ? other.files.front() : more.files.front();
      const std::size_t count = logger.counts == MergedCount::files ? std::max<std::size_t>(1, more.files.size()) : 1;
      const std::string added = add_what_is_missing(std::move(more), run);
      sink_({.severity = Severity::note,
             .code = logger.merged_code,
             .file = file,
             .what = std::string(logger.merged_what) +
                     "; added from it: " + (added.empty() ? "nothing, the run has it all" : added),
             .count = count});
    }
  }

  /// What a row of a table says of the run. Settings only where the run says none itself, which its own names and
  /// values would double; of several trainings in one file settings alone, since results are of one of them at most.
  static void add_row(const model::Run& row, std::vector<model::Run>& runs) {
    for (model::Run& run : runs) {
      model::Run more = row;
      if (!run.config.parameters.empty()) more.config = {};
      if (runs.size() > 1) {
        more.summary.clear();
        more.seed.clear();
      }
      add_what_is_missing(std::move(more), run);
    }
  }

  void say_left_out(const Unit& other) {
    const SecondLogger& logger = *other.format->beside.value();
    sink_({.severity = Severity::note,
           .code = logger.left_out_code,
           .file = other.folder,
           .what = std::string(logger.files_are_called) +
                   " beside several runs of another format: nobody can tell whose they are; not read",
           .count = other.files.size()});
  }

  void finish(model::Run run, std::size_t index, ReadRun& out) {
    run.key = make_key(unit_, run, index);
    run.source = unit_.source;
    run.format = unit_.format->name;
    check_name(run);
    identify(run);
    if (index < labels_.size()) add_label(labels_[index], run);
    keep_one_of_each_parameter(run);
    keep_logs_of_left_out_values(run);
    redact(run);
    take_said_objective(run);
    files_.push_back(run.files);
    look_at_artifacts(run);
    for (model::NoteText& text : run.note_texts) {
      ParsedNote parsed = finish_note(text, notice_place(source_.label, text.file), redactor_, sink_);
      text = std::move(parsed.text);
      out.notes.push_back(std::move(parsed.note));
    }
    for (std::string& file : run.files) file = printable(file);
    run.folder = printable(run.folder);
    out.run = std::move(run);
  }

  /// Values that were trained over are in no curve; the file as it was logged can be downloaded.
  void keep_logs_of_left_out_values(model::Run& run) {
    constexpr std::uint64_t kMostBytes = 4u << 20;
    constexpr std::array<std::string_view, 7> kTexts{"csv", "tsv", "jsonl", "ndjson", "json", "log", "txt"};
    const ReadContext context{*source_.files, unit_, settings_, sink_, redactor_};
    for (const std::string& file : std::vector<std::string>(run.files)) {
      if (with_left_out_values_.erase(file) == 0 || !base::contains(kTexts, extension_of(file))) continue;
      const base::Result<base::FileInfo> info = source_.files->info(file);
      const bool there = std::any_of(run.artifacts.begin(), run.artifacts.end(),
                                     [&](const model::Artifact& one) { return one.path == file; });
      if (!there && info && info->size_bytes <= kMostBytes)
        add_artifact(context, file, std::string(name_of(file)), run);
    }
  }

  /// What the site will offer of them is withheld by the gate; here it is learned and said, before anybody decides on
  /// the notices.
  void look_at_artifacts(const model::Run& run) {
    const std::size_t shown = std::min(run.artifacts.size(), vocabulary::kMostDownloads);
    for (std::size_t i = 0; i < shown; ++i) {
      const model::Artifact& artifact = run.artifacts[i];
      if (!vocabulary::download_ending(artifact.name)) continue;
      base::Result<std::string> bytes = source_.files->read_all(artifact.path, kMaxArtifactBytes);
      if (!bytes) continue;  // said where it is shown
      (void)clean_artifact(redactor_, artifact.path, std::move(*bytes), sink_);
    }
  }

  void check_name(const model::Run& run) {
    if (base::is_valid_utf8(run.folder)) return;
    sink_({.severity = Severity::warning,
           .code = "name-utf8",
           .file = run.folder,
           .what = "a name that is not UTF-8; shown with the odd bytes as \\x and two digits"});
  }

  static void add_label(const std::string& label, model::Run& run) {
    if (label.empty()) return;
    run.id += ", " + label;
    if (run.name != label && !label.starts_with(run.name + ", ")) run.name += ", " + label;
  }

  void identify(model::Run& run) {
    if (run.id.empty()) run.id = printable(run.folder.empty() ? source_.label : run.folder);
    if (run.name.empty()) run.name = run.id;
    settle_project(run);
    if (unit_.experiment.empty()) return;
    if (!run.experiment.empty() && run.experiment != unit_.experiment) {
      sink_({.severity = Severity::note,
             .code = "experiment-differs",
             .file = run.files.empty() ? unit_.folder : run.files.front(),
             .what = "says experiment \"" + base::make_visible(base::shorten(run.experiment, 60)) +
                     "\", but stands below the experiment.md of \"" + base::make_visible(unit_.experiment) +
                     "\", which counts"});
    }
    run.experiment = unit_.experiment;
  }

  /// A tree with a dotted key beside the section that it names ("model.act" and model: {act}) has a path twice: sweeps
  /// leave that. The first that is no null counts; nobody can tell which one the script used.
  void keep_one_of_each_parameter(model::Run& run) {
    std::unordered_map<std::string_view, std::size_t> first;
    std::vector<std::size_t> again;
    std::vector<model::Parameter>& parameters = run.config.parameters;
    std::string differing;
    std::size_t count = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const auto [place, is_new] = first.emplace(parameters[i].path, i);
      if (is_new) continue;
      again.push_back(i);
      model::ParameterValue& kept = parameters[place->second].value;
      if (kept == parameters[i].value) continue;
      if (kept.kind == model::ParameterValue::Kind::null) {
        kept = parameters[i].value;
      } else if (parameters[i].value.kind != model::ParameterValue::Kind::null && count++ == 0) {
        differing = parameters[i].path;
      }
    }
    if (again.empty()) return;
    first.clear();  // its keys are views of what moves now
    std::size_t kept = 0, next = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      if (next < again.size() && again[next] == i) {
        ++next;
      } else {
        if (kept != i) parameters[kept] = std::move(parameters[i]);
        ++kept;
      }
    }
    parameters.resize(kept);
    if (count == 0) return;
    sink_({.severity = Severity::warning,
           .code = "parameter-twice",
           .file = run.files.empty() ? unit_.folder : run.files.front(),
           .what = "a parameter is given twice, as a dotted key and in its section, with different values: \"" +
                   base::make_visible(base::shorten(differing, 60)) + "\"; the first value is shown",
           .count = count});
  }

  /// Two repositories may both have a project "Default". Those made from places (tables) name theirs already.
  void settle_project(model::Run& run) {
    if (run.project.empty() && run.config.parameters.empty()) run.project = gym_environment(run.folder);
    if (unit_.project.empty()) return;
    const std::string project = printable(unit_.project);
    if (run.project.empty()) {
      run.project = project;
    } else if (run.project.find(project) == std::string::npos) {
      run.project = project + ": " + run.project;
    }
  }

  /// Formats redact what they know the file of; this makes sure of everything else.
  void redact(model::Run& run) {
    const std::string file = run.files.empty() ? unit_.folder : run.files.front();
    const auto clean = [&](std::string& text) { text = redactor_.redact_prose(text, file, 0, sink_); };
    for (std::string* text : {&run.id, &run.name, &run.project, &run.experiment, &run.seed}) clean(*text);
    for (std::string& tag : run.tags) clean(tag);
    for (model::Series& series : run.series) clean(series.name);
    for (auto* leaves : {&run.config.parameters, &run.summary, &run.environment}) {
      for (model::Parameter& leaf : *leaves) clean_leaf(leaf, file);
    }
    if (!run.config.tree.is_null()) redactor_.redact_tree(run.config.tree, file, quiet_);
  }

  void clean_leaf(model::Parameter& leaf, const std::string& file) {
    if (leaf.value.kind == model::ParameterValue::Kind::list) {
      leaf.value.text = redactor_.redact_prose(leaf.value.text, file, 0, quiet_);
    }
    if (leaf.value.kind != model::ParameterValue::Kind::text) return;
    base::Json tree = base::Json::object();
    tree.set(leaf.path, base::Json::string(leaf.value.text));
    redactor_.redact_tree(tree, file, sink_);
    leaf.value.text = tree.members().front().second.text();
    leaf.path = tree.members().front().first;
  }

  /// To the run that read the file, else to the first. What is said of a file that several runs stand in is of no run.
  void hand_out_notices(std::vector<ReadRun>& runs) {
    for (model::Notice& notice : log_.take()) {
      std::size_t owner = 0, owners = 0;
      for (std::size_t i = 0; i < runs.size(); ++i) {
        if (std::find(files_[i].begin(), files_[i].end(), notice.file) == files_[i].end()) continue;
        if (owners++ == 0) owner = i;
      }
      if (owners < 2) notice.run_key = runs[owner].run.key;
      notice.file = notice_place(source_.label, notice.file);
      notice.what = redactor_.redact_prose(notice.what, "", 0, quiet_);
      runs[owner].notices.push_back(std::move(notice));
    }
  }

  const Unit& unit_;
  const Source& source_;
  const model::Settings& settings_;
  const Redactor& redactor_;
  NoticeLog log_;
  std::vector<std::vector<std::string>> files_;  // of each run, as the system has them
  std::vector<std::string> labels_;              // of each run: what tells it from others of its file, or empty
  std::set<std::string> with_left_out_values_;   // files, as the system has them
  Redactor::Sink sink_ = [this](model::Notice notice) {
    if (notice.code == "trainings-in-one-file" || notice.code == "steps-go-back")
      with_left_out_values_.insert(notice.file);
    log_.add(std::move(notice));
  };
  Redactor::Sink quiet_ = [](const model::Notice&) {};
};

}  // namespace

void go_on_with(ReadRun more, ReadRun& run) {
  model::Run& next = more.run;
  model::Run& first = run.run;
  if (next.axes.relative_time && first.axes.relative_time && !first.axes.wall_time_s.empty()) {
    double end = 0;
    for (const double time : first.axes.wall_time_s) end = time > end ? time : end;  // NaN is none
    for (double& time : next.axes.wall_time_s) time += end;
  }
  std::move(more.notes.begin(), more.notes.end(), std::back_inserter(run.notes));
  std::move(more.notices.begin(), more.notices.end(), std::back_inserter(run.notices));
  std::move(next.note_texts.begin(), next.note_texts.end(), std::back_inserter(first.note_texts));
  std::move(next.artifacts.begin(), next.artifacts.end(), std::back_inserter(first.artifacts));
  std::erase_if(first.summary, [&](const model::Parameter& leaf) {
    return std::any_of(next.summary.begin(), next.summary.end(),
                       [&](const model::Parameter& other) { return other.path == leaf.path; });
  });
  first.summary_lines.clear();
  std::move(next.summary.begin(), next.summary.end(), std::back_inserter(first.summary));
  first.status = next.status;
  first.finished_at = next.finished_at;
  add_rows(std::move(next), first);
}

void read_unit(const Unit& unit, const std::vector<Source>& sources, const model::Settings& settings,
               const Redactor& redactor, const std::function<void(ReadRun)>& take) {
  UnitReader(unit, sources[unit.source], settings, redactor).read(take);
}

}  // namespace ingest
