/// fastai's CSV logger: a file, mostly history.csv, whose header begins epoch,train_loss,valid_loss and ends in time.
///
///   epoch,train_loss,valid_loss,accuracy,time
///   0,1.25,0.98,0.71,00:12
///
/// What stands beside the losses was computed on the validation set. Epochs count from 0; "time" is how long the epoch
/// took, MM:SS or HH:MM:SS, and becomes seconds; "None" is no value. A further fit (the frozen and the unfrozen part of
/// fine-tuning) appends its own header and counts from 0 again: its epochs go on where the fit before it ended
/// (fits-joined: note).

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

using base::Severity;

constexpr std::size_t kMaxHistoryBytes = 64u << 20;
constexpr std::string_view kStart = "epoch,train_loss,valid_loss";

bool is_fastai_history(const FolderView& folder, const base::FolderEntry& entry) {
  if (!may_be_curve(entry, CurveKind::csv)) return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, entry.name), 4096);
  const std::string_view header = base::trim(std::string_view(head).substr(0, head.find('\n')));
  return header.starts_with(kStart) && header.ends_with(",time");
}

Claim claim_fastai(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!is_fastai_history(folder, entry)) continue;
    Unit unit{.folder = folder.folder};
    claim_file(folder, entry.name, unit, claim);
    claim.units.push_back(std::move(unit));
  }
  if (claim.units.size() != 1 || find_curves(folder).size() != 1) return claim;
  for (const std::string& document : find_documents(folder)) claim_file(folder, document, claim.units[0], claim);
  return claim;
}

/// "01:02" and "1:00:02" as seconds.
std::optional<double> duration(std::string_view text) {
  double seconds = 0;
  int parts = 0;
  while (parts < 3) {
    const std::size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    if (!is_digits(part) || part.size() > 6) return std::nullopt;
    seconds = seconds * 60 + *base::parse_number(part);
    ++parts;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  return parts >= 2 && text.find(':') == std::string_view::npos ? std::optional(seconds) : std::nullopt;
}

class HistoryPass {
 public:
  HistoryPass(const ReadContext& context, std::string path)
      : context_(context), path_(std::move(path)), table_(path_, context.notice) {}

  void run(model::Run& out) {
    const std::optional<std::string> text = read_document(context_, path_, kMaxHistoryBytes, "no metric of it is read");
    if (!text) return;
    out.files.push_back(path_);
    out.bytes_read += text->size();
    base::CsvReader reader = base::csv_over(*text);
    while (const base::CsvRow* row = reader.next()) {
      if (!row->cells.empty() && base::trim(row->cells[0]) == "epoch") {
        read_header(*row);
      } else {
        read_row(*row);
      }
    }
    for (const base::TextIssue& issue : reader.issues()) context_.notice(notice_of(issue, path_));
    if (fits_joined_ > 0) {
      say(Severity::note, "fits-joined", first_joined_,
          "a further fit was appended, which counts epochs from 0 again; they go on from the fit before it",
          fits_joined_);
    }
    table_.finish(out);
  }

 private:
  void say(Severity severity, const char* code, base::Position at, std::string what, std::uint64_t count = 1) const {
    context_.notice(
        {.severity = severity, .code = code, .file = path_, .at = at, .what = std::move(what), .count = count});
  }

  void read_header(const base::CsvRow& row) {
    columns_.clear();
    for (const std::string_view cell : row.cells) {
      const std::size_t column = table_.column(base::repair_utf8(base::trim(cell)));
      if (column == kNoColumn) break;
      columns_.push_back(column);
    }
    table_.use_as_axis(columns_[0], vocabulary::Axis::epoch);
    next_epoch_ = last_epoch_ + 1;
    begins_ = true;
  }

  void read_row(const base::CsvRow& row) {
    if (row.cells.size() != columns_.size()) {
      const bool is_cut = row.cells.size() < columns_.size() && !row.complete;
      say(Severity::warning, is_cut ? "csv-cut-line" : "csv-ragged", row.where(0),
          std::to_string(row.cells.size()) + " cells, " + std::to_string(columns_.size()) + " expected; " +
              (is_cut ? "the row is left out, since its last number may be cut" : "those that have a column are read"));
      if (is_cut) return;
    }
    table_.begin_row();
    for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) read_cell(row, i);
  }

  void read_cell(const base::CsvRow& row, std::size_t i) {
    const base::Position at = row.where(i);
    const std::string& name = table_.name(columns_[i]);
    const std::optional<double> number = i == 0 ? base::parse_number(row.cells[i]) : std::nullopt;
    if (number && std::isfinite(*number)) return add_epoch(*number, at);
    const std::optional<double> seconds = name == "time" ? duration(base::trim(row.cells[i])) : std::optional<double>();
    if (seconds) {
      table_.add(columns_[i], *seconds, at);
    } else {
      table_.add_text(columns_[i], row.cells[i], at);
    }
  }

  void add_epoch(double epoch, base::Position at) {
    if (begins_) {
      const bool restarts = epoch < next_epoch_ && next_epoch_ > 0;
      offset_ = restarts ? next_epoch_ - epoch : 0;
      if (restarts && fits_joined_++ == 0) first_joined_ = at;
      begins_ = false;
    }
    last_epoch_ = epoch + offset_;
    table_.add(columns_[0], last_epoch_, at);
  }

  const ReadContext& context_;
  std::string path_;
  MetricColumns table_;
  std::vector<std::size_t> columns_;
  double last_epoch_ = -1, next_epoch_ = 0, offset_ = 0;
  bool begins_ = true;
  std::uint64_t fits_joined_ = 0;
  base::Position first_joined_;
};

std::vector<model::Run> read_fastai(const ReadContext& context) {
  std::vector<model::Run> runs{start_curve_run(context)};
  HistoryPass(context, context.unit.files.front()).run(runs[0]);
  runs[0].unsplit_is_validation = true;
  return runs;
}

}  // namespace

const RunFormat kFastaiFormat{
    .name = "fastai",
    .title = "fastai CSV logger",
    .gives = Gives::lone_file,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_fastai,
    .read = read_fastai,
};

}  // namespace ingest
