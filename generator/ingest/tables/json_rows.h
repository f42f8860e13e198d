#pragma once
/// Rows of JSON as the cells of a table: JSON Lines, a list of objects, or an object of lists.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/tables/cell_grid.h"

namespace ingest {

enum class JsonShape : std::uint8_t {
  none,     ///< nothing of the following
  lines,    ///< an object a line
  rows,     ///< a list of objects
  columns,  ///< an object of lists of one length, give or take one, or of objects with the keys "0", "1", …
  named,    ///< perhaps an object of objects that are alike, one a run: {"resnet18": {"accuracy": 0.9}, …}
};

/// By the first bytes.
JsonShape shape_of_json(std::string_view head);

/// At most `max_rows` rows of `bytes`, which may end anywhere if they are lines or rows. Objects in rows are flattened
/// with dots ("params.lr"); a list in a row is its JSON, of one scalar that scalar. Columns stand in the order in which
/// they are first seen, at most 2,000 of them. Lists of an object have a first column without a name that counts rows
/// from 0. Objects in an object have a first column "name" of their keys ("dataset" if one is known as a data set), and
/// give no row where these are classes, splits of the data or numbers, or where something beside them was measured. A
/// last row that is cut is left out. Empty: no row of objects, or no object of lists of scalars.
CellGrid read_json_rows(std::string_view bytes, JsonShape shape, std::size_t max_rows);

/// The rows of a file by its extension: csv and tsv as cell_grid.h has them, else JSON.
CellGrid read_grid_of(std::string_view path, std::string_view text, std::size_t max_rows);

}  // namespace ingest
