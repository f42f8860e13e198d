#pragma once
/// One execution of training, as read from disk and not changed in any number.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/json/json.h"
#include "model/config.h"
#include "model/settings.h"

namespace model {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

enum class RunStatus : std::uint8_t { unknown, running, finished, failed, killed };

/// Row axes shared by the series of a run; each vector is empty (the axis was not logged) or has one entry a row.
/// NaN: this row has no value on the axis. Steps are whole numbers up to 2^53 in magnitude.
struct RowAxes {
  std::vector<double> step;
  std::vector<double> epoch;
  std::vector<double> wall_time_s;  ///< Unix seconds, or seconds since the start if `relative_time`
  bool relative_time = false;
  std::size_t rows = 0;
};

/// One metric. values[i] was logged in row rows[i]; rows strictly rise; an empty `rows` means row i for value i
/// (every row has a value). A missing cell is no value; NaN and infinities are values.
struct Series {
  std::string name;
  std::vector<std::uint32_t> rows;
  std::vector<double> values;
  std::uint32_t row_of(std::size_t i) const { return rows.empty() ? static_cast<std::uint32_t>(i) : rows[i]; }
};

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

struct Run {
  std::string key;         ///< unique in the site: "<source index>:<path>[#<n>]"; order of keys is the total order
  std::string id;          ///< as the run calls itself, else its folder relative to the source; may repeat
  std::string name;        ///< for people; the id when nothing better is known
  std::string format;      ///< RunFormat::name, e.g. "native"
  std::size_t source = 0;  ///< index into the list of sources
  std::string folder;      ///< relative to the source root; of a lone file, the file's path without extension
  std::vector<std::string> files;  ///< what was read, relative to the source root

  std::string project;     ///< empty: not said
  std::string experiment;  ///< explicit experiment id; empty: group by config
  std::vector<std::string> tags;
  RunStatus status = RunStatus::unknown;
  std::string started_at;  ///< ISO 8601 as written, empty if unknown
  std::string finished_at;
  std::string seed;       ///< as written, empty if unknown
  std::string objective;  ///< metric that the search which made this run was after; empty: not said
  Direction objective_direction = Direction::unknown;

  Config config;
  std::vector<Parameter> summary;            ///< final values as written by the run, leaves in order
  std::vector<std::uint32_t> summary_lines;  ///< of the file, parallel to `summary`; empty: not known
  std::vector<Parameter> environment;        ///< hardware, versions, commit; leaves in order
  RowAxes axes;
  std::vector<Series> series;
  std::vector<NoteText> notes;
  std::vector<Artifact> artifacts;
  std::uint64_t bytes_read = 0;
  std::uint64_t cells_read = 0;  ///< numbers read from metric files, axes included
};

}  // namespace model
