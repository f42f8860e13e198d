/// A log of a loop of experiments as text: results.tsv of the template that agents are given, and its many relatives,
/// told by their content (loop_table.h); *.tsv and *.csv, also compressed:
///
///   commit	val_bpb	memory_gb	status	description
///   a1b2c3d	0.997900	44.0	keep	baseline
///   d4e5f6a	0.000000	0.0	crash	double model width (OOM)
///
/// Each file is a project, each session of a column "session" another. Runs: loop_log.h. What the last run printed
/// (run.log beside it) is taken with it and is no run of its own.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"
#include "ingest/documents/run_files.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/loops/loop_log.h"
#include "ingest/formats/loops/loop_table.h"
#include "ingest/run_format.h"

namespace ingest {
namespace {

constexpr std::size_t kLoopFirstLookBytes = 4u << 10;
constexpr std::size_t kLoopHeadBytes = 64u << 10;
constexpr std::size_t kMaxLoopBytes = 64u << 20;
constexpr std::string_view kRunLog = "run.log";

/// Whole lines only, where the file goes on.
std::string_view whole_log_lines(std::string_view head, std::size_t limit) {
  return head.size() < limit ? head : head.substr(0, head.rfind('\n') + 1);
}

/// Whether a first look is worth a second one: a cell of the header is called like a status, or some cell is a word
/// that decides. Numbers, which most cells of most files are, cost next to nothing.
bool may_be_loop(std::string_view head) {
  bool in_header = true;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find_first_of("\t,;|\n", at), head.size());
    const std::string_view cell = base::trim(head.substr(at, end - at));
    const bool word = !cell.empty() && cell.size() < 40 && cell.find_first_of("0123456789.+-") != 0;
    if (word && vocabulary::read_try_status(cell).tells_loop) return true;
    if (word && in_header && std::string_view("sdvrokaSDVROKA*").find(cell[0]) != std::string_view::npos) {
      const vocabulary::LoopColumn role = vocabulary::role_of_loop_column(cell);
      if (role == vocabulary::LoopColumn::status || role == vocabulary::LoopColumn::kept_flag) return true;
    }
    in_header = in_header && (end == head.size() || head[end] != '\n' || head[0] == '#');
    at = end + 1;
  }
  return false;
}

bool is_loop_results(const FolderView& view, const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  if (extension != "tsv" && extension != "csv") return false;
  const std::string path = join_path(view.folder, entry.name);
  if (!may_be_loop(read_start(view.files, path, kLoopFirstLookBytes))) return false;
  const std::string head = read_start(view.files, path, kLoopHeadBytes);
  return starts_like_loop_table(whole_log_lines(head, kLoopHeadBytes), extension == "tsv");
}

Claim claim_loop_results(const FolderView& view) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (!is_loop_results(view, entry)) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {join_path(view.folder, entry.name)}});
  }
  const bool has_run_log = std::any_of(view.entries.begin(), view.entries.end(), [](const base::FolderEntry& entry) {
    return entry.name == kRunLog && entry.kind == base::FileKind::file && entry.refusal.empty();
  });
  if (has_run_log && !claim.units.empty()) claim.files.emplace_back(kRunLog);
  return claim;
}

/// The last "name: number" line of a text, as the last run printed it.
std::optional<double> last_printed(std::string_view text, const std::string& name) {
  const std::string wanted = name + ":";
  const std::size_t at = text.rfind(wanted);
  if (at == std::string_view::npos || (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r')) return std::nullopt;
  const std::string_view rest = text.substr(at + wanted.size());
  return base::parse_number(rest.substr(0, rest.find_first_of("\r\n")));
}

/// What the last run printed belongs to the last row, if both say the same in the digits of the row; else it is of a
/// run that is not in the log.
void take_run_log(const ReadContext& context, const std::string& log, std::vector<model::Run>& runs) {
  const std::string path = join_path(folder_of(log), kRunLog);
  if (runs.empty() || runs.back().objective.empty() || !context.files.info(path)) return;
  model::Run& last = runs.back();
  const std::string text = read_start(context.files, path, kMaxDocumentBytes);
  const std::optional<double> printed = last_printed(text, last.objective);
  for (const model::Parameter& leaf : last.summary) {
    if (leaf.path != last.objective || !printed) continue;
    const std::size_t point = leaf.value.text.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : leaf.value.text.size() - point - 1;
    const double rounding = std::pow(10.0, -static_cast<double>(std::min<std::size_t>(decimals, 15)));
    if (std::fabs(*printed - leaf.value.number) <= rounding)
      return add_artifact(context, path, std::string(kRunLog), last);
  }
  context.notice({.severity = base::Severity::note,
                  .code = "loop-run-log",
                  .file = path,
                  .what = "what the last run printed is not what the last row of the log says; not shown with it"});
}

std::vector<model::Run> read_loop_results(const ReadContext& context) {
  std::vector<model::Run> runs;
  const std::string& path = context.unit.files.front();
  const std::optional<std::string> text = read_document(context, path, kMaxLoopBytes, "no try of it is read");
  if (!text) return runs;
  LoopTable table = read_loop_table(in_utf8(context, path, *text), extension_of(path) == "tsv");
  if (const auto issue = base::delimiter_issue(extension_of(path), table.delimiter)) {
    context.notice(notice_of(*issue, path));
  }
  for (const base::TextIssue& issue : table.issues) context.notice(notice_of(issue, path));
  const std::string project = loop_project(path);
  for (std::size_t i = 0; i < table.logs.size(); ++i) {
    LoopLog& log = table.logs[i];
    const std::string session = base::make_visible(base::shorten(base::repair_utf8(table.sessions[i]), 60));
    log.project = session.empty() ? project : table.logs.size() == 1 ? project : project + ": " + session;
    log.prefix = session.empty() ? std::string(name_of(project)) : session;
    append_loop_runs(context, path, std::move(log), runs);
  }
  take_run_log(context, path, runs);
  if (!runs.empty()) runs.back().bytes_read = text->size();
  return runs;
}

}  // namespace

const RunFormat kLoopResultsFormat{
    .name = "loop-log",
    .title = "log of a loop of experiments",
    .gives = Gives::kept_log,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_loop_results,
    .read = read_loop_results,
    .copies = Copies::by_beginning,
};

}  // namespace ingest
