#pragma once
/// What a logger says of itself whose runs other loggers mostly keep, too: how its files are joined to such a run.
/// Which units are one run: walk/same_run_pairs.h. What is added: assemble/merge_runs.h.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.h"

namespace ingest {

/// What a unit says of the run of another logger that it is one with.
struct RunTraces {
  std::string_view (*id)(const Unit&);               ///< a run's folder may be called so; "": says nothing
  std::optional<std::string> (*place)(const Unit&);  ///< the folder that the script was started in, if it is known
  /// Where the script was told to write, as it was told: relative to where it was started, or from the root of its
  /// machine. Reads the unit's files.
  std::vector<std::string> (*output_folders)(const Unit&, const base::FileReader&);
};

/// What a notice about merged files counts.
enum class MergedCount : std::uint8_t { runs, files };

struct SecondLogger {
  const char* merged_code;  ///< of the note that says what was added
  const char* merged_what;  ///< its first words: "event files of the same run"
  MergedCount counts;       ///< what that note counts
  /// Where the files could be those of several runs of other formats they are not read, and this is the code of the
  /// note that says so. Null: their run is one of its own.
  const char* left_out_code;
  const char* files_are_called;                 ///< "event files"
  std::span<const std::string_view> own_codes;  ///< of notices that speak of a run by itself: not said of a merged one
  /// How the run is found that they belong to. Null: those who claim them say it (Claim::beside).
  const RunTraces* traces;
  /// A run of one of these formats in the logger's folder or the folder above is the same one, if there is no other of
  /// them. Empty: nothing is looked for there.
  std::span<const RunFormat* const> near = {};
  /// Of which data the metrics of its file are whose names do not say it ("val"); "": nothing says it. Null: likewise.
  std::string_view (*data_of)(const Unit&) = nullptr;
};

}  // namespace ingest
