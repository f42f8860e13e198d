#include "base/markdown/markdown.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "base/markdown/address.h"
#include "base/markdown/text.h"
#include "base/markdown/tree.h"
#include "base/text/utf8.h"

namespace base {
namespace {

using NodeKind = MarkdownNode::Kind;

class HtmlWriter {
 public:
  HtmlWriter(const std::vector<MarkdownNode>& nodes, const MarkdownOptions& options, std::size_t limit)
      : nodes_(nodes), options_(options), limit_(limit), theme_(options.dress == MarkdownDress::theme) {}

  // False if the limit was passed; `html` is of no use then.
  bool write();
  std::string html;
  std::vector<TextIssue> issues;

 private:
  enum class End { none, link, image_link };  // what closes a link or image node

  void enter(std::size_t index);
  void leave(std::size_t index);
  void enter_inline(std::size_t index);
  void enter_paragraph(std::size_t index);
  void enter_item(const MarkdownNode& node);
  void enter_heading(std::size_t index);
  void enter_code_block(const MarkdownNode& node);
  void enter_list(const MarkdownNode& node);
  void enter_footnote(const MarkdownNode& node);
  void enter_footnote_reference(const MarkdownNode& node);
  void enter_link(std::size_t index);
  void enter_image(std::size_t index);
  void enter_row(const MarkdownNode& node);
  void enter_cell(const MarkdownNode& node);
  void leave_paragraph(std::size_t index);
  void leave_table();
  void leave_row(const MarkdownNode& node);
  void write_box(MarkdownNode::Task task);
  void write_back_references(int number);
  void open_anchor(const MarkdownNode& node, std::string_view address);
  std::optional<std::string> allowed_address(const MarkdownNode& node, bool image);
  void refuse(const MarkdownNode& node);
  void note_raw_html(const MarkdownNode& node);
  std::uint32_t line_of(const MarkdownNode& node) const;
  bool is_tight(std::size_t index) const;
  std::string footnote_id(int number) const { return options_.id_prefix + "fn-" + std::to_string(number); }
  std::string reference_id(int number, int use) const;
  void finish_notes();
  void start_line() {
    if (!html.empty() && html.back() != '\n') html += '\n';
  }

  const std::vector<MarkdownNode>& nodes_;
  const MarkdownOptions& options_;
  std::size_t limit_;
  bool theme_;
  std::vector<std::size_t> open_;  // indices of the nodes we are inside of
  std::vector<End> anchors_;       // parallel to the open links and images
  HeadingIds ids_;
  HeadingLevels levels_{std::clamp(options_.heading_shift, 1, 6)};
  int heading_level_ = 0;
  std::map<int, int> footnote_uses_;
  bool in_footnotes_ = false;
  bool table_body_ = false;
  MarkdownNode::Task waiting_box_ = MarkdownNode::Task::none;
  std::uint64_t raw_html_ = 0, refused_ = 0;
  std::uint32_t raw_html_line_ = 0, block_line_ = 0;
};

bool HtmlWriter::write() {
  for (std::size_t i = 0; i < nodes_.size();) {
    while (!open_.empty() && nodes_[open_.back()].end <= i) {
      const std::size_t done = open_.back();
      open_.pop_back();
      leave(done);
    }
    if (html.size() > limit_) return false;
    enter(i);
    open_.push_back(i);
    // What an image shows in place of itself was written with it.
    i = nodes_[i].kind == NodeKind::image ? nodes_[i].end : i + 1;
  }
  while (!open_.empty()) {
    const std::size_t done = open_.back();
    open_.pop_back();
    leave(done);
  }
  if (in_footnotes_) html += "</ol>\n</section>\n";
  finish_notes();
  return html.size() <= limit_;
}

void HtmlWriter::enter(std::size_t index) {
  const MarkdownNode& node = nodes_[index];
  if (node.kind < NodeKind::text && node.line > 0) block_line_ = node.line;
  switch (node.kind) {
    case NodeKind::document:
      break;
    case NodeKind::quote:
      start_line();
      html += "<blockquote>\n";
      break;
    case NodeKind::list:
      enter_list(node);
      break;
    case NodeKind::item:
      enter_item(node);
      break;
    case NodeKind::code_block:
      enter_code_block(node);
      break;
    case NodeKind::html_block:
      note_raw_html(node);
      break;
    case NodeKind::paragraph:
      enter_paragraph(index);
      break;
    case NodeKind::heading:
      enter_heading(index);
      break;
    case NodeKind::rule:
      start_line();
      html += "<hr />\n";
      break;
    case NodeKind::footnote:
      enter_footnote(node);
      break;
    case NodeKind::table:
      start_line();
      if (theme_) html += "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";
      html += "<table>";
      table_body_ = false;
      break;
    case NodeKind::row:
      enter_row(node);
      break;
    case NodeKind::cell:
      enter_cell(node);
      break;
    default:
      enter_inline(index);
  }
}

void HtmlWriter::enter_inline(std::size_t index) {
  const MarkdownNode& node = nodes_[index];
  switch (node.kind) {
    case NodeKind::text:
      append_escaped(html, node.text);
      break;
    case NodeKind::soft_break:
      html += '\n';
      break;
    case NodeKind::line_break:
      html += "<br />\n";
      break;
    case NodeKind::code:
      html += "<code>";
      append_escaped(html, node.text);
      html += "</code>";
      break;
    case NodeKind::html:
      note_raw_html(node);
      break;
    case NodeKind::emphasis:
      html += "<em>";
      break;
    case NodeKind::strong:
      html += "<strong>";
      break;
    case NodeKind::strike:
      html += "<del>";
      break;
    case NodeKind::link:
      enter_link(index);
      break;
    case NodeKind::image:
      enter_image(index);
      break;
    case NodeKind::footnote_reference:
      enter_footnote_reference(node);
      break;
    default:
      break;
  }
}

void HtmlWriter::leave(std::size_t index) {
  const MarkdownNode& node = nodes_[index];
  switch (node.kind) {
    case NodeKind::quote:
      start_line();
      html += "</blockquote>\n";
      break;
    case NodeKind::list:
      html += node.ordered ? "</ol>\n" : "</ul>\n";
      break;
    case NodeKind::item:
      write_box(std::exchange(waiting_box_, MarkdownNode::Task::none));
      html += "</li>\n";
      break;
    case NodeKind::paragraph:
      leave_paragraph(index);
      break;
    case NodeKind::heading:
      html += "</h" + std::to_string(heading_level_) + ">\n";
      break;
    case NodeKind::footnote:
      start_line();
      html += "</li>\n";
      break;
    case NodeKind::table:
      leave_table();
      break;
    case NodeKind::row:
      leave_row(node);
      break;
    case NodeKind::cell:
      html += node.header ? "</th>" : "</td>";
      break;
    case NodeKind::emphasis:
      html += "</em>";
      break;
    case NodeKind::strong:
      html += "</strong>";
      break;
    case NodeKind::strike:
      html += "</del>";
      break;
    case NodeKind::link:
      if (anchors_.back() == End::link) html += "</a>";
      anchors_.pop_back();
      break;
    default:
      break;
  }
}

bool HtmlWriter::is_tight(std::size_t index) const {
  const std::uint32_t depth = nodes_[index].depth;
  if (depth < 2) return false;
  const MarkdownNode& list = nodes_[open_[depth - 2]];
  return list.kind == NodeKind::list && list.tight;
}

void HtmlWriter::enter_paragraph(std::size_t index) {
  if (!is_tight(index)) {
    start_line();
    html += "<p>";
  }
  write_box(std::exchange(waiting_box_, MarkdownNode::Task::none));
}

void HtmlWriter::leave_paragraph(std::size_t index) {
  const MarkdownNode& parent = nodes_[open_.back()];
  if (parent.kind == NodeKind::footnote && nodes_[index].end == parent.end) {
    html += ' ';
    write_back_references(parent.number);
  }
  if (!is_tight(index)) html += "</p>\n";
}

void HtmlWriter::enter_list(const MarkdownNode& node) {
  start_line();
  if (!node.ordered) {
    html += "<ul>\n";
  } else if (node.number == 1) {
    html += "<ol>\n";
  } else {
    html += "<ol start=\"" + std::to_string(node.number) + "\">\n";
  }
}

void HtmlWriter::enter_item(const MarkdownNode& node) {
  write_box(std::exchange(waiting_box_, MarkdownNode::Task::none));
  start_line();
  html += theme_ && node.task != MarkdownNode::Task::none ? "<li class=\"task\">" : "<li>";
  waiting_box_ = node.task;
  if (!theme_) write_box(std::exchange(waiting_box_, MarkdownNode::Task::none));
}

void HtmlWriter::write_box(MarkdownNode::Task task) {
  if (task == MarkdownNode::Task::none) return;
  const bool done = task == MarkdownNode::Task::done;
  html += "<input type=\"checkbox\"";
  if (done) html += " checked=\"\"";
  html += " disabled=\"\"";
  if (theme_) html += done ? " aria-label=\"Done\"" : " aria-label=\"Open\"";
  html += " /> ";
}

void HtmlWriter::enter_heading(std::size_t index) {
  start_line();
  heading_level_ = std::clamp(nodes_[index].number + options_.heading_shift, 1, 6);
  if (theme_) heading_level_ = levels_.take(nodes_[index].number, heading_level_);
  html += "<h" + std::to_string(heading_level_);
  if (theme_) html += " id=\"" + options_.id_prefix + ids_.take(plain_text(nodes_, index)) + "\"";
  html += '>';
}

void HtmlWriter::enter_code_block(const MarkdownNode& node) {
  start_line();
  const std::string_view language = std::string_view(node.title).substr(0, node.title.find_first_of(" \t\r\n\v\f"));
  html += "<pre";
  // Long lines scroll inside; only what can be focused can be scrolled by keyboard.
  if (theme_) html += " tabindex=\"0\"";
  html += "><code";
  if (!language.empty()) {
    html += " class=\"language-";
    append_escaped(html, language);
    html += '"';
  }
  html += '>';
  append_escaped(html, node.text);
  html += "</code></pre>\n";
}

void HtmlWriter::enter_footnote(const MarkdownNode& node) {
  if (!in_footnotes_) html += "<section class=\"footnotes\">\n<ol>\n";
  in_footnotes_ = true;
  html += "<li id=\"" + footnote_id(node.number) + "\">\n";
}

std::string HtmlWriter::reference_id(int number, int use) const {
  return options_.id_prefix + "fnref-" + std::to_string(number) + (use > 1 ? "-" + std::to_string(use) : "");
}

void HtmlWriter::enter_footnote_reference(const MarkdownNode& node) {
  const int use = ++footnote_uses_[node.number];
  const std::string number = std::to_string(node.number);
  html += "<sup class=\"footnote-ref\"><a href=\"#" + footnote_id(node.number) + "\" id=\"" +
          reference_id(node.number, use) + "\">" + number + "</a></sup>";
}

void HtmlWriter::write_back_references(int number) {
  for (int use = 1; use <= footnote_uses_[number]; ++use) {
    if (use > 1) html += ' ';
    html += "<a href=\"#" + reference_id(number, use) +
            "\" class=\"footnote-backref\" aria-label=\"Back to reference " + std::to_string(number) + "\">↩" +
            (use > 1 ? "<sup>" + std::to_string(use) + "</sup>" : "") + "</a>";
  }
}

std::uint32_t HtmlWriter::line_of(const MarkdownNode& node) const {
  return node.line > 0 ? node.line : block_line_;
}

void HtmlWriter::refuse(const MarkdownNode& node) {
  constexpr std::uint64_t kListed = 10;
  if (++refused_ > kListed) return;
  issues.push_back({Severity::note,
                    "md-link-refused",
                    {line_of(node), 0},
                    "the address \"" + make_visible(shorten(node.text, 80)) +
                        "\" is not http, https, mailto or relative; its text is shown without a link"});
}

void HtmlWriter::note_raw_html(const MarkdownNode& node) {
  if (raw_html_++ == 0) raw_html_line_ = line_of(node);
}

void HtmlWriter::finish_notes() {
  if (refused_ > issues.size())
    issues.push_back({Severity::note,
                      "md-link-refused",
                      {},
                      std::to_string(refused_ - issues.size()) + " more addresses were refused"});
  if (raw_html_ > 0)
    issues.push_back({Severity::note,
                      "md-raw-html",
                      {raw_html_line_, 0},
                      "raw HTML is not shown (" + std::to_string(raw_html_) + (raw_html_ == 1 ? " piece" : " pieces") +
                          " left out)"});
}

// Nothing: refused, by us or by the page that asked.
std::optional<std::string> HtmlWriter::allowed_address(const MarkdownNode& node, bool image) {
  if (classify_address(node.text) == AddressKind::refused) {
    refuse(node);
    return std::nullopt;
  }
  return options_.resolve ? options_.resolve(node.text, image) : node.text;
}

void HtmlWriter::open_anchor(const MarkdownNode& node, std::string_view address) {
  html += "<a href=\"";
  append_address(html, address);
  html += '"';
  if (!node.title.empty()) {
    html += " title=\"";
    append_escaped(html, node.title);
    html += '"';
  }
  if (theme_ && classify_address(address) == AddressKind::remote) html += " rel=\"noopener noreferrer\"";
  html += '>';
}

void HtmlWriter::enter_link(std::size_t index) {
  const MarkdownNode& node = nodes_[index];
  const auto address = allowed_address(node, false);
  if (address) open_anchor(node, *address);
  anchors_.push_back(address ? End::link : End::none);
}

void HtmlWriter::enter_image(std::size_t index) {
  const MarkdownNode& node = nodes_[index];
  std::string alternative;
  for (std::size_t i = index + 1; i < node.end; ++i) {
    const MarkdownNode& part = nodes_[i];
    if (part.kind == NodeKind::text || part.kind == NodeKind::code) alternative += part.text;
    if (part.kind == NodeKind::soft_break || part.kind == NodeKind::line_break) alternative += ' ';
  }
  const bool as_link = !options_.resolve || classify_address(node.text) == AddressKind::remote;
  const auto address = allowed_address(node, !as_link);
  if (!address || (as_link && std::count(anchors_.begin(), anchors_.end(), End::link) > 0)) {
    append_escaped(html, alternative);
  } else if (as_link) {
    open_anchor(node, *address);
    append_escaped(html, alternative.empty() ? *address : alternative);
    html += "</a>";
  } else {
    html += "<img src=\"";
    append_address(html, *address);
    html += "\" alt=\"";
    append_escaped(html, alternative);
    html += '"';
    if (!node.title.empty()) {
      html += " title=\"";
      append_escaped(html, node.title);
      html += '"';
    }
    html += " />";
  }
}

void HtmlWriter::enter_row(const MarkdownNode& node) {
  start_line();
  if (node.header) {
    html += "<thead>\n";
  } else if (!std::exchange(table_body_, true)) {
    html += "<tbody>\n";
  }
  html += "<tr>";
}

void HtmlWriter::enter_cell(const MarkdownNode& node) {
  start_line();
  html += node.header ? "<th" : "<td";
  if (node.align == 'l') html += " align=\"left\"";
  if (node.align == 'c') html += " align=\"center\"";
  if (node.align == 'r') html += " align=\"right\"";
  html += '>';
}

void HtmlWriter::leave_row(const MarkdownNode& node) {
  start_line();
  html += "</tr>";
  if (node.header) html += "\n</thead>";
}

void HtmlWriter::leave_table() {
  if (table_body_) html += "\n</tbody>";
  html += "\n</table>";
  if (theme_) html += "</div>";
  html += '\n';
}

std::string as_text(std::string_view text) {
  std::string html = "<pre class=\"as-text\" tabindex=\"0\">";
  append_escaped(html, text);
  return html + "</pre>\n";
}

}  // namespace

MarkdownHtml render_markdown(std::string_view text, const MarkdownOptions& options) {
  const std::string clean = clean_markdown(text);
  MarkdownTree tree = parse_markdown_tree(clean);
  if (tree.nodes.empty()) return {as_text(clean), std::move(tree.issues)};
  HtmlWriter writer(tree.nodes, options, 10 * text.size() + (1u << 20));
  if (!writer.write())
    return {as_text(clean),
            {{Severity::warning, "md-output", {}, "renders to too much HTML (over 10 times its size); shown as text"}}};
  return {std::move(writer.html), std::move(writer.issues)};
}

}  // namespace base
