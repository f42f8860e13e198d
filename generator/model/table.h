#pragma once
/// A table as values: what every table of the report is made from, whatever shows it.

#include <cstdint>
#include <string>
#include <vector>

#include "model/run.h"
#include "model/tone.h"

namespace model {

enum class Align : std::uint8_t { left, right };
enum class SortKey : std::uint8_t { none, text, number };

struct TableColumn {
  std::string title;
  std::string last_title;  ///< instead of the title where the page shows last values; empty: the same
  std::string unit;        ///< stands after the title, "points"; may be empty
  Align align = Align::left;
  SortKey sort = SortKey::none;
  bool wraps = false;  ///< long text: may take several lines
  std::string note;    ///< one sentence for who points at the title; may be empty
};

struct TableCell {
  enum class Kind : std::uint8_t { text, code, chip };
  Kind kind = Kind::text;
  std::string text;                       ///< as shown; untrusted, escaped by whoever shows it
  std::string secondary;                  ///< muted, after the text ("± 0.3"); untrusted
  std::string markup;                     ///< instead of text: made by our code, safe to write as it is
  std::string last_text, last_secondary;  ///< instead of both where the page shows last values; empty: the same
  std::string last_markup;                ///< instead of markup where the page shows last values; empty: the same
  std::string link;                       ///< relative address for the text; ours
  double value = kMissing;                ///< sort key of columns sorted by number
  Tone tone = Tone::none;
  std::uint32_t span = 1;  ///< columns covered
};

struct TableRow {
  std::string id;                ///< unique on the page and ours; may be empty
  Tone tone = Tone::none;        ///< muted for rows about failed runs
  std::vector<TableCell> cells;  ///< the first one names the row
};

struct Table {
  std::string id;     ///< unique on its page, ours
  std::string title;  ///< for readers who do not see it
  std::vector<TableColumn> columns;
  std::vector<TableRow> rows;
  bool sortable = false;
  std::string empty;  ///< sentence shown instead of a table without rows
};

}  // namespace model
