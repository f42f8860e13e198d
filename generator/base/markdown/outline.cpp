#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"
#include "base/markdown/tree.h"
#include "base/text/utf8.h"

namespace base {
namespace {

using OutlineKind = MarkdownNode::Kind;

// The longest run of backquotes in `text` decides how many must stand around it.
std::string as_code_span(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  const std::string fence(longest + 1, '`');
  const std::string_view gap = text.starts_with('`') || text.ends_with('`') ? " " : "";
  return fence + std::string(gap) + std::string(text) + std::string(gap) + fence;
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return std::string(trim(line));
}

void append_words(std::string& text, std::string_view words) {
  if (words.empty()) return;
  if (!text.empty()) text += ' ';
  text += words;
}

class Outliner {
 public:
  explicit Outliner(std::string_view text) : lines_(split_markdown_lines(text)), tree_(parse_markdown_tree(text)) {}

  MarkdownOutline outline();

 private:
  MarkdownBlock block(std::size_t index) const;
  std::vector<MarkdownItem> items(std::size_t list) const;
  MarkdownItem item(std::size_t index) const;
  std::vector<std::vector<std::string>> rows(std::size_t table) const;
  std::string definition_source(const MarkdownNode& item) const;
  std::string source(const MarkdownNode& paragraph) const;

  std::vector<std::string_view> lines_;
  MarkdownTree tree_;
};

MarkdownOutline Outliner::outline() {
  MarkdownOutline outline;
  outline.issues = std::move(tree_.issues);
  for (std::size_t i = 1; i < tree_.nodes.size(); i = tree_.nodes[i].end) outline.blocks.push_back(block(i));
  // The library moves footnotes to the end.
  std::stable_sort(outline.blocks.begin(), outline.blocks.end(),
                   [](const auto& a, const auto& b) { return a.first_line < b.first_line; });
  return outline;
}

MarkdownBlock Outliner::block(std::size_t index) const {
  const MarkdownNode& node = tree_.nodes[index];
  MarkdownBlock block;
  block.first_line = node.line;
  block.last_line = std::max(node.line, node.last_line);
  switch (node.kind) {
    case OutlineKind::heading:
      block.kind = MarkdownBlock::Kind::heading;
      block.heading_level = node.number;
      block.text = plain_text(tree_.nodes, index);
      break;
    case OutlineKind::paragraph:
      block.kind = MarkdownBlock::Kind::paragraph;
      block.text = plain_text(tree_.nodes, index);
      break;
    case OutlineKind::list:
      block.kind = MarkdownBlock::Kind::list;
      block.items = items(index);
      break;
    case OutlineKind::table:
      block.kind = MarkdownBlock::Kind::table;
      block.rows = rows(index);
      break;
    case OutlineKind::code_block:
      block.kind = MarkdownBlock::Kind::code;
      block.text = node.text;
      block.info = node.title;
      break;
    default:
      break;
  }
  return block;
}

// Recursion is bounded by kMaxMarkdownDepth.
std::vector<MarkdownItem> Outliner::items(std::size_t list) const {
  std::vector<MarkdownItem> found;
  for (std::size_t i = list + 1; i < tree_.nodes[list].end; i = tree_.nodes[i].end) found.push_back(item(i));
  return found;
}

MarkdownItem Outliner::item(std::size_t index) const {
  const auto& nodes = tree_.nodes;
  MarkdownItem item;
  item.line = nodes[index].line;
  if (nodes[index].task != MarkdownNode::Task::none) item.task = nodes[index].task == MarkdownNode::Task::done;
  for (std::size_t i = index + 1; i < nodes[index].end; i = nodes[i].end) {
    switch (nodes[i].kind) {
      case OutlineKind::list:
        for (auto& child : items(i)) item.children.push_back(std::move(child));
        break;
      case OutlineKind::paragraph:
        append_words(item.text, plain_text(nodes, i));
        append_words(item.markdown, source(nodes[i]));
        break;
      case OutlineKind::code_block:
        append_words(item.text, on_one_line(nodes[i].text));
        append_words(item.markdown, as_code_span(on_one_line(nodes[i].text)));
        break;
      case OutlineKind::html_block:
        break;
      default:
        append_words(item.text, plain_text(nodes, i));
        append_words(item.markdown, plain_text(nodes, i));
    }
  }
  if (item.line > 0 && nodes[index].end == index + 1) item.text = item.markdown = definition_source(nodes[index]);
  return item;
}

// "- [OOM]: restarted" is a definition to the library, which then shows nothing; to its author it is text.
std::string Outliner::definition_source(const MarkdownNode& item) const {
  if (item.line > lines_.size()) return {};
  std::string_view text = lines_[item.line - 1];
  text.remove_prefix(std::min<std::size_t>(text.size(), item.column - 1u));
  const std::size_t bracket = text.find('[');
  return bracket == std::string_view::npos ? std::string() : on_one_line(text.substr(bracket));
}

std::vector<std::vector<std::string>> Outliner::rows(std::size_t table) const {
  const auto& nodes = tree_.nodes;
  std::vector<std::vector<std::string>> found;
  for (std::size_t row = table + 1; row < nodes[table].end; row = nodes[row].end) {
    found.emplace_back();
    for (std::size_t cell = row + 1; cell < nodes[row].end; cell = nodes[cell].end)
      found.back().push_back(plain_text(nodes, cell));
  }
  return found;
}

std::string Outliner::source(const MarkdownNode& paragraph) const {
  std::string text;
  for (std::uint32_t line = paragraph.line; line <= paragraph.last_line && line <= lines_.size(); ++line) {
    if (line == 0) continue;
    std::string_view part = lines_[line - 1];
    if (line == paragraph.line) part.remove_prefix(std::min<std::size_t>(part.size(), paragraph.column - 1u));
    part = trim(part);
    // A backslash at the end of a line asks for a break there; on one line it would be read as text.
    if (line < paragraph.last_line && part.ends_with('\\') && !part.ends_with("\\\\"))
      part = trim(part.substr(0, part.size() - 1));
    append_words(text, part);
  }
  return text;
}

}  // namespace

MarkdownOutline outline_markdown(std::string_view text) {
  return Outliner(clean_markdown(text)).outline();
}

}  // namespace base
