#pragma once
/// Files that are curves by themselves, and the documents beside them.

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/run_format.h"

namespace ingest {

enum class CurveKind : std::uint8_t { csv, json_lines, json };

struct CurveFile {
  std::string name;  ///< of the entry
  CurveKind kind = CurveKind::csv;
};

/// Whether the extension alone allows a curve: csv, tsv, and txt, log, dat that hold nothing but numbers below a
/// header; jsonl, ndjson, log, txt; json that is no document of a run; compression aside.
bool may_be_curve(const base::FolderEntry& entry, CurveKind kind);
/// The curve files of the folder, by their names and first bytes: rows that are the course of a training
/// (tables/curve_or_table.h) in a table, in JSON Lines, in a list of objects or an object of lists, and episode logs
/// ("#{" and "r,l,t"). A table with a step or epoch and no row yet is one, too, and so is a column of
/// numbers without a header in a file that is called like a metric ("log_loss.csv").
std::vector<CurveFile> find_curves(const FolderView& folder);
/// Names of the run documents in the folder: configs, summary.json, environment.json, notes.md.
std::vector<std::string> find_documents(const FolderView& folder);

/// A unit for each curve of this kind. A folder with one curve in all is taken as a run folder: its documents and its
/// artifacts are that run's.
Claim claim_curves(const FolderView& folder, CurveKind kind);

/// Reads the documents and the artifacts of a unit into `run`: what is beside the metrics. The first config by the
/// order of config_names() is read, others are said (two-config-files: warning).
void read_documents(const ReadContext& context, model::Run& run);
/// The same, but that rows are counted is a note: a lone file without an axis was found to be a curve all the same.
ReadContext with_counted_rows(const ReadContext& context);
/// The run of a claimed curve, its metrics not yet read.
model::Run start_curve_run(const ReadContext& context);

}  // namespace ingest
