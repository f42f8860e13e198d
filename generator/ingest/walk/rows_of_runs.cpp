#include "ingest/walk/rows_of_runs.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/run_format.h"
#include "ingest/tables/json_rows.h"
#include "ingest/tables/results_table.h"
#include "ingest/walk/tables_beside.h"

namespace ingest {
namespace {

using vocabulary::ColumnRole;

constexpr std::size_t kSeveralRuns = SIZE_MAX;  // in place of a unit
constexpr std::size_t kNoUnit = SIZE_MAX - 1;
constexpr std::size_t kHeadOfRunBytes = 64u << 10;
constexpr std::size_t kRowsOfRun = 50;
constexpr std::size_t kMostCutWords = 6;

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What names are compared by: small letters, a number without leading zeros, no extension and no blanks around.
std::string name_key(std::string_view name) {
  std::string key = base::to_lower(base::trim(name));
  if (is_digits(key)) key.erase(0, std::min(key.find_first_not_of('0'), key.size() - 1));
  return key;
}

using UnitsByName = std::map<std::string, std::size_t, std::less<>>;

void add_name(std::string_view name, std::size_t unit, UnitsByName& units) {
  std::string key = name_key(name);
  if (key.empty()) return;
  const auto [found, is_new] = units.try_emplace(std::move(key), unit);
  if (!is_new && found->second != unit) found->second = kSeveralRuns;
}

bool is_separator(char c) {
  return c == '_' || c == '-' || c == '.' || c == ' ' || c == '=';
}

/// Ends of whole words within what all names begin with, the empty one first; at most kMostCutWords.
std::vector<std::size_t> shared_starts(const std::vector<std::string>& names) {
  std::size_t shared = names.front().size();
  for (const std::string& name : names) {
    const auto [a, b] = std::mismatch(names.front().begin(), names.front().end(), name.begin(), name.end());
    shared = std::min(shared, static_cast<std::size_t>(a - names.front().begin()));
  }
  std::vector<std::size_t> cuts{0};
  for (std::size_t i = 0; i < shared && cuts.size() <= kMostCutWords; ++i) {
    if (is_separator(names.front()[i])) cuts.push_back(i + 1);
  }
  return cuts;
}

/// Names without words that all of them begin or end with, in every way that leaves something.
void add_parts(const std::vector<std::string>& names, const std::vector<std::size_t>& units, UnitsByName& parts) {
  if (names.size() < 2) return;
  std::vector<std::string> turned(names);
  for (std::string& name : turned) std::reverse(name.begin(), name.end());
  const std::vector<std::size_t> starts = shared_starts(names), ends = shared_starts(turned);
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const std::size_t start : starts) {
      for (const std::size_t end : ends) {
        if (start + end == 0 || start + end >= names[i].size()) continue;
        add_name(std::string_view(names[i]).substr(start, names[i].size() - start - end), units[i], parts);
      }
    }
  }
}

/// The runs of one repository, and what they may be called.
struct NamedRuns {
  std::vector<std::size_t> units;
  UnitsByName names;                  ///< of folders and files, and their paths
  std::optional<UnitsByName> inside;  ///< ids in their files; absent until somebody asks
  std::optional<UnitsByName> parts;   ///< of the names; absent until somebody asks
};

/// A table as far as it was looked at: the rows that name a run, and which.
struct Joined {
  ResultsTable table;
  std::size_t column = SIZE_MAX;
  std::vector<std::size_t> unit_of_row;  ///< kNoUnit: the row names no run
  std::size_t named = 0;                 ///< rows that name a run
};

class TableRowJoin {
 public:
  TableRowJoin(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
               const model::Settings& settings, const Redactor& redactor, const base::FileReader& files,
               const std::function<void(model::Notice)>& say)
      : units_(units),
        first_(first),
        repositories_(repositories),
        settings_(settings),
        redactor_(redactor),
        files_(files),
        say_(say) {}

  void join() {
    for (std::size_t i = first_; i < units_.size(); ++i) {
      const Gives gives = units_[i].format->gives;
      if (gives == Gives::run_folder || gives == Gives::lone_file) add_run(i);
    }
    if (runs_.empty()) return;
    for (std::size_t i = first_; i < units_.size(); ++i) {
      if (units_[i].format->copies != Copies::by_run_ids) continue;
      const auto runs = runs_.find(repositories_.of(units_[i].folder));
      if (runs == runs_.end()) continue;
      std::erase_if(units_[i].files, [&](const std::string& file) {
        return !is_table_of_settings(file, settings_) && join_table(units_[i], file, runs->second);
      });
    }
    const auto begin = units_.begin() + static_cast<std::ptrdiff_t>(first_);
    const auto is_emptied = [](const Unit& unit) {
      return unit.files.empty() && unit.format->copies == Copies::by_run_ids;
    };
    units_.erase(std::remove_if(begin, units_.end(), is_emptied), units_.end());
  }

 private:
  static bool is_lone(const Unit& unit) { return unit.format->gives == Gives::lone_file && !unit.files.empty(); }

  static std::string place_of(const Unit& unit) { return is_lone(unit) ? unit.files.front() : unit.folder; }

  void add_run(std::size_t index) {
    const std::string place = place_of(units_[index]);
    if (place.empty()) return;
    NamedRuns& runs = runs_[repositories_.of(units_[index].folder)];
    runs.units.push_back(index);
    add_name(name_of(place), index, runs.names);
    add_name(place, index, runs.names);
    if (!is_lone(units_[index])) return;
    add_name(without_extension(name_of(place)), index, runs.names);
    add_name(without_extension(place), index, runs.names);
  }

  const UnitsByName& ids_inside(NamedRuns& runs) {
    if (runs.inside) return *runs.inside;
    runs.inside.emplace();
    for (const std::size_t unit : runs.units) {
      if (is_lone(units_[unit])) add_ids_of(units_[unit].files.front(), unit, *runs.inside);
    }
    return *runs.inside;
  }

  /// The cells of columns of ids or names that hold one and the same.
  void add_ids_of(const std::string& path, std::size_t unit, UnitsByName& ids) const {
    const std::string extension = extension_of(path);
    const std::string head = read_start(files_, path, kHeadOfRunBytes);
    if (extension != "csv" && extension != "tsv" && shape_of_json(head) == JsonShape::none) return;
    const CellGrid grid = read_grid_of(path, head, kRowsOfRun);
    for (std::size_t i = 0; i < grid.header.size() && !grid.rows.empty(); ++i) {
      const ColumnRole role = vocabulary::role_of_column(grid.header[i]);
      if (role != ColumnRole::id && role != ColumnRole::name) continue;
      const std::string& id = grid.rows.front().cells[i];
      const bool one =
          std::all_of(grid.rows.begin(), grid.rows.end(), [&](const TableRow& row) { return row.cells[i] == id; });
      if (one) add_name(id, unit, ids);
    }
  }

  const UnitsByName& parts_of_names(NamedRuns& runs) {
    if (runs.parts) return *runs.parts;
    runs.parts.emplace();
    std::map<std::pair<std::string, const RunFormat*>, std::vector<std::size_t>> beside;  // by folder they stand in
    for (const std::size_t unit : runs.units) {
      beside[{std::string(folder_of(place_of(units_[unit]))), units_[unit].format}].push_back(unit);
    }
    for (const auto& [folder, units] : beside) {
      std::vector<std::string> names;
      for (const std::size_t unit : units) {
        const std::string place = place_of(units_[unit]);
        names.emplace_back(is_lone(units_[unit]) ? without_extension(name_of(place)) : name_of(place));
      }
      add_parts(names, units, *runs.parts);
    }
    return *runs.parts;
  }

  /// Those that name runs by what they are called first.
  static std::vector<std::size_t> columns_of(const ResultsTable& table) {
    std::vector<std::size_t> columns;
    for (const std::size_t column : {table.id_column, table.name_column}) {
      if (column != SIZE_MAX) columns.push_back(column);
    }
    for (std::size_t i = 0; i < table.roles.size(); ++i) {
      if (i != table.id_column && i != table.name_column && table.roles[i] != ColumnRole::result) columns.push_back(i);
    }
    return columns;
  }

  /// How the cells of a column name runs. Nothing if two rows have the same or a cell is empty.
  static Joined match(const ResultsTable& table, std::size_t column, const UnitsByName& names,
                      const std::string& folder) {
    Joined out{.table = {}, .column = column, .unit_of_row = {}};
    const bool numbers_name = column == table.id_column || column == table.name_column;
    std::set<std::string_view> seen;
    std::set<std::size_t> named;
    for (const TableRow& row : table.table.rows) {
      const std::string& cell = row.cells[column];
      if (cell.empty() || !seen.insert(cell).second) return {};
      std::size_t unit = kNoUnit;
      if (numbers_name || !is_digits(cell)) unit = find_run(cell, names, folder);
      if (unit != kNoUnit && !named.insert(unit).second) return {};
      out.unit_of_row.push_back(unit);
    }
    out.named = named.size();
    return out;
  }

  static std::size_t find_run(std::string_view cell, const UnitsByName& names, const std::string& folder) {
    for (const std::string& name : {join_path(folder, cell), std::string(cell), std::string(name_of(cell))}) {
      const auto found = names.find(name_key(name));
      if (found != names.end() && found->second != kSeveralRuns) return found->second;
    }
    return kNoUnit;
  }

  static bool is_enough(const Joined& joined, const ResultsTable& table, const NamedRuns& runs) {
    if (joined.named == 0) return false;
    if (runs.units.size() == 1) return joined.column == table.id_column;
    return joined.named >= 2 && 2 * joined.named >= table.table.rows.size();
  }

  Joined find_names(const ResultsTable& table, NamedRuns& runs, const std::string& folder) {
    const std::vector<std::size_t> columns = columns_of(table);
    const auto try_all = [&](const UnitsByName& names) {
      for (const std::size_t column : columns) {
        Joined joined = match(table, column, names, folder);
        if (is_enough(joined, table, runs)) return joined;
      }
      return Joined();
    };
    Joined joined = try_all(runs.names);
    if (joined.named == 0) joined = try_all(ids_inside(runs));
    if (joined.named == 0 && runs.units.size() > 1) joined = try_all(parts_of_names(runs));
    return joined;
  }

  bool join_table(const Unit& unit, const std::string& file, NamedRuns& runs) {
    const std::string text = read_start(files_, file, kMaxDocumentBytes);
    ResultsTable table = decide_table(read_grid_of(file, text, kMaxTableRuns), nullptr);
    if (!table.refusal.empty()) return false;
    Joined joined = find_names(table, runs, unit.folder);
    if (joined.named == 0) return false;
    joined.table = std::move(table);
    hand_out(unit, file, std::move(joined));
    return true;
  }

  void hand_out(const Unit& unit, const std::string& file, Joined joined) {
    std::vector<TableRow> rows;
    std::vector<std::size_t> units;
    std::size_t alone = 0;
    const TableRow* first_alone = nullptr;
    for (std::size_t i = 0; i < joined.unit_of_row.size(); ++i) {
      const TableRow& row = joined.table.table.rows[i];
      if (joined.unit_of_row[i] != kNoUnit) {
        rows.push_back(row);
        units.push_back(joined.unit_of_row[i]);
      } else if (alone++ == 0) {
        first_alone = &row;
      }
    }
    if (alone > 0) {
      say_({.severity = model::Severity::note,
            .code = "table-row-alone",
            .file = file,
            .at = {first_alone->line, 1},
            .what = "\"" + base::make_visible(base::shorten(first_alone->cells[joined.column], 60)) +
                    "\" names no run that was found, while other rows of the table do; left out",
            .count = alone});
    }
    ResultsTable& table = joined.table;
    table.table.rows = std::move(rows);
    table.roles[joined.column] = ColumnRole::id;
    table.id_column = joined.column;
    table.of_runs_elsewhere = true;
    const ReadContext context{files_, unit, settings_, say_, redactor_};
    std::vector<model::Run> told;
    append_table_runs(context, file, table, "", told);
    for (std::size_t i = 0; i < told.size(); ++i) units_[units[i]].told.push_back(std::move(told[i]));
  }

  std::vector<Unit>& units_;
  std::size_t first_;
  const Repositories& repositories_;
  const model::Settings& settings_;
  const Redactor& redactor_;
  const base::FileReader& files_;
  const std::function<void(model::Notice)>& say_;
  std::map<std::string, NamedRuns> runs_;  // by repository
};

}  // namespace

void join_rows_of_runs(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                       const model::Settings& settings, const Redactor& redactor, const base::FileReader& files,
                       const std::function<void(model::Notice)>& say) {
  TableRowJoin(units, first, repositories, settings, redactor, files, say).join();
}

}  // namespace ingest
