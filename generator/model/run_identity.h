#pragma once
/// What is kept of a run as it was read: all of it but its series.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/config.h"
#include "model/loop_row.h"
#include "model/settings.h"

namespace model {

enum class RunStatus : std::uint8_t { unknown, running, finished, failed, killed };

struct Artifact {
  enum class Kind : std::uint8_t { image, text, json, table, other };
  Kind kind = Kind::other;
  std::string path;  ///< relative to the source root, for reading
  std::string name;  ///< relative to the run's artifacts folder, for showing
  std::uint64_t size_bytes = 0;
};

/// A notes file of a run or an experiment; see note.h for what is read out of it.
struct NoteText {
  std::string file;              ///< for notices and the journal: relative to the source's parent
  std::string folder;            ///< relative to the source root: where its relative links start
  std::string text;              ///< Markdown without the front matter
  std::uint32_t first_line = 1;  ///< line of the file on which `text` starts
};

/// Who says which metric a run was after.
enum class ObjectiveSaid : std::uint8_t {
  nobody,
  by_search,     ///< the search that made the run
  by_kept_best,  ///< the trainer, by the metric whose best value it kept
  by_settings,   ///< the run's own settings, by what they watch: `monitor`, `metric_for_best_model`
};

/// The part that a Run and its RunDigest have in common: a field added here is in both.
struct RunIdentity {
  std::string key;         ///< unique in the site: "<source index>:<path>[#<n>]"; order of keys is the total order
  std::string id;          ///< as the run calls itself, else its folder relative to the source; may repeat
  std::string name;        ///< for people; the id when nothing better is known
  std::string format;      ///< RunFormat::name, e.g. "native"
  std::size_t source = 0;  ///< index into the list of sources
  std::string folder;      ///< relative to the source root; of a lone file, the file's path without extension
  std::vector<std::string> files;  ///< what was read, relative to the source root

  std::string project;     ///< empty: not said
  std::string experiment;  ///< explicit experiment id; empty: group by config
  std::string parent_run;  ///< id of the run that it is nested in, a search for instance; empty: none
  std::vector<std::string> tags;
  RunStatus status = RunStatus::unknown;
  std::string started_at;  ///< ISO 8601 as written, empty if unknown
  std::string finished_at;
  std::string seed;       ///< as written, empty if unknown
  std::string objective;  ///< metric that the run was after; empty: not said
  Direction objective_direction = Direction::unknown;
  ObjectiveSaid objective_said = ObjectiveSaid::nobody;
  /// Metrics whose names say no split were computed on validation data, as the format has it.
  bool unsplit_is_validation = false;

  LoopRow loop;  ///< where it is a row of the log of a loop

  Config config;
  bool config_incomplete = false;            ///< the reader knows that settings which matter are not in it
  std::vector<Parameter> summary;            ///< final values as written by the run, leaves in order
  std::vector<std::uint32_t> summary_lines;  ///< of the file, parallel to `summary`; empty: not known
  std::vector<Parameter> environment;        ///< hardware, versions, commit; leaves in order
  std::vector<NoteText> note_texts;
  std::vector<Artifact> artifacts;
  std::uint64_t bytes_read = 0;
  std::uint64_t cells_read = 0;  ///< numbers read from metric files, axes included
};

}  // namespace model
