#pragma once
/// Rows of which a column says what data they were measured on: "train", "val".

#include <string>
#include <vector>

#include "model/run.h"

namespace ingest {

/// Each series of `run` whose name says nothing of data becomes one for each of `words` that it has values for:
/// "train/loss", "val/loss". word_of_row[i] is the place in `words` of row i. Left whole are counters, and what is
/// noted rather than measured (learning rates, times). O(values × words).
void divide_by_data(const std::vector<std::string>& words, const std::vector<double>& word_of_row, model::Run& run);

}  // namespace ingest
