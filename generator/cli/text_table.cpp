#include "cli/text_table.h"

#include <algorithm>
#include <cassert>

#include "base/text/utf8.h"

namespace cli {
namespace {

constexpr std::size_t kGap = 2, kNarrowest = 8;

using Widths = std::vector<std::size_t>;

/// Flexible columns share what the others leave: the narrow ones keep their width, the wide ones get equal parts.
void fit(const std::vector<TextColumn>& columns, Widths& widths, std::size_t width) {
  std::vector<std::size_t> open;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (widths[i] == 0) continue;
    taken += kGap;
    if (columns[i].flexible) {
      open.push_back(i);
    } else {
      taken += widths[i];
    }
  }
  std::size_t left = width + kGap > taken ? width + kGap - taken : 0;
  std::sort(open.begin(), open.end(), [&](std::size_t a, std::size_t b) { return widths[a] < widths[b]; });
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::size_t part = std::max(kNarrowest, left / (open.size() - i));
    widths[open[i]] = std::min(widths[open[i]], part);
    left -= std::min(left, widths[open[i]]);
  }
}

std::string line_text(const std::vector<std::string>& cells, const Widths& widths, std::size_t width) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (widths[i] == 0) continue;
    const std::string cell = base::shorten(cells[i], widths[i]);
    line += cell;
    line.append(widths[i] - std::min(widths[i], base::count_characters(cell)) + kGap, ' ');
  }
  while (line.ends_with(' ')) line.pop_back();
  return base::shorten(line, width) + "\n";
}

}  // namespace

std::string terminal_text(std::string_view raw) {
  std::string text = base::make_visible(raw);
  for (const std::string_view blank : {"\u202f", "\u00a0"}) {
    for (std::size_t at = text.find(blank); at != std::string::npos; at = text.find(blank, at)) {
      text.replace(at, blank.size(), " ");
    }
  }
  return text;
}

std::string table_text(const std::vector<TextColumn>& columns, const std::vector<std::vector<std::string>>& rows,
                       std::size_t width) {
  std::vector<std::vector<std::string>> cells(rows.size());
  Widths widths(columns.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    assert(rows[r].size() == columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
      cells[r].push_back(terminal_text(rows[r][c]));
      widths[c] = std::max(widths[c], base::count_characters(cells[r][c]));
    }
  }
  std::vector<std::string> titles;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    titles.push_back(terminal_text(columns[c].title));
    if (widths[c] > 0) widths[c] = std::max(widths[c], base::count_characters(titles[c]));
  }
  fit(columns, widths, width);
  const bool titled = std::any_of(titles.begin(), titles.end(), [](const auto& title) { return !title.empty(); });
  std::string out = titled ? line_text(titles, widths, width) : "";
  for (const auto& row : cells) out += line_text(row, widths, width);
  return out;
}

}  // namespace cli
