#include "analysis/log/kept/kept_log.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "analysis/compute_findings.h"
#include "analysis/health/run_notices.h"
#include "analysis/log/kept/kept_numbers.h"
#include "base/text/iso_time.h"
#include "base/text/path_parts.h"
#include "base/text/utf8.h"
#include "model/findings/experiment.h"
#include "model/findings/project.h"
#include "model/index.h"

namespace analysis {
namespace {

constexpr std::string_view kLogFormat = "markdown-log";

bool is_logged(const model::RunDigest& run) {
  return run.format == kLogFormat && !run.experiment.empty();
}

/// The reader gives a title only to what it made up.
bool is_made_up(const model::RunDigest& logged) {
  return logged.name != logged.id;
}

/// With the slash at its end; empty: at the top.
std::string folder_of_log(const model::RunDigest& logged) {
  const std::string file = logged.files.empty() ? logged.folder : logged.files.front();
  const std::vector<std::string_view> parts = base::path_parts(file);
  return parts.empty() ? file : file.substr(0, file.size() - parts.back().size());
}

/// Measured runs by what an experiment's id may be.
class MeasuredRuns {
 public:
  explicit MeasuredRuns(const std::vector<model::RunDigest>& runs) : runs_(runs) {
    for (model::Index run = 0; run < runs.size(); ++run) {
      if (is_logged(runs[run])) continue;
      add(0, runs[run].experiment, run);
      add(1, runs[run].id, run);
      add(2, runs[run].name, run);
      std::set<std::string> parts;
      for (const std::string_view part : base::path_parts(runs[run].folder)) {
        if (parts.insert(base::to_lower(part)).second) add(3, part, run);
      }
    }
  }

  /// In order; empty: none.
  std::vector<model::Index> find(const model::RunDigest& logged) const {
    const std::string id = base::to_lower(logged.id), folder = folder_of_log(logged);
    for (const Scope scope : {Scope::below, Scope::source, Scope::all}) {
      for (const auto& places : by_name_) {
        const auto found = places.find(id);
        if (found == places.end()) continue;
        std::vector<model::Index> in_scope;
        for (const model::Index run : found->second) {
          const bool same_source = runs_[run].source == logged.source;
          const bool below = same_source && runs_[run].folder.starts_with(folder);
          if (scope == Scope::all || (scope == Scope::source ? same_source : below)) in_scope.push_back(run);
        }
        if (!in_scope.empty()) return in_scope;
      }
    }
    return {};
  }

 private:
  enum class Scope : std::uint8_t { below, source, all };

  void add(std::size_t kind, std::string_view name, model::Index run) {
    if (!name.empty()) by_name_[kind][base::to_lower(name)].push_back(run);
  }

  const std::vector<model::RunDigest>& runs_;
  std::array<std::map<std::string, std::vector<model::Index>>, 4> by_name_;  // experiments, ids, names, folders
};

template <class Item>
void drop_said(std::vector<Item>& items, const std::vector<Item>& said) {
  std::erase_if(items, [&](const Item& item) { return std::find(said.begin(), said.end(), item) != said.end(); });
}

void drop_said(std::string& text, const std::string& said) {
  if (!said.empty()) text.clear();
}

/// Leaves in `note` what `other`, which goes first, does not say.
void keep_unsaid(model::Note& note, const model::Note& other) {
  const auto drop = [](auto& part, const auto& said) { drop_said(part, said); };
  model::for_each_text(drop, note, other);
  model::for_each_list(drop, note, other);
  drop_said(note.tags, other.tags);
  if (other.decision_said) {
    note.decision_said = false;
    note.decision = model::Decision::open;
    note.decision_reason.clear();
  }
  if (note.prose == other.prose) note.prose.clear();
}

class LogTaker {
 public:
  LogTaker(std::vector<model::RunDigest>& runs, const std::vector<ExperimentNotes>& notes,
           const std::vector<std::string>& labels)
      : runs_(runs), notes_(notes), labels_(labels), taken_(runs.size(), false) {}

  KeptLogs take() {
    const MeasuredRuns measured(runs_);
    std::vector<std::vector<model::Index>> matches(runs_.size());
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (is_logged(runs_[run]) && !is_made_up(runs_[run])) matches[run] = measured.find(runs_[run]);
    }
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (!matches[run].empty()) take_one(run, matches[run]);
    }
    give_projects();
    erase_taken();
    return std::move(logs_);
  }

 private:
  void take_one(model::Index place, const std::vector<model::Index>& measured) {
    const model::RunDigest& logged = runs_[place];
    taken_[place] = true;
    std::string experiment = runs_[measured.front()].experiment;
    if (experiment.empty()) experiment = logged.id;
    for (const model::Index run : measured) {
      if (runs_[run].experiment.empty()) runs_[run].experiment = experiment;
    }
    const std::string file = logged.files.empty() ? logged.folder : logged.files.front();
    logs_.experiments.push_back({.id = logged.id,
                                 .file = place_of(labels_, logged.source, file),
                                 .line = logged.summary_lines.empty() ? 0 : logged.summary_lines.front(),
                                 .run = measured.front(),
                                 .numbers = logged_numbers(logged)});
    projects_.emplace(std::pair(logged.source, file), runs_[measured.front()].project);
    for (std::size_t i = 0; i < logged.notes.size(); ++i) add_note(logged, i, experiment);
  }

  void add_note(const model::RunDigest& logged, std::size_t index, const std::string& experiment) {
    ExperimentNotes added{.experiment = experiment,
                          .source_folder = logged.note_texts[index].folder,
                          .source = logged.source,
                          .note = logged.notes[index],
                          .text = logged.note_texts[index],
                          .of_log = true};
    model::Note& note = added.note;
    if (note.date.empty()) note.date = base::utc_date(logged.started_at);
    note.tags.insert(note.tags.end(), logged.tags.begin(), logged.tags.end());
    for (const ExperimentNotes& one : notes_) {
      if (one.experiment == experiment) keep_unsaid(note, one.note);
    }
    for (const model::RunDigest& run : runs_) {
      if (run.experiment != experiment || is_logged(run)) continue;
      for (const model::Note& said : run.notes) keep_unsaid(note, said);
    }
    logs_.notes.push_back(std::move(added));
  }

  /// What of a log was not measured stays beside what was.
  void give_projects() {
    for (model::Index run = 0; run < runs_.size(); ++run) {
      if (!is_logged(runs_[run]) || taken_[run] || !runs_[run].project.empty() || runs_[run].files.empty()) continue;
      const auto found = projects_.find(std::pair(runs_[run].source, runs_[run].files.front()));
      if (found != projects_.end()) runs_[run].project = found->second;
    }
  }

  void erase_taken() {
    std::vector<model::Index> moved(runs_.size());
    std::vector<model::RunDigest> kept;
    for (model::Index run = 0; run < runs_.size(); ++run) {
      moved[run] = kept.size();
      if (!taken_[run]) kept.push_back(std::move(runs_[run]));
    }
    for (KeptExperiment& experiment : logs_.experiments) experiment.run = moved[experiment.run];
    runs_ = std::move(kept);
  }

  std::vector<model::RunDigest>& runs_;
  const std::vector<ExperimentNotes>& notes_;
  const std::vector<std::string>& labels_;
  std::vector<bool> taken_;
  std::map<std::pair<std::size_t, std::string>, std::string> projects_;  // of logs, by source and file
  KeptLogs logs_;
};

}  // namespace

KeptLogs take_kept_logs(std::vector<model::RunDigest>& runs, const std::vector<ExperimentNotes>& notes,
                        const std::vector<std::string>& source_labels) {
  if (std::none_of(runs.begin(), runs.end(), is_logged)) return {};
  return LogTaker(runs, notes, source_labels).take();
}

}  // namespace analysis
