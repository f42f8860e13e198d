#include "ingest/formats/loops/loop_columns.h"

#include <string>
#include <string_view>

#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"
#include "vocabulary/column_roles.h"
#include "vocabulary/metric_names.h"
#include "vocabulary/word_list.h"

namespace ingest {

using vocabulary::LoopColumn;
using vocabulary::TryStatus;

std::vector<LoopColumnUse> judge_loop_columns(const LoopRows& rows, bool has_header) {
  std::vector<LoopColumnUse> columns(rows.names.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    LoopColumnUse& column = columns[i];
    if (has_header) column.role = vocabulary::role_of_loop_column(rows.names[i]);
    std::size_t filled = 0, numbers = 0, checks = 0, commits = 0, times = 0;
    std::string first;
    for (const LoopRows::Row& row : rows.rows) {
      const std::string& cell = row.line.cells[i];
      if (cell.empty() || cell == "-") continue;
      const std::string lower = base::to_lower(std::string_view(cell).substr(0, 20));
      const bool failed = row.status.status == TryStatus::failed || row.status.no_value;
      checks += vocabulary::is_on_list(lower, "pass,fail,passed,failed,true,false,yes,no,ok");
      commits += vocabulary::is_commit(cell) || lower == "head";
      if (failed) continue;
      ++filled;
      numbers += is_loop_number(cell) || cell.find('=') != std::string::npos;
      times += parse_timestamp(cell).has_value();
      if (first.empty()) first = cell;
      column.varies = column.varies || cell != first;
    }
    column.numeric = is_most(numbers, filled);
    column.gate = !column.numeric && checks > 0 && 2 * checks >= filled;
    if (!has_header && i != rows.status && is_most(commits, filled)) column.role = LoopColumn::commit;
    if (!has_header && is_most(times, filled) && !column.numeric) column.role = LoopColumn::started;
    column.setting = has_header && column.role == LoopColumn::other &&
                     vocabulary::role_of_column(rows.names[i]) == vocabulary::ColumnRole::parameter;
  }
  columns[rows.status].role = LoopColumn::status;
  return columns;
}

std::optional<std::size_t> find_loop_objective(const LoopRows& rows, const std::vector<LoopColumnUse>& columns,
                                               bool has_header) {
  std::optional<std::size_t> measured, validation, speed, cost;
  const auto take = [](std::optional<std::size_t>& place, std::size_t i) {
    if (!place) place = i;
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const LoopColumnUse& column = columns[i];
    if (!column.numeric || column.setting) continue;
    if (!has_header && column.role == LoopColumn::other && column.varies) take(measured, i);
    if (!has_header) continue;
    if (column.role == LoopColumn::other || column.role == LoopColumn::gate) {
      const vocabulary::Split split = vocabulary::describe_metric(rows.names[i]).split;
      if (split != vocabulary::Split::train) take(measured, i);
      if (split == vocabulary::Split::validation) take(validation, i);
      if (split == vocabulary::Split::train) take(cost, i);
    }
    if (column.role == LoopColumn::speed) take(speed, i);
    if (column.role == LoopColumn::cost && column.varies) take(cost, i);
  }
  if (measured) return measured;
  if (validation) return validation;
  return speed ? speed : cost;
}

}  // namespace ingest
