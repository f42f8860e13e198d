#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/assemble/note_text.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/declined.h"
#include "ingest/formats/hydra/hydra.h"
#include "ingest/formats/hydra/jobs.h"
#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"
#include "ingest/run_format.h"
#include "ingest/walk/left_files.h"
#include "ingest/walk/repositories.h"
#include "ingest/walk/rows_of_runs.h"
#include "ingest/walk/same_run_pairs.h"
#include "ingest/walk/tables_beside.h"
#include "ingest/walk/text_logs_beside.h"
#include "ingest/walk/unread_files.h"

namespace ingest {
namespace {

using base::FileKind;
using base::FolderEntry;
using base::Severity;

constexpr int kMaxDepth = 64;
constexpr std::uint64_t kMaxEntries = 1'000'000;
constexpr std::string_view kExperimentFile = "experiment.md";
/// What a site made by this program carries: its pages and data are no runs.
constexpr std::string_view kSiteManifest = ".trialpress-manifest.json";
constexpr std::string_view kSettings = "trialpress.json", kSettingsSchema = "trialpress.schema.json";
constexpr std::string_view kPagesFolder = "pages";
/// Folders that hold what training needs or leaves, never runs.
constexpr std::array<std::string_view, 4> kSkippedFolders{"node_modules", "__pycache__", "checkpoints", "lost+found"};

struct Pending {
  std::string folder;
  int depth = 0;
  std::string experiment;
  bool is_link = false;
};

/// Walks one source. Folders reached by a link wait until all others were seen, so that a run is listed under its own
/// name and not under a link such as "latest".
class SourceWalk {
 public:
  SourceWalk(std::size_t index, const Source& source, const model::Settings& settings, const Redactor& redactor,
             Discovery& out)
      : index_(index), source_(source), settings_(settings), redactor_(redactor), out_(out) {}

  void run() {
    const std::size_t first_unit = out_.units.size();
    std::vector<Pending> stack{{}};
    while (!stack.empty() || !linked_.empty()) {
      if (stack.empty()) {
        std::reverse(linked_.begin(), linked_.end());
        stack = std::exchange(linked_, {});
      }
      const Pending next = std::move(stack.back());
      stack.pop_back();
      if (entries_seen_ <= kMaxEntries) visit(next, stack);
    }
    const auto note = [this](model::Notice notice) { log_.add(std::move(notice)); };
    attach_other_loggers(out_.units, first_unit, std::move(beside_), *source_.files, note);
    settle_text_logs(out_.units, first_unit, note);
    add_hydra_jobs(hydra_jobs_, *source_.files, out_.units, first_unit, note);
    add_empty_runs(first_unit);
    drop_linked_curves();
    drop_shared_documents(first_unit);
    repositories_.settle(out_.units, index_);
    join_rows_of_runs(out_.units, first_unit, repositories_, settings_, redactor_, *source_.files, note);
    drop_text_logs_beside_tables(out_.units, first_unit, repositories_, note);
    drop_tables_beside_runs(out_.units, first_unit, repositories_, settings_, note);
    drop_repeated_tables(out_.units, first_unit, repositories_, settings_, *source_.files, note);
    unread_.settle(index_, first_unit, out_.units, note);
    for (std::size_t i = first_unit; i < out_.units.size(); ++i) {
      out_.units[i].project = repositories_.project_of(out_.units[i].folder);
    }
    for (model::Notice& notice : log_.take()) {
      notice.file = notice_place(source_.label, notice.file);
      notice.what = redactor_.redact_prose(notice.what, "", 0, [](const model::Notice&) {});
      out_.notices.push_back(std::move(notice));
    }
  }

 private:
  void say(Severity severity, const char* code, const std::string& file, std::string what) {
    log_.add({.severity = severity, .code = code, .file = file, .what = std::move(what)});
  }

  void visit(const Pending& here, std::vector<Pending>& stack) {
    if (!is_first_visit(here)) return;
    base::Result<std::vector<FolderEntry>> listed = source_.files->list(here.folder);
    if (!listed) {
      log_.add(notice_of(listed.error(), here.folder, "the folder is not read"));
      return;
    }
    std::vector<FolderEntry> entries = std::move(*listed);
    if (std::any_of(entries.begin(), entries.end(), [](const FolderEntry& e) { return e.name == kSiteManifest; }))
      return;
    ++out_.folders;
    entries_seen_ += entries.size();
    if (entries_seen_ > kMaxEntries) {
      say(Severity::error, "walk-limit", here.folder,
          "more than " + std::to_string(kMaxEntries) + " files and folders in this source; the walk ends here");
    }
    repositories_.see(here.folder, here.depth, entries);
    const auto is_hydra = [](const FolderEntry& entry) { return entry.name == kHydraFolder; };
    if (std::any_of(entries.begin(), entries.end(), is_hydra) && is_hydra_job(*source_.files, here.folder)) {
      hydra_jobs_.push_back({.source = index_, .folder = here.folder, .experiment = here.experiment});
    }
    std::erase_if(
        entries, [](const FolderEntry& entry) { return entry.name.starts_with('.') && !is_declined_name(entry.name); });
    if (entries.empty() && !here.folder.empty()) empty_folders_.push_back(here);
    const std::string experiment = take_experiment(here, entries);
    const std::vector<FolderEntry> all = entries;
    offer_to_formats(here.folder, experiment, entries);
    unread_.see({*source_.files, here.folder, entries, experiment, &settings_}, all);
    descend(here, experiment, entries, stack);
  }

  bool is_first_visit(const Pending& here) {
    const base::Result<base::FileInfo> info = source_.files->info(here.folder);
    if (!info || visited_.insert(info->identity).second) return true;
    say(Severity::note, "folder-seen", here.folder,
        "leads to a folder that was read already; its runs are listed once");
    return false;
  }

  /// Reads and removes an experiment.md; the id that applies to runs from here on down.
  std::string take_experiment(const Pending& here, std::vector<FolderEntry>& entries) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [](const FolderEntry& entry) { return entry.name == kExperimentFile; });
    if (found == entries.end()) return here.experiment;
    entries.erase(found);
    ++out_.files;
    const std::string path = join_path(here.folder, kExperimentFile);
    std::string id = printable(here.folder.empty() ? source_.label : name_of(here.folder));
    const Unit unit{.source = index_, .folder = here.folder};
    const Redactor::Sink sink = [this](model::Notice notice) { log_.add(std::move(notice)); };
    model::Run holder;
    read_note({*source_.files, unit, settings_, sink, redactor_}, path, holder);
    if (holder.note_texts.empty()) return id;
    ParsedNote parsed = finish_note(holder.note_texts[0], notice_place(source_.label, path), redactor_, sink);
    const base::Json* said = parsed.note.front_matter.find("id");
    if (said != nullptr && (said->is_string() || said->is_number()) && !base::trim(said->text()).empty()) {
      id = base::trim(said->text());
    }
    out_.experiments.push_back(
        {.source = index_, .experiment = id, .note = std::move(parsed.note), .text = std::move(parsed.text)});
    return id;
  }

  void offer_to_formats(const std::string& folder, const std::string& experiment, std::vector<FolderEntry>& entries) {
    const auto offer = [&](const RunFormat& format, Claim (*claim)(const FolderView&)) {
      if (claim == nullptr || entries.empty()) return;
      take(format, claim({*source_.files, folder, entries, experiment, &settings_}), folder, experiment, entries);
    };
    for (const RunFormat* format : run_formats()) offer(*format, format->claim_configured);
    for (const RunFormat* format : run_formats()) offer(*format, format->claim);
  }

  void take(const RunFormat& format, Claim claim, const std::string& folder, const std::string& experiment,
            std::vector<FolderEntry>& entries) {
    for (OtherLogger& other : claim.beside) {
      other.unit.source = index_;
      other.unit.experiment = experiment;
      beside_.push_back(std::move(other));
    }
    for (Unit& unit : claim.units) {
      unit.source = index_;
      unit.format = &format;
      unit.experiment = experiment;
      out_.units.push_back(std::move(unit));
    }
    for (model::Notice& notice : claim.notices) log_.add(std::move(notice));
    const auto claimed = [&](const FolderEntry& entry) {
      const bool is_folder = entry.kind == FileKind::folder;
      if (!is_folder && base::contains(claim.files, entry.name)) {
        ++out_.files;
        if (entry.is_link) linked_files_.insert(join_path(folder, entry.name));
        return true;
      }
      return is_folder && base::contains(claim.folders, entry.name);
    };
    std::erase_if(entries, claimed);
  }

  void descend(const Pending& here, const std::string& experiment, const std::vector<FolderEntry>& entries,
               std::vector<Pending>& stack) {
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      const std::string path = join_path(here.folder, entry->name);
      if (!entry->refusal.empty()) {
        say_refusal(*entry, path);
      } else if (entry->kind == FileKind::folder) {
        if (base::contains(kSkippedFolders, entry->name)) continue;
        if (here.depth >= kMaxDepth) {
          say(Severity::warning, "walk-depth", path,
              "nested more than " + std::to_string(kMaxDepth) + " folders deep; not looked into");
          continue;
        }
        (entry->is_link ? linked_ : stack).push_back({path, here.depth + 1, experiment, entry->is_link});
        continue;
      }
      ++out_.files;
      if (is_part_of_workspace(here.folder, entry->name)) continue;
      ++out_.skipped_files;
      add_left_file(out_.left, index_, path);
    }
  }

  /// The settings, the pages beside them, and the schema of the settings: read, but not by a format.
  bool is_part_of_workspace(const std::string& folder, const std::string& name) {
    if (name == kSettings || name == kSettingsSchema) return true;
    if (name_of(folder) != kPagesFolder || extension_of(name) != "md") return false;
    return static_cast<bool>(source_.files->info(join_path(folder_of(folder), kSettings)));
  }

  void say_refusal(const FolderEntry& entry, const std::string& path) {
    const bool no_file = !entry.is_link && entry.kind == FileKind::other;
    say(no_file ? Severity::note : Severity::warning, "entry-refused", path, entry.refusal + "; not read");
  }

  /// A folder with nothing in it that stands beside run folders is a run that left nothing.
  void add_empty_runs(std::size_t first_unit) {
    if (empty_folders_.empty()) return;
    std::map<std::string, const RunFormat*, std::less<>> formats;  // of the runs, by the folder they stand in
    for (std::size_t i = first_unit; i < out_.units.size(); ++i) {
      const Unit& unit = out_.units[i];
      const bool counts = unit.format->documents_alone && !unit.folder.empty();
      if (counts) formats.emplace(folder_of(unit.folder), unit.format);
    }
    for (const Pending& empty : empty_folders_) {
      const auto beside = formats.find(folder_of(empty.folder));
      if (beside == formats.end()) continue;
      out_.units.push_back(
          {.source = index_, .folder = empty.folder, .format = beside->second, .experiment = empty.experiment});
    }
  }

  /// A curve or table reached by a link ("latest.csv") whose file is a run already. Documents may be links to one file.
  void drop_linked_curves() {
    if (linked_files_.empty()) return;
    const auto is_linked = [&](const Unit& unit) {
      return unit.source == index_ && !unit.format->documents_alone && linked_files_.count(unit.files.front()) > 0;
    };
    std::unordered_set<std::uint64_t> files;
    for (const Unit& unit : out_.units) {
      if (unit.source != index_ || unit.files.empty() || is_linked(unit)) continue;
      const base::Result<base::FileInfo> info = source_.files->info(unit.files.front());
      if (info) files.insert(info->identity);
    }
    std::erase_if(out_.units, [&](const Unit& unit) {
      if (!is_linked(unit)) return false;
      const base::Result<base::FileInfo> info = source_.files->info(unit.files.front());
      if (!info || files.insert(info->identity).second) return false;
      say(Severity::note, "file-seen", unit.files.front(), "leads to a file that is a run already; it is listed once");
      return true;
    });
  }

  /// A config or environment file above run folders is shared by them and no run of its own.
  void drop_shared_documents(std::size_t first_unit) {
    std::set<std::string, std::less<>> above;
    for (std::size_t i = first_unit; i < out_.units.size(); ++i) {
      std::string_view folder = out_.units[i].folder;
      const bool has_metrics = !out_.units[i].format->documents_alone;
      if (has_metrics) above.insert(std::string(folder));
      while (!folder.empty()) {
        folder = folder_of(folder);
        above.insert(std::string(folder));
      }
    }
    const auto is_shared = [&](const Unit& unit) {
      if (unit.source != index_ || !unit.format->documents_alone || unit.files.empty()) return false;
      if (above.find(unit.folder) == above.end()) return false;
      return std::all_of(unit.files.begin(), unit.files.end(), [](const std::string& file) {
        const std::string_view name = name_of(file);
        return base::contains(config_names(), name) || name == "environment.json" || name == "notes.md";
      });
    };
    for (const Unit& unit : out_.units) {
      if (!is_shared(unit)) continue;
      for (const std::string& file : unit.files) {
        say(Severity::note, "documents-above-runs", file, "stands above run folders and makes no run; not read");
      }
    }
    std::erase_if(out_.units, is_shared);
  }

  std::size_t index_;
  const Source& source_;
  const model::Settings& settings_;
  const Redactor& redactor_;
  Discovery& out_;
  NoticeLog log_;
  Repositories repositories_;
  UnreadFiles unread_;
  std::vector<OtherLogger> beside_;
  std::vector<Pending> linked_, empty_folders_;
  std::vector<Unit> hydra_jobs_;
  std::unordered_set<std::uint64_t> visited_;  // looked up, never iterated
  std::set<std::string> linked_files_;
  std::uint64_t entries_seen_ = 0;
};

}  // namespace

Discovery discover(const std::vector<Source>& sources, const model::Settings& settings, const Redactor& redactor) {
  Discovery found;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const SourceCounts before{found.folders, found.files, found.skipped_files};
    SourceWalk(i, sources[i], settings, redactor, found).run();
    found.counts.push_back(
        {found.folders - before.folders, found.files - before.files, found.skipped_files - before.skipped_files});
  }
  const auto place = [](const Unit& unit) { return std::tie(unit.source, unit.folder, unit.files); };
  std::sort(found.units.begin(), found.units.end(), [&](const Unit& a, const Unit& b) { return place(a) < place(b); });
  return found;
}

}  // namespace ingest
