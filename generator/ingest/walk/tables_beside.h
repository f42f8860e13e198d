#pragma once
/// Tables of results and hand-kept logs that repeat what stands elsewhere.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/walk/repositories.h"

namespace ingest {

/// Whether trialpress.json names the file under "tables", by its path or its name.
bool is_table_of_settings(const std::string& file, const model::Settings& settings);

/// Where runs of other formats stand in the same repository or below their folder, tables and logs are most often
/// derived from them (exports, summaries, per-class results): read as runs they would count everything twice. They are
/// left out (table-beside-runs: note) unless the settings name them. Of the units from `first` on.
void drop_tables_beside_runs(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                             const model::Settings& settings, const std::function<void(model::Notice)>& say);

/// Of the tables of one repository whose content is the same, or whose runs all stand in one earlier table by the
/// column of their ids, the first is kept (table-repeated: note). Files that the settings name are kept.
void drop_repeated_tables(std::vector<Unit>& units, std::size_t first, const Repositories& repositories,
                          const model::Settings& settings, const base::FileReader& files,
                          const std::function<void(model::Notice)>& say);

}  // namespace ingest
