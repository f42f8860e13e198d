#pragma once
/// What the places after a walk ask about a unit: which formats give whole run folders, and who goes first where two
/// loggers kept one run.

#include <cstdint>

#include "ingest/ingest.h"

namespace ingest {

/// A table with a row per run, or a log kept by hand: most often derived from runs.
bool is_table_or_log(const Unit& unit);
/// The unit's folder is that of one run: no table, no lone curve, no store or export of many runs.
bool is_folder_of_one_run(const Unit& unit);

/// The order in which loggers of one run are preferred: the first is read whole, the others add what it lacks.
enum class LoggerRank : std::uint8_t {
  native,       ///< the layout of the user's guide
  text_files,   ///< a format's own text files, which keep all digits
  wandb,        ///< Weights & Biases
  event_files,  ///< TensorBoard: numbers of 32 bits, no settings unless the script wrote some
};
LoggerRank rank_of(const Unit& unit);

}  // namespace ingest
