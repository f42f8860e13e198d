#pragma once
/// The small interface every input format implements: one constant struct in formats/<name>.cpp, named in formats.cpp.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ingest/ingest.h"

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
};

/// A reader gives each run its folder (of a lone file, the path without extension) and what the files say. Notes go
/// into run.note_texts as whole files, their paths relative to the source root; read_unit() withholds secrets, parses them,
/// and fills in key, source, format, and id and name where the run gives none. A unit may be read again: keep no state.
struct RunFormat {
  const char* name;                                     ///< "native"; shown on the site
  const char* title;                                    ///< "Trialpress native layout"
  Claim (*claim)(const FolderView&);                    ///< names and first bytes only
  std::vector<model::Run> (*read)(const ReadContext&);  ///< every run that could be read
};

/// In the order of detection. Defined in formats.cpp.
std::span<const RunFormat* const> run_formats();

}  // namespace ingest
