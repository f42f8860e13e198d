#pragma once
/// The small interface every input format implements: one constant struct in formats/<name>.cpp, declared in
/// formats/formats.h and listed in formats/formats.cpp. What the walk and the assembly of runs need to know of a format
/// stands in its struct, so that they name none.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/privacy/redact.h"

namespace ingest {

/// One folder as the walk sees it.
struct FolderView {
  const base::FileReader& files;
  std::string folder;                             ///< relative to the source root; "" is the root
  const std::vector<base::FolderEntry>& entries;  ///< in byte order
  std::string experiment;                         ///< id of the experiment.md at or above it
  const model::Settings* settings = nullptr;      ///< of the workspace; null: none
};

/// Files of a run that another format reads, kept by another logger.
struct OtherLogger {
  Unit unit;               ///< format filled in; read by it
  std::string run_folder;  ///< where the run has files of its own
};

/// What a format takes of a folder. Files named here are not offered to later formats; sub-folders named here are not
/// walked into.
struct Claim {
  std::vector<Unit> units;             ///< source, format and experiment are filled in by discover()
  std::vector<std::string> files;      ///< entry names
  std::vector<std::string> folders;    ///< entry names
  std::vector<model::Notice> notices;  ///< file relative to the source root
  std::vector<OtherLogger> beside = {};
};

/// What a reader works with. Notices carry files relative to the source root; read_unit() adds label and run.
struct ReadContext {
  const base::FileReader& files;
  const Unit& unit;
  const model::Settings& settings;
  std::function<void(model::Notice)> notice;  ///< bounded to 20 a file and code, then counted, by the caller
  const Redactor& redactor;                   ///< of the whole workspace
};

/// What the files of a unit are.
enum class Gives : std::uint8_t {
  nothing,     ///< there are no units: what is declined, named in a notice
  run_folder,  ///< the unit's folder is that of one run
  project,     ///< the unit's folder is that of a project, whose present state is one run
  lone_file,   ///< the file is a run; what else its folder holds is not said
  table,       ///< a table with a row per run, most often derived from runs
  kept_log,    ///< a log kept by hand, which tells of runs
  store,       ///< many runs in what a tool wrote: a database, a journal, a folder of exports
};

/// The order in which loggers of one run are preferred: the first is read whole, the others add what it lacks.
enum class LoggerRank : std::uint8_t {
  native,       ///< the layout of the user's guide, written on purpose
  text_files,   ///< a format's own text files, which keep all digits
  wandb,        ///< settings, environment, tags and notes that text files seldom have
  event_files,  ///< numbers of 32 bits, no settings unless the script wrote some
  part,         ///< a few series that a callback kept of a run
  alone,        ///< nobody else keeps these runs, or nobody can tell
};

/// What becomes of two files with the same content in one repository.
enum class Copies : std::uint8_t {
  are_read,      ///< each is read
  by_content,    ///< the second is left out
  by_beginning,  ///< so is a log that a longer one begins with, copied while it grew
  by_run_ids,    ///< so is a table whose runs all stand in an earlier one, by its column of ids
};

/// What a format calls its files. What its claim leaves of files that only it calls so is damaged, not another's; of
/// names that others use, too, that is said if the file shows damage by itself (files/damage.h).
struct OwnName {
  /// From the folder of the unit; '*' is any text without '/', '#' a digit.
  std::string_view path;
  bool is_certain = true;  ///< no other program calls a file so
  /// A file or folder that must stand beside it for the name to count, or empty.
  std::string_view beside = {};
  bool is_run = false;  ///< each is a run of its own, whatever else the folder holds
};

/// A value that has to be given: nothing with such a member can be built without it.
template <class Value>
class Required {
 public:
  constexpr Required(Value value) : value_(value) {}
  constexpr operator Value() const { return value_; }
  constexpr Value value() const { return value_; }

 private:
  Value value_;
};

struct SecondLogger;

/// A reader gives each run its folder (of a lone file, the path without extension) and what the files say. Notes go
/// into run.note_texts as whole files, their paths relative to the source root; read_unit() withholds secrets, parses
/// them, and fills in key, source, format, and id and name where the run gives none. A unit may be read again: keep no
/// state.
struct RunFormat {
  const char* name;   ///< "native"; shown on the site; no two formats share one
  const char* title;  ///< "Trialpress native layout"
  Required<Gives> gives;
  Required<LoggerRank> rank;
  /// What is done with its files where another format reads the run; null: it never adds to a run of another.
  Required<const SecondLogger*> beside;
  Claim (*claim)(const FolderView&);                    ///< names and first bytes only
  std::vector<model::Run> (*read)(const ReadContext&);  ///< every run that could be read
  /// What the settings name: taken before any format is asked for its claim.
  Claim (*claim_configured)(const FolderView&) = nullptr;
  Copies copies = Copies::are_read;
  /// What it calls its files, for those that its claim leaves: they are named as damaged (walk/unread_files.h).
  std::span<const OwnName> own_names = {};
  /// A unit may be a folder's documents alone, or an empty folder beside runs.
  bool documents_alone = false;
  /// What it reads is a second record of runs that others mostly keep, too: where they do, it is not read (see
  /// walk/text_logs_beside.h).
  bool gives_way = false;
};

/// Told of runs rather than written by them.
inline bool is_table_or_log(const RunFormat& format) {
  return format.gives == Gives::table || format.gives == Gives::kept_log;
}

/// In the order of detection. Defined in formats/formats.cpp.
std::span<const RunFormat* const> run_formats();

}  // namespace ingest
