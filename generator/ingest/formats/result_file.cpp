/// A file that a script leaves at its end with what the run came to, JSON or YAML, of any name:
///
///   {"model": "net", "lr": 0.01, "accuracy": 0.81, "f1": 0.71}
///   {"args": {"lr": 0.01}, "metrics": {"test": {"accuracy": 0.81}}, "train_loss": [1.5, 0.9]}
///
/// Which member is what: result_document.h. Each file is a run, called by what it says or by its path without the
/// extension. Beside runs of other formats such files mostly repeat them, and are left out like tables; in a folder
/// with a config file they belong to that run (native.cpp).

#include <string>
#include <utility>
#include <vector>

#include "ingest/documents/result_document.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"

namespace ingest {
namespace {

Claim claim_result_files(const FolderView& folder) {
  Claim claim;
  for (std::string& name : find_result_documents(folder)) {
    claim.units.push_back({.folder = folder.folder, .files = {join_path(folder.folder, name)}});
    claim.files.push_back(std::move(name));
  }
  return claim;
}

std::vector<model::Run> read_result_file(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  const std::string& path = context.unit.files.front();
  runs[0].folder = std::string(without_extension(path));
  read_result_document(context, path, "", runs[0]);
  return runs;
}

}  // namespace

const RunFormat kResultFileFormat{
    .name = "result-file",
    .title = "file of results",
    .gives = Gives::table,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_result_files,
    .read = read_result_file,
    .copies = Copies::by_content,
};

}  // namespace ingest
