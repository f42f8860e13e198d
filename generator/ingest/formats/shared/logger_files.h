#pragma once
/// What the readers of training frameworks share: files of a folder, trees, rows that belong together.

#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

/// An entry of the folder that may be opened.
bool has_file(const FolderView& folder, std::string_view name);
bool has_folder(const FolderView& folder, std::string_view name);
bool is_readable_file(const base::FolderEntry& entry);

/// Adds the file to the unit and to the claim.
void claim_file(const FolderView& folder, const std::string& name, Unit& unit, Claim& claim);

/// Folders of training runs that left no metrics: claimed, counted and listed (run-without-metrics: note).
void claim_unlogged(const FolderView& folder, std::vector<std::string> names, std::string_view missing, Claim& claim);

/// "20240501_100000" or "20240501-100000".
bool is_time_stamp(std::string_view text);
/// "2024-05-01T10:00:00" of a time stamp; "" of anything else.
std::string time_of_stamp(std::string_view text);
/// Whether `text` is one or more digits.
bool is_digits(std::string_view text);

/// A file of parameters and nothing else: run.config and the seed. False after a notice.
bool read_parameters(const ReadContext& context, const std::string& path, model::Run& run);
/// Final values: the leaves of an object, parts of a path joined with "/", as the series are called; "step" and "epoch"
/// of the outermost level are left out.
void add_final_values(const base::Json& values, model::Run& run);

/// Rows that follow each other, have one step, and no metric, epoch or time in conflict, become one row: loggers write
/// a row a call.
void join_rows_of_a_step(model::Run& run);
/// Makes a series of seconds since the start the time axis. Where it starts again after a resume, counting goes on.
void use_as_elapsed_time(std::string_view series, model::Run& run);

}  // namespace ingest
