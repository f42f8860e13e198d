/// timm's training script. One folder a run, called "<time stamp>-<model>-<image size>" or as its user said:
///
///   summary.csv   a row an epoch: epoch, train_loss, eval_loss, eval_top1, eval_top5 (per cent), lr
///   args.yaml     the settings, flat
///
/// An epoch without evaluation has a row without the eval cells, so that its learning rate stands under eval_loss:
/// such rows are read by their number of cells (timm-short-rows: note). After a resume the header may stand there
/// again, also with columns that the first one did not have.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/logger_files.h"
#include "ingest/formats/tensorboard/claim.h"
#include "ingest/metrics/metric_columns.h"

namespace ingest {
namespace {

using base::Severity;

constexpr std::string_view kTimmSummary = "summary.csv";
constexpr std::string_view kArguments = "args.yaml";
constexpr std::size_t kMaxSummaryBytes = 64u << 20;

bool is_header(const std::vector<std::string_view>& cells) {
  return cells.size() > 1 && base::trim(cells[0]) == "epoch" && base::trim(cells[1]).starts_with("train_");
}

bool has_summary(const FolderView& folder) {
  if (!has_file(folder, kTimmSummary) || !has_file(folder, kArguments)) return false;
  const std::string head = read_start(folder.files, join_path(folder.folder, kTimmSummary), 4096);
  return head.starts_with("epoch,train_");
}

Claim claim_timm(const FolderView& folder) {
  Claim claim;
  if (!has_summary(folder)) return claim;
  Unit unit{.folder = folder.folder};
  claim_file(folder, std::string(kTimmSummary), unit, claim);
  claim_file(folder, std::string(kArguments), unit, claim);
  if (has_file(folder, "notes.md")) claim_file(folder, "notes.md", unit, claim);
  claim_event_files(folder, kTimmSummary, claim);
  claim.units.push_back(std::move(unit));
  return claim;
}

class SummaryPass {
 public:
  SummaryPass(const ReadContext& context, std::string path)
      : context_(context), path_(std::move(path)), table_(path_, context.notice) {}

  void run(model::Run& out) {
    const std::optional<std::string> text = read_document(context_, path_, kMaxSummaryBytes, "no metric of it is read");
    if (!text) return;
    out.files.push_back(path_);
    out.bytes_read += text->size();
    base::CsvReader reader = base::csv_over(*text);
    while (const base::CsvRow* row = reader.next()) read_row(*row);
    for (const base::TextIssue& issue : reader.issues()) context_.notice(notice_of(issue, path_));
    if (short_rows_ > 0) {
      say(Severity::note, "timm-short-rows", first_short_,
          "rows of epochs without evaluation; read as the columns before and after eval_*", short_rows_);
    }
    table_.finish(out);
  }

 private:
  void say(Severity severity, const char* code, base::Position at, std::string what, std::uint64_t count = 1) const {
    context_.notice(
        {.severity = severity, .code = code, .file = path_, .at = at, .what = std::move(what), .count = count});
  }

  void read_row(const base::CsvRow& row) {
    if (is_header(row.cells)) return read_header(row);
    const std::vector<std::size_t>* columns = &columns_;
    if (row.cells.size() < columns_.size()) {
      if (!row.complete || row.cells.size() != trained_.size()) return say_ragged(row);
      columns = &trained_;
      if (short_rows_++ == 0) first_short_ = row.where(0);
    } else if (row.cells.size() > columns_.size()) {
      return say_ragged(row);
    }
    table_.begin_row();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      table_.add_text((*columns)[i], row.cells[i], base::Position(row.where(i)));
    }
  }

  void say_ragged(const base::CsvRow& row) const {
    say(Severity::warning, "csv-ragged", row.where(0),
        std::to_string(row.cells.size()) + " cells, " + std::to_string(columns_.size()) +
            " expected; the row is left out, as nobody can tell which cells these are");
  }

  void read_header(const base::CsvRow& row) {
    columns_.clear();
    trained_.clear();
    for (const std::string_view cell : row.cells) {
      const std::string name = base::repair_utf8(base::trim(cell));
      const std::size_t column = table_.column(name);
      if (column == kNoColumn) continue;
      if (name == "epoch") table_.use_as_axis(column, vocabulary::Axis::epoch);
      columns_.push_back(column);
      if (!name.starts_with("eval_")) trained_.push_back(column);
    }
  }

  const ReadContext& context_;
  std::string path_;
  MetricColumns table_;
  std::vector<std::size_t> columns_, trained_;  // of a full row, and of one without evaluation
  std::uint64_t short_rows_ = 0;
  base::Position first_short_;
};

std::vector<model::Run> read_timm(const ReadContext& context) {
  std::vector<model::Run> runs(1);
  model::Run& run = runs[0];
  run.folder = context.unit.folder;
  const std::string_view name = name_of(context.unit.folder);
  run.name = printable(name);
  run.started_at = time_of_stamp(name.substr(0, name.size() < 15 ? 0 : 15));
  SummaryPass(context, join_path(context.unit.folder, kTimmSummary)).run(run);
  read_parameters(context, join_path(context.unit.folder, kArguments), run);
  if (context.unit.files.size() > 2) read_note(context, context.unit.files[2], run);
  return runs;
}

constexpr OwnName kTimmNames[]{{"summary.csv", false, "args.yaml"}};

}  // namespace

const RunFormat kTimmFormat{
    .name = "timm",
    .title = "timm training script",
    .gives = Gives::run_folder,
    .rank = LoggerRank::text_files,
    .beside = nullptr,
    .claim = claim_timm,
    .read = read_timm,
    .own_names = kTimmNames,
};

}  // namespace ingest
