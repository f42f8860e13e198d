#pragma once
/// Files that are called like what a format reads, and that no format could take: a run whose file lost its beginning
/// in a power cut must not vanish without a word.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

/// Gathers them during a walk of one source, and gives them to units at its end.
class UnreadFiles {
 public:
  /// `left` has the entries of a folder that no format claimed, `all` those that it has.
  void see(const FolderView& left, const std::vector<base::FolderEntry>& all);

  /// From `first_unit` on the units of this source; to be called when all others are settled. A file goes to the run
  /// that has its folder, or becomes a run that only its name is known of where its format keeps a run there; what
  /// could be of any run is said in a notice. Codes: file-damaged (error; warning if it may be whole).
  void settle(std::size_t source, std::size_t first_unit, std::vector<Unit>& units,
              const std::function<void(model::Notice)>& notice);

 private:
  struct Unread {
    std::string folder;  ///< of the unit that it would have been
    std::string path, experiment;
    const RunFormat* format = nullptr;  ///< null: nobody's by its name
    bool is_run = false;                ///< the file alone would have been one
    bool is_absent = false;             ///< it was not fetched: no run is to be listed for it
    model::Notice notice;
  };
  std::vector<Unread> found_;
};

}  // namespace ingest
