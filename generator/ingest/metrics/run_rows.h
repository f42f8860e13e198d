#pragma once
/// Putting the rows of several files of one run together, and choosing their axes after the fact.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/run_format.h"
#include "vocabulary/axis_names.h"

namespace ingest {

/// The same context, but notices of these codes are not passed on: for files of which the format knows better.
ReadContext without_notices(const ReadContext& context, std::span<const std::string_view> codes);
ReadContext without_notices(const ReadContext& context, std::initializer_list<std::string_view> codes);

/// The first series of this name, or nullptr.
model::Series* find_series(model::Run& run, std::string_view name);

/// Makes a series an axis in place of what stood there. Nothing happens if there is no such series, or if it should be
/// steps and has values that are no whole numbers up to 2^53.
void move_to_axis(std::string_view series, vocabulary::Axis axis, model::Run& run);

/// Adds the files, axes and series of `more`, read from another file of the same run. Where both have the same steps
/// (or neither has any, and the same epochs) rows are shared. Else they are put among each other by the first axis that
/// both have: steps, epochs, times; rows of one place are shared where both files have equally many there, else those
/// of the file that has more come first, so that what stands once an epoch comes after its batches. Files without a
/// common axis, or with one that goes back, come one after the other (axes.apart). A series of the same name goes on in
/// it. Times of `more` that count from another origin (relative or not) are left out.
void add_rows(model::Run more, model::Run& run);

/// The same for many files: O(values × log files).
void add_all_rows(std::vector<model::Run> parts, model::Run& run);

/// Moves the rows that axes.resumed and axes.apart name: row i becomes rows[i].
void move_marks(const std::vector<std::uint32_t>& rows, model::RowAxes& axes);

}  // namespace ingest
