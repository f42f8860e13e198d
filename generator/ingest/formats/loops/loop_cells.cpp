#include "ingest/formats/loops/loop_cells.h"

#include <algorithm>

#include "base/csv/csv.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

constexpr std::size_t kMaxCommentBytes = 1'000;
constexpr std::size_t kMostPlaces = 64;  // a place costs the length of the row

/// A cell that is quoted as a whole, with nothing but doubled quotes in it.
std::string unquoted(std::string_view cell) {
  if (cell.size() < 2 || !cell.starts_with('"') || !cell.ends_with('"')) return std::string(cell);
  std::string out;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    if (cell[i] == '"' && (i + 2 >= cell.size() || cell[++i] != '"')) return std::string(cell);
    out += cell[i];
  }
  return out;
}

std::size_t count_of(std::string_view text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

/// "3,5" is 3.5 where semicolons part the cells.
void read_decimal_comma(std::string& cell) {
  const std::size_t comma = cell.find(',');
  if (comma == std::string::npos || cell.find_first_not_of("0123456789,-+%eE") != std::string::npos) return;
  if (cell.find(',', comma + 1) == std::string::npos) cell[comma] = '.';
}

/// As JSON writes it where `written` is no such number.
model::ParameterValue loop_number(double number, std::string_view written) {
  const std::string_view digits = written.starts_with('-') ? written.substr(1) : written;
  const bool plain = !digits.empty() && digits[0] >= '0' && digits[0] <= '9' && !digits.ends_with('.') &&
                     (digits.size() == 1 || digits[0] != '0' || digits[1] == '.' || digits[1] == 'e') &&
                     digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
  return {.kind = model::ParameterValue::Kind::number,
          .text = plain ? std::string(written) : base::number_text(number),
          .number = number};
}

}  // namespace

LoopLines::LoopLines(std::string_view text, bool tabs) : text_(text) {
  if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
  delimiter_ = find_delimiter(tabs);
}

std::vector<LoopLine> LoopLines::read(std::size_t limit, std::vector<std::string>& comments) const {
  std::vector<LoopLine> lines;
  std::uint32_t number = 0;
  // Quotes of CSV may span lines; between tabs they mean nothing.
  if (delimiter_ != '\t') return read_quoted(limit, comments);
  for (std::string_view rest = text_; !rest.empty() && lines.size() < limit;) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    const bool complete = end < rest.size();
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    while (line.ends_with('\r')) line.remove_suffix(1);
    if (base::trim(line).empty()) continue;
    if (line.starts_with('#') && (lines.empty() || line.find('\t') == std::string_view::npos)) {
      if (comments.size() < kMostContinuations) comments.emplace_back(line.substr(0, kMaxCommentBytes));
      continue;
    }
    LoopLine& out = lines.emplace_back(LoopLine{.line = number, .complete = complete, .cells = {}});
    std::size_t column = 1;
    while (out.cells.size() < kMaxLoopColumns) {
      const std::size_t tab = line.find('\t');
      out.columns.push_back(static_cast<std::uint32_t>(column));
      column += base::count_characters(base::repair_utf8(line.substr(0, tab))) + 1;
      out.cells.push_back(unquoted(base::trim(line.substr(0, tab))));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
  }
  return lines;
}

/// The one that parts the first line that is no comment into the most cells.
char LoopLines::find_delimiter(bool tabs) const {
  std::string_view rest = text_;
  while (rest.starts_with('#') || rest.starts_with('\n') || rest.starts_with('\r')) {
    rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
  }
  const std::string_view line = rest.substr(0, rest.find('\n'));
  if (tabs && count_of(line, '\t') > 0) return '\t';
  char best = ',';
  for (const char c : {'\t', ';', '|'}) {
    if (count_of(line, c) > count_of(line, best)) best = c;
  }
  return best;
}

std::vector<LoopLine> LoopLines::read_quoted(std::size_t limit, std::vector<std::string>& comments) const {
  std::vector<LoopLine> lines;
  base::CsvReader reader = base::csv_over(text_, {.delimiter = delimiter_});
  while (const base::CsvRow* row = lines.size() < limit ? reader.next() : nullptr) {
    if (row->cells.empty()) continue;
    if (row->cells[0].starts_with('#') && row->cells.size() == 1) {
      if (comments.size() < kMostContinuations) comments.emplace_back(row->raw);
      continue;
    }
    LoopLine& out = lines.emplace_back(LoopLine{.line = row->line, .complete = row->complete, .cells = {}});
    const std::size_t count = std::min(row->cells.size(), kMaxLoopColumns);
    for (std::size_t i = 0; i < count; ++i) out.cells.emplace_back(base::trim(row->cells[i]));
    for (std::size_t i = 0; i < std::min(count, kMostPlaces) && delimiter_ != '|'; ++i) {
      out.columns.push_back(row->column_of(i));
    }
    if (delimiter_ == '|' && out.cells.size() > 1) {  // "| a | b |"
      if (out.cells.front().empty()) out.cells.erase(out.cells.begin());
      if (!out.cells.empty() && out.cells.back().empty()) out.cells.pop_back();
    }
    // Nothing, or the line below a header in Markdown.
    const auto rule = [](const std::string& cell) { return cell.find_first_not_of("-: ") == std::string::npos; };
    if (delimiter_ == ';') std::for_each(out.cells.begin(), out.cells.end(), read_decimal_comma);
    if (std::all_of(out.cells.begin(), out.cells.end(), rule)) lines.pop_back();
  }
  return lines;
}

std::optional<model::ParameterValue> read_loop_number(std::string_view cell, bool& marked) {
  cell = base::trim(cell);
  std::string_view text = cell;
  for (const std::string_view sign : {"~", "\xe2\x89\x88", "+"}) {
    if (text.starts_with(sign)) text = base::trim(text.substr(sign.size()));
  }
  double factor = 1;
  if (text.ends_with('%') || text.ends_with('x')) {
    text = base::trim(text.substr(0, text.size() - 1));
  } else if (text.size() > 1 && (text.ends_with('K') || text.ends_with('M') || text.ends_with('k'))) {
    factor = text.ends_with('M') ? 1e6 : 1e3;
    text.remove_suffix(1);
  }
  if (text.empty()) return std::nullopt;
  const std::optional<double> number = base::parse_number(text);
  if (!number) return std::nullopt;
  marked = marked || text.size() != cell.size();
  return loop_number(*number * factor, factor == 1 ? text : std::string_view());
}

bool is_loop_number(std::string_view cell) {
  bool marked = false;
  return read_loop_number(cell, marked).has_value();
}

}  // namespace ingest
