#include "base/markdown/tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

#include "base/markdown/limits.h"
#include "base/markdown/markdown.h"
#include "base/text/number_text.h"
#include "base/text/utf8.h"

namespace base {
namespace {

using Kind = MarkdownNode::Kind;

template <auto free_function>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    free_function(pointer);
  }
};
using Parser = std::unique_ptr<cmark_parser, Freed<cmark_parser_free>>;
using ParsedDocument = std::unique_ptr<cmark_node, Freed<cmark_node_free>>;
using Iterator = std::unique_ptr<cmark_iter, Freed<cmark_iter_free>>;

// cmark-gfm sets and clears a process-wide table of special characters around every parse with extensions; two at a
// time leave "~~" and addresses unparsed without a word.
std::mutex& parser_lock() {
  static std::mutex lock;
  return lock;
}

ParsedDocument parse_with_library(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  const Parser parser(cmark_parser_new(CMARK_OPT_FOOTNOTES));
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"})
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return ParsedDocument(cmark_parser_finish(parser.get()));
}

// Nodes of extensions have types that are only known at run time, so all are told by their names.
Kind kind_of_node(cmark_node* node) {
  static constexpr std::array<std::pair<std::string_view, Kind>, 26> kNames{{
      {"document", Kind::document},
      {"block_quote", Kind::quote},
      {"list", Kind::list},
      {"item", Kind::item},
      {"tasklist", Kind::item},
      {"code_block", Kind::code_block},
      {"html_block", Kind::html_block},
      {"paragraph", Kind::paragraph},
      {"heading", Kind::heading},
      {"thematic_break", Kind::rule},
      {"table", Kind::table},
      {"table_header", Kind::row},
      {"table_row", Kind::row},
      {"table_cell", Kind::cell},
      {"text", Kind::text},
      {"softbreak", Kind::soft_break},
      {"linebreak", Kind::line_break},
      {"code", Kind::code},
      {"html_inline", Kind::html},
      {"emph", Kind::emphasis},
      {"strong", Kind::strong},
      {"strikethrough", Kind::strike},
      {"link", Kind::link},
      {"image", Kind::image},
      {"footnote_definition", Kind::footnote},
      {"footnote_reference", Kind::footnote_reference},
  }};
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) return Kind::footnote;
  if (type == CMARK_NODE_FOOTNOTE_REFERENCE) return Kind::footnote_reference;
  const std::string_view name = cmark_node_get_type_string(node);
  for (const auto& [known, kind] : kNames)
    if (known == name) return kind;
  return Kind::html;  // nothing this build of the library makes; left out of pages like raw HTML
}

std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::uint32_t place(int value) {
  return value > 0 ? static_cast<std::uint32_t>(value) : 0;
}

void fill_cell(cmark_node* node, MarkdownNode& out) {
  cmark_node* row = cmark_node_parent(node);
  cmark_node* table = cmark_node_parent(row);
  out.header = cmark_gfm_extensions_get_table_row_is_header(row) != 0;
  std::size_t column = 0;
  for (cmark_node* before = cmark_node_previous(node); before != nullptr; before = cmark_node_previous(before))
    ++column;
  const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(table);
  if (alignments != nullptr && column < cmark_gfm_extensions_get_table_columns(table))
    out.align = static_cast<char>(alignments[column]);
}

MarkdownNode make_node(cmark_node* node, std::uint32_t depth) {
  MarkdownNode out;
  out.kind = kind_of_node(node);
  out.depth = depth;
  out.line = place(cmark_node_get_start_line(node));
  out.column = place(cmark_node_get_start_column(node));
  out.last_line = place(cmark_node_get_end_line(node));
  switch (out.kind) {
    case Kind::list:
      out.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      out.tight = cmark_node_get_list_tight(node) != 0;
      out.number = cmark_node_get_list_start(node);
      break;
    case Kind::item:
      if (std::strcmp(cmark_node_get_type_string(node), "tasklist") == 0)
        out.task =
            cmark_gfm_extensions_get_tasklist_item_checked(node) ? MarkdownNode::Task::done : MarkdownNode::Task::open;
      break;
    case Kind::heading:
      out.number = cmark_node_get_heading_level(node);
      break;
    case Kind::footnote_reference:
      out.number = static_cast<int>(parse_integer(text_or_empty(cmark_node_get_literal(node))).value_or(0));
      break;
    case Kind::row:
      out.header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
      break;
    case Kind::cell:
      fill_cell(node, out);
      break;
    case Kind::code_block:
      out.title = text_or_empty(cmark_node_get_fence_info(node));
      out.text = text_or_empty(cmark_node_get_literal(node));
      break;
    case Kind::link:
    case Kind::image:
      out.text = text_or_empty(cmark_node_get_url(node));
      out.title = text_or_empty(cmark_node_get_title(node));
      break;
    default:
      out.text = text_or_empty(cmark_node_get_literal(node));
  }
  return out;
}

bool has_exit_event(Kind kind) {
  switch (kind) {
    case Kind::html_block:
    case Kind::rule:
    case Kind::code_block:
    case Kind::text:
    case Kind::soft_break:
    case Kind::line_break:
    case Kind::code:
    case Kind::html:
      return false;
    default:
      return true;
  }
}

// The library cuts text at every character that could have meant something.
bool continue_text(cmark_node* node, std::vector<MarkdownNode>& nodes, std::size_t depth) {
  if (nodes.empty() || cmark_node_get_type(node) != CMARK_NODE_TEXT) return false;
  MarkdownNode& before = nodes.back();
  if (before.kind != Kind::text || before.depth != depth || cmark_node_previous(node) == nullptr) return false;
  before.text += cmark_node_get_literal(node);
  return true;
}

bool copy_nodes(cmark_node* root, std::vector<MarkdownNode>& nodes) {
  const Iterator iterator(cmark_iter_new(root));
  std::vector<std::size_t> open;
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event == CMARK_EVENT_EXIT) {
      nodes[open.back()].end = static_cast<std::uint32_t>(nodes.size());
      open.pop_back();
      continue;
    }
    if (open.size() > kMaxMarkdownDepth) return false;
    if (continue_text(node, nodes, open.size())) continue;
    nodes.push_back(make_node(node, static_cast<std::uint32_t>(open.size())));
    nodes.back().end = static_cast<std::uint32_t>(nodes.size());
    if (has_exit_event(nodes.back().kind)) open.push_back(nodes.size() - 1);
  }
  return true;
}

// Definitions come at the end, in the order of the numbers that their references have.
void number_footnotes(std::vector<MarkdownNode>& nodes) {
  int number = 0;
  for (MarkdownNode& node : nodes)
    if (node.kind == Kind::footnote) node.number = ++number;
}

// A table whose header ends a longer paragraph leaves that paragraph without a place, and claims its lines.
void place_paragraphs_before_tables(std::vector<MarkdownNode>& nodes) {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    MarkdownNode& paragraph = nodes[i];
    if (paragraph.kind != Kind::paragraph || paragraph.line != 0) continue;
    if (paragraph.end >= nodes.size() || nodes[paragraph.end].kind != Kind::table) continue;
    MarkdownNode& table = nodes[paragraph.end];
    const std::size_t first_row = nodes[paragraph.end + 1].end;
    const bool has_rows = first_row < table.end;
    const std::uint32_t below_header = has_rows ? nodes[first_row].line - 1 : table.last_line;
    paragraph.line = table.line;
    paragraph.column = table.column;
    table.line = std::max(table.line, below_header - 1);
    paragraph.last_line = std::max(paragraph.line, table.line - 1);
  }
}

TextIssue too_deep() {
  return {Severity::warning,
          "md-nesting",
          {},
          "lists, quotes or marks are nested more than " + std::to_string(kMaxMarkdownDepth) +
              " deep; shown as plain text"};
}

}  // namespace

MarkdownTree parse_markdown_tree(std::string_view text) {
  assert(is_valid_utf8(text) && text.find('\0') == std::string_view::npos);
  MarkdownTree tree;
  if (auto excess = find_markdown_excess(text)) {
    tree.issues.push_back(std::move(*excess));
    return tree;
  }
  ParsedDocument document;
  {
    const std::lock_guard guard(parser_lock());
    document = parse_with_library(text);
  }
  if (!copy_nodes(document.get(), tree.nodes)) {
    tree.nodes.clear();
    tree.issues.push_back(too_deep());
    return tree;
  }
  number_footnotes(tree.nodes);
  place_paragraphs_before_tables(tree.nodes);
  return tree;
}

std::string clean_markdown(std::string_view text) {
  std::string clean;
  for (const char c : repair_utf8(text)) {
    if (c == '\0')
      clean += "\xEF\xBF\xBD";
    else
      clean += c;
  }
  return clean;
}

std::string plain_text(const std::vector<MarkdownNode>& nodes, std::size_t index) {
  std::string words;
  for (std::size_t i = index; i < nodes[index].end; ++i) {
    const MarkdownNode& node = nodes[i];
    if (node.kind == Kind::text || node.kind == Kind::code) words += node.text;
    if (node.kind == Kind::soft_break || node.kind == Kind::line_break) words += ' ';
  }
  return std::string(trim(words));
}

std::vector<std::string_view> split_markdown_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t stop = text.find_first_of("\r\n");
    if (stop == std::string_view::npos) {
      lines.push_back(text);
      break;
    }
    lines.push_back(text.substr(0, stop));
    const bool pair = text[stop] == '\r' && stop + 1 < text.size() && text[stop + 1] == '\n';
    text.remove_prefix(stop + (pair ? 2 : 1));
  }
  return lines;
}

}  // namespace base
