#pragma once
/// Secondary objectives beside the objective, in tables of experiments.

#include <string>
#include <vector>

#include "model/findings/project.h"
#include "model/table.h"
#include "words/secondary.h"

namespace render {

/// One column for each secondary objective: the mean ± sd, below it the difference with its tone. `against` is who the
/// cells are compared with: "the parent".
void add_secondary_columns(std::vector<model::TableColumn>& columns, const model::Project& project,
                           const std::string& against);
void add_secondary_cells(model::TableRow& row, const std::vector<words::MetricChange>& changes);

}  // namespace render
