#pragma once
/// Disk → runs and notices. The stages of this room, in order: read_workspace, discover, read_unit.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/files/files.h"
#include "model/content_page.h"
#include "model/note.h"
#include "model/notice.h"
#include "model/run.h"
#include "model/settings.h"

namespace ingest {

/// A place runs are read from.
struct Source {
  std::string label;  ///< last part of its path, for people and notices: "runs"
  std::unique_ptr<base::FileReader> files;
};

struct RunFormat;
class Redactor;

/// What one reader will read in one go: usually one run. Units are independent, so they can be read in parallel.
struct Unit {
  std::size_t source = 0;
  std::string folder;              ///< relative to the source root
  std::vector<std::string> files;  ///< claimed, relative to the source root
  const RunFormat* format = nullptr;
  std::string experiment;         ///< id of the experiment.md above it, or empty
  std::string project;            ///< of folders (see repositories.h), or empty: what runs that say none belong to
  std::vector<Unit> beside = {};  ///< the same run as other loggers kept it: read for what this one lacks
  /// Its files that are called like those of its format, and are none (walk/unread_files.h).
  std::vector<model::Notice> damaged = {};
  bool is_unreadable = false;         ///< there are no others: a run that only its name is known of
  std::vector<model::Run> told = {};  ///< what rows of tables say of the run (walk/rows_of_runs.h)
};

/// An experiment.md, read.
struct ExperimentFile {
  std::size_t source = 0;
  std::string experiment;  ///< front matter `id`, else the folder's name
  model::Note note;
  model::NoteText text;
};

/// Files of a source that no format took, of one kind; see walk/left_files.h.
struct LeftFiles {
  std::size_t source = 0;
  std::size_t kind = 0;  ///< index into the list of kinds there
  std::uint64_t count = 0;
  std::string folder;                ///< that holds them all, relative to the source root
  std::vector<std::string> samples;  ///< paths of the first few
};

/// What a walk saw of one source.
struct SourceCounts {
  std::uint64_t folders = 0, files = 0, skipped_files = 0;  ///< seen; not claimed by any reader
};

struct Discovery {
  std::vector<Unit> units;  ///< sorted by source, then folder
  std::vector<ExperimentFile> experiments;
  std::vector<model::Notice> notices;
  std::uint64_t folders = 0, files = 0, skipped_files = 0;  ///< of all sources
  std::vector<SourceCounts> counts;                         ///< one a source
  std::vector<LeftFiles> left;
};

/// Settings of the workspace in `folder` (a trialpress.json with comments), or defaults when it has none.
/// Error: not JSON, an unknown key (near names are listed) or a wrong type: settings are never guessed.
base::Result<model::Settings> read_settings(const base::FileReader& folder, const std::string& file);
/// pages/*.md of the workspace, by order, then name.
std::vector<model::ContentPage> read_pages(const base::FileReader& folder, const Redactor& redactor,
                                           std::vector<model::Notice>& notices);

/// Walks every source, offers each folder to the formats in their order, and gathers experiment.md files.
Discovery discover(const std::vector<Source>& sources, const model::Settings& settings, const Redactor& redactor);

/// A run with what was noticed while reading it (run_key already set).
struct ReadRun {
  model::Run run;
  std::vector<model::Note> notes;  ///< parallel to run.note_texts
  std::vector<model::Notice> notices;
  bool is_run = true;  ///< false: nothing could be read, or nothing is there; only the notices count
};
/// Reads a unit; calls `take` for every run of it, in order. Secrets are withheld and home paths cut before `take`.
void read_unit(const Unit& unit, const std::vector<Source>& sources, const model::Settings& settings,
               const Redactor& redactor, const std::function<void(ReadRun)>& take);

/// Makes one run of a run and of what it went on with in another folder: the rows of `more` come behind those of `run`,
/// times since the start go on, final values, status and end are those of `more`; files, notes and artifacts of both.
void go_on_with(ReadRun more, ReadRun& run);

/// What a Markdown note says under the template's headings; see model/note.h. Never fails: what it does not understand
/// is prose. `issues` get their lines in the file.
struct ParsedNote {
  model::Note note;
  model::NoteText text;
  std::vector<base::TextIssue> issues;
};
ParsedNote parse_note(std::string_view file_text, std::string file, std::string folder);

}  // namespace ingest
