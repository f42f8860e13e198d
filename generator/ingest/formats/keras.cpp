/// Keras: the file of a CSVLogger, or a History dumped as JSON. Names are free (training.log, resnet50_log.csv).
///
///   epoch,accuracy,loss,val_accuracy,val_loss        one of , ; and tab between cells; "NA" is no value
///   {"loss": [0.9, 0.7], "val_loss": [1.0, 0.8]}     also below "history"; what else stands there: result_document.h
///
/// Epochs count from 0. A table is Keras' if its first column is "epoch" and "loss" or "val_loss" is among the others,
/// and none of them is one that other loggers write: a step, a time, or a name that begins with train or metrics/.
/// A run is called by the file's name without "_log" and "_history", or by the folder if that says nothing.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/documents/result_document.h"
#include "ingest/files/file_text.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/metrics/csv.h"
#include "vocabulary/axis_names.h"

namespace ingest {
namespace {

constexpr std::size_t kKerasHeadBytes = 16u << 10;
constexpr std::array<std::string_view, 4> kTableExtensions{"csv", "tsv", "log", "txt"};
constexpr std::array<std::string_view, 10> kPlainNames{
    "log", "logs", "history", "training", "train", "metrics", "training_log", "training_history", "hist", "loss"};
constexpr std::array<std::string_view, 4> kSuffixes{"_log", "-log", "_history", "-history"};

bool is_foreign_column(std::string_view name) {
  return vocabulary::axis_of(name).axis != vocabulary::Axis::none || name == "time" || name.starts_with("train") ||
         name.starts_with("metrics/");
}

bool is_logger_table(std::string_view head, bool tabs) {
  if (head.find("loss") == std::string_view::npos) return false;
  const CsvStart start = look_at_csv(head.substr(0, head.find('\n')), tabs);
  if (start.header.size() < 2 || start.header[0] != "epoch") return false;
  return (base::contains(start.header, "loss") || base::contains(start.header, "val_loss")) &&
         std::none_of(start.header.begin() + 1, start.header.end(), is_foreign_column);
}

/// {"loss": [ or {"history": {"loss": [, whichever key comes first, as far as the first bytes show.
bool is_keras_history(const FolderView& folder, const base::FolderEntry& entry) {
  const std::string path = join_path(folder.folder, entry.name);
  const std::string head = read_start(folder.files, path, kKerasHeadBytes);
  std::string start;
  for (const char c : std::string_view(head).substr(0, 400)) {
    if (c != ' ' && c != '\n' && c != '\r' && c != '\t') start += c;
  }
  const std::size_t list = start.find("\":[");
  const bool opens_list = list != std::string::npos && start.find_first_of("-0123456789NIn\"", list + 3) == list + 3;
  const bool opens_frame = start.find("\":{\"0\":") != std::string::npos;
  if (!start.starts_with("{\"") || !(opens_list || opens_frame)) return false;
  if (start.find("\"steps\":") != std::string::npos) return false;
  const base::Result<std::string> text = folder.files.read_all(path, kMaxDocumentBytes);
  if (!text) return false;
  const base::JsonParse parsed = base::parse_json(*text);
  const base::Json* history = parsed.value.find("history");
  const base::Json& object = history != nullptr ? *history : parsed.value;
  const base::Json* loss = object.find("loss");
  if (loss == nullptr) loss = object.find("val_loss");
  if (loss == nullptr) return false;
  const bool has_numbers = !loss->items().empty() && !loss->items()[0].is_array() && !loss->items()[0].is_object();
  return has_numbers || loss->find("0") != nullptr;
}

bool is_keras(const FolderView& folder, const base::FolderEntry& entry) {
  if (!is_readable_file(entry)) return false;
  const std::string extension = extension_of(entry.name);
  if (extension == "json") return entry.name != "metrics.json" && is_keras_history(folder, entry);
  if (!base::contains(kTableExtensions, extension)) return false;
  return is_logger_table(read_start(folder.files, join_path(folder.folder, entry.name), kKerasHeadBytes),
                         extension == "tsv");
}

bool is_metrics_name(std::string_view name) {
  const std::string_view plain = without_compression(name);
  return plain == "metrics.csv" || plain == "metrics.jsonl" || plain == "metrics.json";
}

/// Documents beside several curves could belong to any of them.
void refuse_shared_documents(const FolderView& folder, std::vector<std::string> documents, std::size_t curves,
                             Claim& claim) {
  for (std::string& name : documents) {
    claim.notices.push_back({.severity = base::Severity::warning,
                             .code = "documents-unattached",
                             .file = join_path(folder.folder, name),
                             .what = "stands beside " + std::to_string(curves) +
                                     " curve files, each a run of its own, and could belong to any; not read"});
    claim.files.push_back(std::move(name));
  }
}

Claim claim_keras(const FolderView& folder) {
  Claim claim;
  bool has_metrics = false;
  for (const base::FolderEntry& entry : folder.entries) {
    has_metrics = has_metrics || is_metrics_name(entry.name);
    if (!is_keras(folder, entry)) continue;
    Unit unit{.folder = folder.folder};
    claim_file(folder, entry.name, unit, claim);
    claim.units.push_back(std::move(unit));
  }
  if (claim.units.empty()) return claim;
  std::vector<std::string> documents = find_documents(folder);
  // metrics.csv with its documents, or alone, is a run folder; other tables beside it are its artifacts.
  const bool is_alone = claim.units.size() == 1 && is_metrics_name(claim.files[0]);
  if (is_alone || (has_metrics && !documents.empty())) return {};
  std::size_t curves = claim.units.size();
  for (const CurveFile& curve : find_curves(folder)) {
    if (!base::contains(claim.files, curve.name)) ++curves;
  }
  if (curves > 1) {
    refuse_shared_documents(folder, std::move(documents), curves, claim);
    return claim;
  }
  for (const std::string& document : documents) claim_file(folder, document, claim.units[0], claim);
  return claim;
}

std::string name_of_run(std::string_view path) {
  std::string_view name = name_of(without_extension(path));
  for (const std::string_view suffix : kSuffixes) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) name.remove_suffix(suffix.size());
  }
  if (!base::contains(kPlainNames, base::to_lower(name))) return printable(name);
  return printable(name_of(folder_of(path)));
}

std::vector<model::Run> read_keras(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  const std::string& path = context.unit.files.front();
  if (extension_of(path) == "json") {
    read_curves_and_values(context, path, true, runs[0]);
  } else {
    read_metrics_csv(context, path, runs[0]);
  }
  if (runs[0].name.empty()) runs[0].name = name_of_run(path);
  return runs;
}

constexpr OwnName kKerasNames[]{{"training.log", false}, {"*history*.json", false}, {"history.csv", false}};

}  // namespace

const RunFormat kKerasFormat{
    .name = "keras",
    .title = "Keras CSVLogger and History",
    .gives = Gives::lone_file,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_keras,
    .read = read_keras,
    .own_names = kKerasNames,
};

}  // namespace ingest
