#pragma once
/// The notes of all experiments and runs, by date.

#include <optional>
#include <string>

#include "model/index.h"

namespace model {

struct JournalEntry {
  std::string date;  ///< may be empty: undated entries come last
  std::optional<Index> experiment;
  std::optional<Index> run;
  Index note = 0;  ///< in that experiment's or run's notes
};

}  // namespace model
