#pragma once
/// Tables with a column for each repeat: "acc_seed_1", "acc_seed_2", or "seed 1", "seed 2".

#include <cstddef>

#include "ingest/tables/cell_grid.h"

namespace ingest {

/// Makes a row of each repeat where it is clear what the columns are: at least two end in "seed", "run", "repeat",
/// "trial", "rep" or "fold" and a number (also in brackets), hold nothing but numbers and empty cells, and the same
/// numbers stand behind every result. The row has the other columns, one called "seed" (of folds "fold") and the
/// results without their endings; columns of the bare ending ("seed_1") must hold a fraction somewhere and are called
/// "result". Columns that are statistics over the repeats ("mean_auc") are left out, and so is a repeat without a
/// value. Says so (table-repeats: note), or why the columns stay as they are (table-repeats: warning). Unchanged:
/// tables without such columns, and those that already have a column for the seed. At most `max_rows` rows are made.
void unfold_repeats(CellGrid& table, std::size_t max_rows);

}  // namespace ingest
