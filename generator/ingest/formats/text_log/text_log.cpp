/// Text logs: what a training script printed or logged, one line after another. Files called *.log, *.txt, *.out, *.err
/// (also .gz, .zst), or "log", "stdout", "nohup" without an extension.
///
///   2024-05-01 10:00:00,123 - INFO - Epoch 8/35, Train Loss: 0.8957, Test Acc: 79.04%
///   step 250: train loss 1.96, val loss 2.06
///   epoch=1 train_loss=0.8 val_loss=0.85
///    iteration      100/    5000 | consumed samples: 25600 | lm loss: 6.1E+00 |
///   {'loss': 0.5, 'learning_rate': 1e-05, 'epoch': 0.3}
///   1563/1563 [==============================] - 5s 3ms/step - loss: 1.5 - val_loss: 1.4
///   Epoch 3                                    and below it: train_loss -0.15
///   epoch,loss,val_loss                        Keras' CSVLogger under the name of a log
///
/// A line is names with numbers (log_items.h), behind a prefix that loggers write (log_line.h). Names without numbers
/// are its shape (log_shape.h), which says what counts the place in training and what is measured. A file is a log if
/// three lines of one shape measure something at different places (log_runs.h). What is not sure is left out.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/contains.h"
#include "base/text/utf8.h"
#include "ingest/files/file_text.h"
#include "ingest/files/line_reader.h"
#include "ingest/files/notice_log.h"
#include "ingest/files/path_text.h"
#include "ingest/formats/formats.h"
#include "ingest/formats/shared/curve_files.h"
#include "ingest/formats/text_log/log_facts.h"
#include "ingest/formats/text_log/log_pass.h"
#include "ingest/formats/text_log/log_runs.h"
#include "ingest/metrics/csv.h"
#include "ingest/second_logger.h"
#include "vocabulary/axis_names.h"
#include "vocabulary/metric_names.h"

namespace ingest {
namespace {

constexpr std::size_t kFirstLook = 32u << 10, kSecondLook = 1u << 20;
constexpr std::array<std::string_view, 4> kLogExtensions{"log", "txt", "out", "err"};
constexpr std::array<std::string_view, 6> kLogNames{"log", "logs", "stdout", "stderr", "nohup", "train_log"};
/// Texts that people write, and lists that other programs read.
constexpr std::array<std::string_view, 10> kOtherTexts{"readme", "license", "licence",    "requirements", "changelog",
                                                       "notes",  "todo",    "cmakelists", "classes",      "labels"};

bool may_be_text_log(const base::FolderEntry& entry) {
  if (entry.kind != base::FileKind::file || !entry.refusal.empty()) return false;
  const std::string extension = extension_of(entry.name);
  if (!base::contains(kLogExtensions, extension) && !base::contains(kLogNames, std::string_view(entry.name)))
    return false;
  const std::string lower = base::to_lower(entry.name);
  return std::none_of(kOtherTexts.begin(), kOtherTexts.end(),
                      [&](std::string_view other) { return lower.starts_with(other); });
}

bool looks_like_log(const std::string& head, bool whole, bool log_name) {
  LogPass pass;
  std::size_t begin = 0;
  std::uint32_t number = 0;
  const std::string_view text = head;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos && !whole && number > 0) break;  // cut
    pass.add_line(text.substr(begin, end == std::string_view::npos ? end : end - begin), ++number);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return is_training_log(pass.take(), log_name);
}

/// Keras' CSVLogger("training.log"): a table of a curve under another name.
bool is_table_of_curve(std::string_view head, bool log_name) {
  if (!log_name) return false;
  const CsvStart start = look_at_csv(head, false);
  return start.header.size() >= 2 && start.numeric_column && !start.monitor &&
         vocabulary::is_curve_axis(start.header.front()) && head.find(start.delimiter) < head.find('\n');
}

bool is_text_log(const FolderView& folder, const base::FolderEntry& entry) {
  const std::string path = join_path(folder.folder, entry.name);
  const std::string head = read_start(folder.files, path, kFirstLook);
  if (head.size() < 20 || head.find('\0') != std::string::npos) return false;
  const bool log_name = is_log_name(entry.name);
  if (is_table_of_curve(head, log_name)) return true;
  if (looks_like_log(head, head.size() < kFirstLook, log_name)) return true;
  if (head.size() < kFirstLook || !log_name) return false;
  const std::string more = read_start(folder.files, path, kSecondLook);
  return more.find('\0') == std::string::npos && looks_like_log(more, more.size() < kSecondLook, log_name);
}

Claim claim_text_log(const FolderView& folder) {
  Claim claim;
  for (const base::FolderEntry& entry : folder.entries) {
    if (!may_be_text_log(entry) || !is_text_log(folder, entry)) continue;
    claim.units.push_back({.folder = folder.folder, .files = {join_path(folder.folder, entry.name)}});
    claim.files.push_back(entry.name);
  }
  return claim;
}

std::vector<model::Run> read_text_log(const ReadContext& context) {
  const std::string& path = context.unit.files.front();
  model::Run start = start_curve_run(context);
  if (is_table_of_curve(read_start(context.files, path, kFirstLook), is_log_name(name_of(path)))) {
    read_metrics_csv(context, path, start);
    std::vector<model::Run> runs;
    runs.push_back(std::move(start));
    return runs;
  }
  std::unique_ptr<base::ByteStream> stream = open_file(context, path, "no metric of it is shown");
  if (stream == nullptr) return {};
  LineReader lines(std::move(stream));
  LogPass pass;
  while (const std::optional<TextLine> line = lines.next()) {
    // A line that was cut within a number ("loss 0.") says a wrong one.
    const bool cut = !line->complete && !line->text.empty() &&
                     std::string_view(".-+e=:").find(line->text.back()) != std::string_view::npos;
    if (!line->too_long && !cut) pass.add_line(line->text, line->number);
  }
  if (lines.error()) context.notice(notice_of(*lines.error(), path, "the lines before are read"));
  start.files.push_back(path);
  start.bytes_read += lines.bytes_read();
  return make_log_runs(context, path, pass.take(), start);
}

/// "val.log" beside "train.log".
std::string_view data_of_log(const Unit& unit) {
  const std::string stem = base::to_lower(name_of(without_extension(unit.files.front())));
  switch (vocabulary::split_of(stem)) {
    case vocabulary::Split::validation:
      return "val";
    case vocabulary::Split::test:
      return "test";
    default:
      return "";
  }
}

constexpr SecondLogger kTextLogBeside{
    .merged_code = "text-log-merged",
    .merged_what = "a text log of the same run",
    .counts = MergedCount::files,
    .left_out_code = "text-log-beside",
    .files_are_called = "text logs",
    .own_codes = {},
    .traces = nullptr,
    .data_of = data_of_log,
};

}  // namespace

const RunFormat kTextLogFormat{
    .name = "text-log",
    .title = "text log",
    .gives = Gives::lone_file,
    .rank = LoggerRank::alone,
    .beside = &kTextLogBeside,
    .claim = claim_text_log,
    .read = read_text_log,
    .copies = Copies::by_content,
    .gives_way = true,
};

}  // namespace ingest
