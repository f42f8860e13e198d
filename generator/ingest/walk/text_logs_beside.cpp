#include "ingest/walk/text_logs_beside.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/path_text.h"
#include "ingest/run_format.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

constexpr std::size_t kLogsThatOutweighTables = 3;

/// Names that say nothing of the run, the best first.
constexpr std::array<std::string_view, 24> kAnyLog{
    "train",  "training", "train_log", "training_log", "trainlog", "log",   "logs",  "run",
    "main",   "console",  "output",    "out",          "stdout",   "nohup", "debug", "info",
    "stderr", "err",      "val",       "validation",   "valid",    "eval",  "test",  "trainer"};

std::string stem_of(const Unit& unit) {
  return base::to_lower(name_of(without_extension(unit.files.front())));
}

std::size_t generic_rank(const std::string& stem) {
  const auto found = std::find(kAnyLog.begin(), kAnyLog.end(), stem);
  return static_cast<std::size_t>(found - kAnyLog.begin());
}
bool is_generic(const std::string& stem) {
  return generic_rank(stem) < kAnyLog.size();
}

bool gives_way(const Unit& unit) {
  return unit.format->gives_way;
}

bool is_documents_alone(const Unit& unit) {
  return unit.format->documents_alone && !unit.files.empty() &&
         std::all_of(unit.files.begin(), unit.files.end(), [](const std::string& file) {
           const std::string_view name = name_of(file);
           return base::contains(config_names(), name) || name == "environment.json" || name == "notes.md" ||
                  name == "summary.json";
         });
}

/// What other formats have in a folder.
struct Others {
  std::vector<std::size_t> runs;       ///< units with files there, or of that folder
  std::vector<std::size_t> documents;  ///< units that are nothing but documents there
};

class TextLogs {
 public:
  TextLogs(std::vector<Unit>& units, std::size_t first, const std::function<void(model::Notice)>& say)
      : units_(units), first_(first), say_(say) {}

  void settle() {
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (gives_way(units_[i])) {
        logs_[units_[i].folder].push_back(i);
      } else if (!is_table_or_log(*units_[i].format)) {
        note_other(i);
      }
    }
    if (logs_.empty()) return;
    for (const auto& [folder, logs] : logs_) settle_folder(folder, logs);
    for (auto index = gone_.rbegin(); index != gone_.rend(); ++index) {
      units_.erase(units_.begin() + static_cast<std::ptrdiff_t>(*index));
    }
  }

 private:
  void note_other(std::size_t i) {
    const Unit& unit = units_[i];
    if (is_documents_alone(unit)) {
      others_[unit.folder].documents.push_back(i);
      return;
    }
    std::set<std::string> folders{unit.folder};
    for (const std::string& file : unit.files) folders.insert(std::string(folder_of(file)));
    for (const std::string& folder : folders) {
      others_[folder].runs.push_back(i);
      for (std::string_view above = folder; !above.empty();) {
        above = folder_of(above);
        if (!above_.insert(std::string(above)).second) break;
      }
    }
  }

  void leave_out(std::size_t i, const char* why) {
    gone_.insert(i);
    say_({.severity = model::Severity::note,
          .code = "text-log-beside",
          .file = units_[i].files.front(),
          .what = std::string("a text log ") + why + "; not read"});
  }

  const Others* others_in(const std::string& folder) const {
    const auto found = others_.find(folder);
    return found == others_.end() ? nullptr : &found->second;
  }

  /// A run whose folder this is, or lies above.
  bool stands_in_a_run(const std::string& folder) const {
    for (std::string_view above = folder; !above.empty();) {
      above = folder_of(above);
      const Others* others = others_in(std::string(above));
      if (others == nullptr) continue;
      const bool run = std::any_of(others->runs.begin(), others->runs.end(), [&](std::size_t i) {
        return units_[i].format->gives == Gives::run_folder && units_[i].folder == above;
      });
      if (run) return true;
    }
    return false;
  }

  /// Lone files of one folder are runs of their own, each with its name.
  bool is_of_run_here(std::size_t log, const Others& here) const {
    const std::string stem = stem_of(units_[log]);
    if (is_generic(stem) || here.runs.size() == 1) return true;
    return std::any_of(here.runs.begin(), here.runs.end(), [&](std::size_t i) {
      if (units_[i].format->gives != Gives::lone_file || units_[i].files.empty()) return true;
      const std::string other = stem_of(units_[i]);
      return other.find(stem) != std::string::npos || stem.find(other) != std::string::npos;
    });
  }

  void settle_folder(const std::string& folder, const std::vector<std::size_t>& logs) {
    const Others* here = others_in(folder);
    const bool in_run = stands_in_a_run(folder);
    const bool above_runs = above_.count(folder) > 0;
    std::vector<std::size_t> kept;
    for (const std::size_t i : logs) {
      if (here != nullptr && !here->runs.empty() && is_of_run_here(i, *here)) {
        leave_out(i, "beside the files of another logger, which say more of the same run");
      } else if (in_run) {
        leave_out(i, "in the folder of a run that another logger kept");
      } else if (above_runs) {
        leave_out(i, "above the folders of runs that another logger kept");
      } else {
        kept.push_back(i);
      }
    }
    keep_one_of_each_run(kept);
    if (here == nullptr || here->documents.size() != 1 || kept.empty()) return;
    const std::size_t documents = here->documents.front();
    if (kept.size() > 1) return;
    Unit& log = units_[kept.front()];
    log.files.insert(log.files.end(), units_[documents].files.begin(), units_[documents].files.end());
    gone_.insert(documents);
  }

  /// "val.log" beside "train.log" says what that does not.
  bool is_of_other_data(std::size_t log, std::size_t best) const {
    const vocabulary::Split split = vocabulary::split_of(stem_of(units_[log]));
    const bool held_out = split == vocabulary::Split::validation || split == vocabulary::Split::test;
    return held_out && vocabulary::split_of(stem_of(units_[best])) == vocabulary::Split::train;
  }

  void keep_one_of_each_run(std::vector<std::size_t>& logs) {
    std::size_t best = SIZE_MAX;
    for (const std::size_t i : logs) {
      const std::string stem = stem_of(units_[i]);
      if (!is_generic(stem)) continue;
      if (best == SIZE_MAX || generic_rank(stem) < generic_rank(stem_of(units_[best]))) best = i;
    }
    if (best == SIZE_MAX) return;
    std::erase_if(logs, [&](std::size_t i) {
      if (i == best || !is_generic(stem_of(units_[i]))) return false;
      if (is_of_other_data(i, best)) {
        units_[best].beside.push_back(std::move(units_[i]));
        gone_.insert(i);
        return true;
      }
      leave_out(i,
                ("beside " + std::string(name_of(units_[best].files.front())) + ", which is of the same run").c_str());
      return true;
    });
  }

  std::vector<Unit>& units_;
  std::size_t first_;
  const std::function<void(model::Notice)>& say_;
  std::map<std::string, std::vector<std::size_t>> logs_;
  std::map<std::string, Others> others_;
  std::set<std::string, std::less<>> above_;
  std::set<std::size_t> gone_;
};

}  // namespace

void settle_text_logs(std::vector<Unit>& units, std::size_t first, const std::function<void(model::Notice)>& say) {
  TextLogs(units, first, say).settle();
}

void drop_text_logs_beside_tables(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                                  const std::function<void(model::Notice)>& say) {
  struct Counts {
    std::size_t logs = 0, tables = 0, runs = 0;
  };
  std::map<std::string, Counts> counts;
  for (std::size_t i = first; i < units.size(); ++i) {
    Counts& here = counts[repositories.of(units[i].folder)];
    if (gives_way(units[i])) {
      ++here.logs;
    } else if (is_table_or_log(*units[i].format)) {
      ++here.tables;
    } else {
      ++here.runs;
    }
  }
  const auto is_left_out = [&](const Unit& unit) {
    if (!gives_way(unit)) return false;
    const Counts& here = counts[repositories.of(unit.folder)];
    if (here.tables == 0 || here.runs > 0 || here.logs >= kLogsThatOutweighTables) return false;
    say({.severity = model::Severity::note,
         .code = "text-log-beside",
         .file = unit.files.front(),
         .what = "a text log in a project with a table or a log of its runs; not read"});
    return true;
  };
  const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
  units.erase(std::remove_if(begin, units.end(), is_left_out), units.end());
}

}  // namespace ingest
