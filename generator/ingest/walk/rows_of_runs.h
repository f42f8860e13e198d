#pragma once
/// Rows of tables that tell of runs which stand in files of their own: joined to them by the runs' names.

#include <cstddef>
#include <functional>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/walk/repositories.h"

namespace ingest {

/// A table of results beside runs of its repository tells of them where one of its columns, whose cells all differ,
/// names them: by the name or path of their folder or file, with or without extension, by what is left of it without
/// words that the names beside it share ("episodes_a_1.csv", "episodes_b_1.csv": "a_1", "b_1"), or by the one id that
/// a column of the run's own file holds. Each run gets the rows that name it (Unit::told), and the table is no unit any
/// more (table-of-runs: note; table-row-alone: note of rows that name no run, which are left out).
///
/// At least two rows, and half of them, must name a run: rows that name none are left out, so that a table of which
/// most rows do tells of something else. Where there is one run alone, the row of an id that is its name will do.
/// Numbers name runs only in a column of ids or names. What names several runs names none. Tables that the settings
/// name stay tables of runs. Of the units from `first` on, in one source.
void join_rows_of_runs(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                       const model::Settings& settings, const Redactor& redactor, const base::FileReader& files,
                       const std::function<void(model::Notice)>& say);

}  // namespace ingest
