/// A log kept by hand in one Markdown file. Two shapes:
///
///   the template's   a log table with the columns "Experiment ID" and "Parameter Changed", and sections
///                    "### Experiment ID: EXP001" with configurations, metrics and notes (kept_log.h)
///   pipe tables      of one row per experiment, with a result by its name and a parameter or a name (results_table.h);
///                    only in files called after results, experiments, runs, logs, sweeps, ablations or benchmarks
///
/// The first is format "markdown-log", which is read beside runs too (analysis/kept_log.h); the second
/// "markdown-table". Other Markdown files, README.md without the template's shape among them, are left alone.

#include "ingest/tables/kept_log.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"
#include "base/text/utf8.h"
#include "ingest/documents/native_config.h"
#include "ingest/files/file_text.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/run_format.h"
#include "ingest/tables/results_table.h"
#include "vocabulary/name_words.h"

namespace ingest {
namespace {

using base::MarkdownBlock;

bool is_called_like_a_log(std::string_view name) {
  constexpr auto kWords = std::to_array<std::string_view>({" result", " experiment", " log ", " runs ", " sweep",
                                                           " ablation", " benchmark", " leaderboard ", " tracking "});
  const std::string words = vocabulary::spaced_words(without_extension(name));
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return words.find(word) != std::string::npos; });
}

bool is_markdown(const base::FolderEntry& entry) {
  return entry.kind == base::FileKind::file && entry.refusal.empty() && extension_of(entry.name) == "md";
}

bool has_shape_of_template(std::string_view text) {
  const std::string lower = base::to_lower(text);
  return lower.find("experiment id") != std::string::npos &&
         (lower.find("parameter changed") != std::string::npos || lower.find("# experiment id:") != std::string::npos);
}

/// The pipe tables of a text that are tables of runs.
std::vector<ResultsTable> find_tables(std::string_view text) {
  std::vector<ResultsTable> tables;
  for (const MarkdownBlock& block : base::outline_markdown(text).blocks) {
    if (block.kind != MarkdownBlock::Kind::table || block.rows.size() < 3) continue;
    CellGrid table{.delimiter = '|', .header = block.rows[0], .header_line = block.first_line};
    for (std::size_t i = 1; i < block.rows.size(); ++i) {
      TableRow row{.line = block.first_line + 1 + static_cast<std::uint32_t>(i), .cells = block.rows[i]};
      row.cells.resize(table.header.size());
      table.rows.push_back(std::move(row));
    }
    ResultsTable decided = decide_table(std::move(table), nullptr);
    if (decided.refusal.empty()) tables.push_back(std::move(decided));
  }
  return tables;
}

Claim claim_files(const FolderView& view, bool (*is_one)(std::string_view name, std::string_view text)) {
  Claim claim;
  for (const base::FolderEntry& entry : view.entries) {
    if (!is_markdown(entry)) continue;
    const std::string path = join_path(view.folder, entry.name);
    if (!is_one(entry.name, read_start(view.files, path, base::kMaxMarkdownBytes))) continue;
    claim.files.push_back(entry.name);
    claim.units.push_back({.folder = view.folder, .files = {path}});
  }
  return claim;
}

Claim claim_log(const FolderView& view) {
  return claim_files(view, [](std::string_view, std::string_view text) {
    return has_shape_of_template(text) && !read_markdown_log(text).experiments.empty();
  });
}

Claim claim_tables(const FolderView& view) {
  return claim_files(view, [](std::string_view name, std::string_view text) {
    return is_called_like_a_log(name) && !find_tables(text).empty();
  });
}

model::Run make_run(const ReadContext& context, const std::string& path, LoggedExperiment experiment,
                    const base::Json& environment) {
  model::Run run;
  run.folder = std::string(without_extension(path));
  run.files = {path};
  run.id = experiment.id;
  run.experiment = experiment.id;
  run.name = experiment.title.empty() ? experiment.id : experiment.title;
  run.started_at = experiment.date;
  run.config = model::make_config(std::move(experiment.config));
  const base::Json said = experiment.summary;
  apply_summary(context, path, std::move(experiment.summary), run);
  for (const model::Parameter& leaf : run.summary) {
    const base::Json* value = said.find(leaf.path);
    run.summary_lines.push_back(value != nullptr ? value->where().line : experiment.line);
  }
  run.environment = model::make_config(environment).parameters;
  if (!base::trim(experiment.note).empty()) {
    run.note_texts.push_back(
        {.file = path, .folder = std::string(folder_of(path)), .text = std::move(experiment.note)});
  }
  return run;
}

std::vector<model::Run> read_kept_log(const ReadContext& context) {
  std::vector<model::Run> runs;
  const std::string& path = context.unit.files.front();
  const std::optional<std::string> text =
      read_document(context, path, kMaxDocumentBytes, "no experiment of it is read");
  if (!text) return runs;
  MarkdownLog log = read_markdown_log(in_utf8(context, path, *text));
  for (const base::TextIssue& issue : log.issues) context.notice(notice_of(issue, path));
  for (LoggedExperiment& experiment : log.experiments) {
    runs.push_back(make_run(context, path, std::move(experiment), log.environment));
  }
  if (!runs.empty()) runs.back().bytes_read = text->size();
  return runs;
}

std::vector<model::Run> read_log_tables(const ReadContext& context) {
  std::vector<model::Run> runs;
  const std::string& path = context.unit.files.front();
  const std::optional<std::string> text = read_document(context, path, kMaxDocumentBytes, "no run of it is read");
  if (!text) return runs;
  for (const ResultsTable& table : find_tables(in_utf8(context, path, *text))) {
    append_table_runs(context, path, table, printable(without_extension(path)), runs);
  }
  if (!runs.empty()) runs.back().bytes_read = text->size();
  return runs;
}

}  // namespace

const RunFormat kMarkdownLogFormat{
    .name = "markdown-log",
    .title = "log kept in Markdown",
    .gives = Gives::kept_log,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_log,
    .read = read_kept_log,
};

const RunFormat kMarkdownTableFormat{
    .name = "markdown-table",
    .title = "table of results in Markdown",
    .gives = Gives::table,
    .rank = LoggerRank::alone,
    .beside = nullptr,
    .claim = claim_tables,
    .read = read_log_tables,
};

}  // namespace ingest
