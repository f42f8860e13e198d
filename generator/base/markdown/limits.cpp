#include "base/markdown/limits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"
#include "base/markdown/tree.h"
#include "base/text/utf8.h"

namespace base {
namespace {

// Each bound keeps the parser below about half a second for a text of 1 MiB; prose stays far below all of them.
constexpr std::uint64_t kMaxOpenBrackets = 1000;      // in one paragraph
constexpr std::uint64_t kMaxMarkupOpeners = 2000;     // "<?" and "<!": each looks for its end through the paragraph
constexpr std::uint64_t kMaxAtSigns = 20'000;         // each is tried as a mail address
constexpr std::uint64_t kMaxAddressWork = 64u << 20;  // characters of a word that address detection reads again
constexpr std::uint64_t kMaxTableRetries = 4u << 20;  // characters of paragraphs read again as a table's header
constexpr std::uint64_t kMaxAddedCells = 50'000;      // cells that rows lack and the parser makes
constexpr std::uint64_t kMaxReferenceBytes = 64u << 20;

TextIssue excess(std::string code, std::uint32_t line, std::string what) {
  return {Severity::warning, std::move(code), {line, 0}, std::move(what) + "; shown as plain text"};
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

// Markers of quotes and list items that a line starts with.
std::uint64_t count_markers(std::string_view line) {
  std::uint64_t markers = 0;
  for (std::size_t i = 0; i < line.size();) {
    const auto ends_marker = [&](std::size_t at) { return at >= line.size() || line[at] == ' ' || line[at] == '\t'; };
    std::size_t digits = i;
    while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
    } else if (line[i] == '>') {
      ++markers, ++i;
    } else if ((line[i] == '-' || line[i] == '+' || line[i] == '*') && ends_marker(i + 1)) {
      ++markers, ++i;
    } else if (digits > i && digits < line.size() && (line[digits] == '.' || line[digits] == ')') &&
               ends_marker(digits + 1)) {
      ++markers, i = digits + 1;
    } else {
      break;
    }
  }
  return markers;
}

// "- - - -" is a line across the page, however long.
bool is_rule(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && (line[first] == '-' || line[first] == '*') &&
         line.find_first_not_of(std::string{line[first], ' ', '\t'}) == std::string_view::npos;
}

std::uint64_t count_pipes(std::string_view line) {
  return static_cast<std::uint64_t>(std::count(line.begin(), line.end(), '|'));
}

std::uint64_t count_columns(std::string_view line) {
  line = trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  return count_pipes(line) + 1;
}

// The line below a table's header, with whatever may stand before it in quotes, lists and footnotes.
bool could_be_delimiter(std::string_view line) {
  const std::size_t dash = line.find('-');
  const std::size_t start = line.find("]:") == std::string_view::npos ? 0 : line.find("]:") + 2;
  return dash != std::string_view::npos &&
         line.find_first_not_of("|-: \t>+*0123456789.)", start) == std::string_view::npos;
}

// What depends on the lines above, back to the last blank one.
class Paragraph {
 public:
  std::optional<TextIssue> add(std::string_view line, std::uint32_t number);
  void end_paragraph() {
    bytes_ = open_brackets_ = columns_ = 0;
    header_ = {};
    table_indent_ = std::string_view::npos;
  }

 private:
  std::optional<TextIssue> add_table_line(std::string_view line, std::uint32_t number);

  std::uint64_t bytes_ = 0;
  std::uint64_t open_brackets_ = 0;
  std::uint64_t columns_ = 0;  // of the widest delimiter row so far
  std::uint64_t added_cells_ = 0;
  std::uint64_t retries_ = 0;
  std::string_view header_;                            // the line before
  std::size_t table_indent_ = std::string_view::npos;  // of the table that surely goes on
};

std::optional<TextIssue> Paragraph::add(std::string_view line, std::uint32_t number) {
  for (const char c : line) {
    if (c == '[' && ++open_brackets_ > kMaxOpenBrackets)
      return excess("md-complex", number, "more than 1,000 brackets are left open in one paragraph");
    if (c == ']' && open_brackets_ > 0) --open_brackets_;
  }
  auto found = add_table_line(line, number);
  bytes_ += line.size() + 1;
  header_ = line;
  return found;
}

std::optional<TextIssue> Paragraph::add_table_line(std::string_view line, std::uint32_t number) {
  const std::size_t indent = line.find_first_not_of(' ');
  const bool table_goes_on = indent == table_indent_ && indent != std::string_view::npos && line[indent] == '|' &&
                             line.find_first_of("<>`") == std::string_view::npos;
  if (!table_goes_on) table_indent_ = std::string_view::npos;
  if (!table_goes_on && could_be_delimiter(line)) {
    const std::uint64_t columns = count_columns(line);
    if (columns > kMaxMarkdownTableColumns)
      return excess("md-table-columns", number,
                    "renders to too much: a table of " + std::to_string(columns) + " columns, over the limit of " +
                        std::to_string(kMaxMarkdownTableColumns));
    columns_ = std::max(columns_, columns);
    retries_ += bytes_;
    if (retries_ > kMaxTableRetries)
      return excess("md-complex", number, "a paragraph has very many lines that could start a table");
    const bool simple_header = header_.find_first_of("\\`<>") == std::string_view::npos;
    if (simple_header && count_columns(header_) == columns && line[indent] == '|' &&
        header_.find_first_not_of(' ') == indent && header_[indent] == '|')
      table_indent_ = indent;
  }
  const std::uint64_t cells = count_pipes(line) + 1;
  if (columns_ > cells) added_cells_ += columns_ - cells;
  if (added_cells_ > kMaxAddedCells)
    return excess("md-table-columns", number,
                  "renders to too much: a table whose rows lack more than 50,000 cells that its header has");
  return std::nullopt;
}

// Addresses are looked for in every word, and some of it is read again at each of these.
std::uint64_t address_work(std::string_view line) {
  std::uint64_t work = 0;
  while (!line.empty()) {
    const std::size_t stop = std::min(line.find_first_of(" \t<"), line.size());
    const std::string_view word = line.substr(0, stop);
    std::uint64_t places = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const std::string_view rest = word.substr(i);
      places += word[i] == ')' || rest.starts_with("://") || rest.starts_with("www.");
    }
    work += places * word.size();
    line.remove_prefix(std::min(stop + 1, line.size()));
  }
  return work;
}

// "[label]: address" many of which "[label]" may stand for.
bool starts_definition(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t>");
  return start != std::string_view::npos && line[start] == '[' && line.find("]:") != std::string_view::npos;
}

class Counter {
 public:
  std::optional<TextIssue> add(std::string_view line, std::uint32_t number);
  std::optional<TextIssue> finish() const;

 private:
  Paragraph paragraph_;
  std::uint64_t markup_openers_ = 0, at_signs_ = 0, address_work_ = 0;
  std::uint64_t brackets_ = 0, definition_ = 0, longest_definition_ = 0;
  std::uint32_t definition_line_ = 0;
};

std::optional<TextIssue> Counter::add(std::string_view line, std::uint32_t number) {
  if (is_blank(line)) {
    paragraph_.end_paragraph();
    definition_ = 0;
    return std::nullopt;
  }
  if (count_markers(line) > kMaxMarkdownDepth && !is_rule(line))
    return excess("md-nesting", number,
                  "lists and quotes are nested more than " + std::to_string(kMaxMarkdownDepth) + " deep");
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view rest = line.substr(i);
    markup_openers_ += rest.starts_with("<?") || (rest.starts_with("<!") && !rest.starts_with("<!--"));
    at_signs_ += line[i] == '@';
    brackets_ += line[i] == '[';
  }
  if (markup_openers_ > kMaxMarkupOpeners) return excess("md-complex", number, "more than 2,000 pieces of markup");
  if (at_signs_ > kMaxAtSigns) return excess("md-complex", number, "more than 20,000 signs \"@\"");
  address_work_ += address_work(line);
  if (address_work_ > kMaxAddressWork)
    return excess("md-complex", number, "words that hold thousands of addresses or parentheses");
  // A title may go on over the following lines.
  if (starts_definition(line)) definition_ = 0;
  if (starts_definition(line) || definition_ > 0) definition_ += line.size() + 1;
  if (definition_ > longest_definition_) longest_definition_ = definition_, definition_line_ = number;
  return paragraph_.add(line, number);
}

std::optional<TextIssue> Counter::finish() const {
  if (longest_definition_ == 0 || brackets_ < kMaxReferenceBytes / longest_definition_) return std::nullopt;
  return excess("md-complex", definition_line_, "a long reference definition that could be used very often");
}

}  // namespace

std::optional<TextIssue> find_markdown_excess(std::string_view text) {
  if (text.size() > kMaxMarkdownBytes)
    return excess("md-too-large", 0,
                  "the text is " + std::to_string(text.size()) + " bytes long, over the limit of 1 MiB");
  Counter counter;
  std::uint32_t number = 0;
  for (const std::string_view line : split_markdown_lines(text))
    if (auto found = counter.add(line, ++number)) return found;
  return counter.finish();
}

}  // namespace base
