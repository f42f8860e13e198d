#pragma once
/// One file that holds several trainings, with a column that tells them apart: "fold", "seed", "run", or words that say
/// how each was made: "optimizer".

#include <string>
#include <vector>

#include "model/run.h"

namespace ingest {

/// A training of a run that was divided.
struct RepeatPart {
  model::Run run;     ///< without the columns that told it apart
  std::string label;  ///< "fold 2"; of several columns "seed 1, fold 2", of words "fold_2"; empty: the run as it was
  std::string name;   ///< of words alone, the label without repeats: what people would call it
  std::string seed;   ///< of the column that names a seed, or empty
};

/// Whether columns of whole numbers, or of words (model::Series::words), that are called like repeats
/// (vocabulary::names_a_repeat) tell several trainings apart: they have a value in every row, and steps or epochs that
/// go back in the run go back less than half as often within each training; or none goes back, several rows have one
/// place, and within each training none has (but not by a column called "split", which may tell training from
/// validation). The same of columns of words whatever they are called, if the trainings have two rows each on average
/// and the same metrics: these words are parameters of the trainings.
bool holds_repeats(const model::Run& run);

/// The trainings, in the order of their first rows; the run alone where it holds no repeats. What the run says outside
/// its rows stands in each, but notes, artifacts and final values, which are of all: notes and artifacts stay with the
/// first, final values are left out.
std::vector<RepeatPart> split_repeats(model::Run run);

}  // namespace ingest
