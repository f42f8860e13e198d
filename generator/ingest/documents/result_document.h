#pragma once
/// A document that holds what one run came to: numbers that were measured and, mostly, what was set, in JSON or YAML,
/// as scripts dump it at their end ({"model": "net", "lr": 0.01, "test_accuracy": 0.91}).

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/json.h"
#include "ingest/run_format.h"

namespace ingest {

/// Larger ones are data.
inline constexpr std::size_t kMaxResultBytes = 1u << 20;

struct ResultDocument {
  base::Json settings = base::Json::object();  ///< what was set: a tree
  base::Json results = base::Json::object();   ///< what was measured: numbers by names whose parts are joined with "/"
  base::Json about = base::Json::object();     ///< times and status, as apply_summary() takes them
  std::vector<std::pair<std::string, base::Json>> curves;  ///< lists of numbers of one length, called like a metric
  std::string name;                                        ///< what the document calls the run; empty: nothing
  std::string note;                                        ///< prose about the run, Markdown
  std::size_t measured = 0;    ///< results that are measured by their names and values, not only by where they stand
  std::size_t left_out = 0;    ///< lists and other values that are neither
  bool holds_several = false;  ///< refused, since several objects in it have results of their own
  std::string refusal;         ///< why this holds no results of one run; empty: it does
};

/// Decides by names (vocabulary/column_roles.h), then by content: objects called like settings ("config", "args",
/// "hyperparameters") hold what was set, others what was measured; text is a setting; a number whose name says nothing
/// is one if it stands before the first result, and is not one of many decimals. Refused: no object, nothing that is a
/// result by its name, several objects with results of their own (runs, data sets, conditions; not splits of the data,
/// classes, a mean beside its deviation), more than 2,000 values. Results of single classes are left out.
/// O(leaves × names).
ResultDocument decide_result_document(const base::Json& tree);

/// Whether a file of this name may hold results: extension json, or yaml and yml where the name says so; never one that
/// is called like settings, a schema, an index and the like.
bool may_hold_results(std::string_view name);

/// The files of the folder that make a run, in the order of `entries`: of two results or more, or of one in a file or
/// folder that is called like results or like one of several runs. After 50 files that do not, and none that does,
/// the rest is not looked at; more than 2,000 are data, and none of them is given.
std::vector<std::string> find_result_documents(const FolderView& folder);

/// Reads such a file into `run`: settings where the run has none, results (each name after `prefix`), curves where the
/// run has none, name, times, status, note. Code: result-lists (note: lists that are not read).
void read_result_document(const ReadContext& context, const std::string& path, const std::string& prefix,
                          model::Run& run);
/// Reads a JSON document of curves (ingest/metrics/json.h) and, if `values_too`, what else it says: settings where the
/// run has none, results, name, times, status, note. Codes beside those of curves: result-lists; json-not-a-list (note)
/// only where the values beside the curves are not read.
void read_curves_and_values(const ReadContext& context, const std::string& path, bool values_too, model::Run& run);

}  // namespace ingest
