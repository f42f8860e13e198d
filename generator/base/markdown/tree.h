#pragma once
/// What cmark-gfm made of a Markdown text, as plain values in one array, so that everything after parsing is free of
/// the library, of its lock and of recursion.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/text_issue.h"

namespace base {

inline constexpr std::uint32_t kMaxMarkdownDepth = 64;  ///< of nodes within nodes, blocks and inlines together

struct MarkdownNode {
  enum class Kind : std::uint8_t {
    document,
    quote,
    list,
    item,
    code_block,
    html_block,
    paragraph,
    heading,
    rule,
    footnote,
    table,
    row,
    cell,
    text,
    soft_break,
    line_break,
    code,
    html,
    emphasis,
    strong,
    strike,
    link,
    image,
    footnote_reference,
  };
  enum class Task : std::uint8_t { none, open, done };

  Kind kind = Kind::document;
  bool ordered = false;     ///< of lists
  bool tight = false;       ///< of lists: paragraphs in the items are written without <p>
  bool header = false;      ///< of table rows and their cells
  Task task = Task::none;   ///< of items
  char align = 0;           ///< of cells: 'l', 'c', 'r' or 0
  int number = 0;           ///< level of a heading; first number of an ordered list; number of a footnote
  std::uint32_t depth = 0;  ///< 0 for the document
  std::uint32_t end = 0;    ///< index after the node's last descendant
  std::uint32_t line = 0, column = 0, last_line = 0;  ///< from 1; columns count bytes
  std::string text;                                   ///< literal of text, code and HTML; address of links and images
  std::string title;                                  ///< of links and images; info string of code blocks
};

struct MarkdownTree {
  std::vector<MarkdownNode> nodes;  ///< in document order, the document first; empty if a limit was passed
  std::vector<TextIssue> issues;    ///< md-too-large, md-table-columns, md-nesting, md-complex
};
/// REQUIRES: `text` is valid UTF-8 without NUL (see clean_markdown).
MarkdownTree parse_markdown_tree(std::string_view text);

/// Ill-formed UTF-8 and NUL become U+FFFD.
std::string clean_markdown(std::string_view text);
/// The words of nodes[index] without marks, breaks as blanks, on one line.
std::string plain_text(const std::vector<MarkdownNode>& nodes, std::size_t index);
/// The lines of a text as cmark counts them (ended by \n, \r\n or \r), without their ends.
std::vector<std::string_view> split_markdown_lines(std::string_view text);

}  // namespace base
