#include "ingest/privacy/artifact_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/csv/csv.h"
#include "base/csv/csv_text.h"
#include "base/text/utf8.h"
#include "ingest/files/path_text.h"
#include "vocabulary/names/download_names.h"

namespace ingest {
namespace {

using base::Json;

/// One notice for each of a file's rules: a log may hold a thousand.
class NoticesOfFile {
 public:
  void add(model::Notice said) {
    const auto [place, is_new] =
        notices_.emplace(std::pair(said.code, said.what.substr(0, said.what.find(" in \""))), said);
    if (!is_new) place->second.count += said.count;
  }
  void hand_out(const Redactor::Sink& sink) const {
    for (const auto& [key, said] : notices_) sink(said);
  }

 private:
  std::map<std::pair<std::string, std::string>, model::Notice> notices_;
};

void clean_prose(const Redactor& redactor, const std::string& path, std::string& bytes, NoticesOfFile& notices) {
  bytes = redactor.redact_prose(bytes, path, 1, [&](model::Notice said) { notices.add(std::move(said)); });
}

/// As a tree; nothing: it is no JSON.
std::optional<std::string> clean_json(const Redactor& redactor, const std::string& path, const std::string& bytes,
                                      NoticesOfFile& notices) {
  base::JsonParse parsed = base::parse_json(bytes);
  if (!parsed.ok) return std::nullopt;
  bool any = false;
  redactor.redact_tree(parsed.value, path, [&](model::Notice said) {
    any = true;
    notices.add(std::move(said));
  });
  if (!any) return bytes;
  return base::write_json(parsed.value, base::JsonStyle::indented);
}

/// Columns by their names, cells as texts; formulas are guarded. The text itself where nothing is to be changed.
std::string clean_table(const Redactor& redactor, const std::string& path, const std::string& bytes,
                        NoticesOfFile& notices) {
  const char delimiter = extension_of(path) == "tsv" ? '\t' : base::guess_delimiter(bytes.substr(0, 65'536));
  base::CsvReader reader = base::csv_over(bytes, {.delimiter = delimiter});
  std::vector<NameVerdict> columns;
  std::string out;
  bool changed = false;
  const auto say = [&](const base::CsvRow& row, std::size_t cell, const char* code, base::Severity severity,
                       std::string what) {
    changed = true;
    notices.add({.severity = severity, .code = code, .file = path, .at = row.where(cell), .what = std::move(what)});
  };
  const auto cleaned = [&](const base::CsvRow& row, std::size_t i) {
    std::string cell(row.cells[i]);
    const NameVerdict verdict = i < columns.size() ? columns[i] : NameVerdict{};
    if (is_secret_value(verdict, cell)) {
      say(row, i, "secret-withheld", base::Severity::warning, "value withheld: its column is named like a secret");
      return std::string(kWithheldText);
    }
    if (is_personal_value(verdict, cell)) {
      say(row, i, "personal-withheld", base::Severity::note, "name of a user or machine withheld");
      return std::string(kWithheldText);
    }
    Redactions found;
    std::string text = redactor.redact_text(cell, found);
    if (!found.any()) return cell;
    say_withheld(
        found, path, "", [&](std::size_t) { return row.where(i); },
        [&](model::Notice said) {
          changed = true;
          notices.add(std::move(said));
        });
    return text;
  };
  while (const base::CsvRow* row = reader.next()) {
    const bool header = columns.empty();
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      const std::string cell = cleaned(*row, i);
      if (i > 0) out += delimiter;
      if (is_plain_number(cell) && cell.find(delimiter) == std::string::npos) {
        out += cell;
      } else {
        changed = changed || base::starts_formula(cell);
        base::append_csv_text(out, cell, delimiter);
      }
    }
    out += '\n';
    if (!header) continue;
    for (const std::string_view name : row->cells) columns.push_back(redactor.judge(name));
  }
  return changed ? out : bytes;
}

}  // namespace

bool is_text(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos;
}

base::Result<std::string> clean_artifact(const Redactor& redactor, const std::string& path, std::string bytes,
                                         const Redactor::Sink& sink) {
  if (vocabulary::image_type(bytes)) return bytes;
  if (!is_text(bytes)) {
    return base::Error{base::Error::Kind::invalid, path, "it is neither text nor a picture"};
  }
  NoticesOfFile notices;
  const std::string ending = extension_of(path);
  std::optional<std::string> tree;
  if (ending == "json") tree = clean_json(redactor, path, bytes, notices);
  if (tree) {
    bytes = std::move(*tree);
  } else if (ending == "csv" || ending == "tsv") {
    bytes = clean_table(redactor, path, bytes, notices);
  } else {
    clean_prose(redactor, path, bytes, notices);
  }
  notices.hand_out(sink);
  return bytes;
}

}  // namespace ingest
