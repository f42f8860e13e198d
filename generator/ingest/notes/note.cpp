#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/markdown/markdown.h"
#include "base/markdown/tree.h"
#include "base/text/utf8.h"
#include "ingest/ingest.h"
#include "ingest/notes/collect.h"
#include "ingest/notes/front_matter.h"
#include "ingest/notes/placeholder.h"
#include "ingest/notes/prose.h"
#include "ingest/notes/template.h"

namespace ingest {
namespace {

using base::MarkdownBlock;
using base::MarkdownItem;
using base::trim;
using NoteSection = NoteSection;

class NoteReader {
 public:
  NoteReader(std::string_view text, ParsedNote& out)
      : clean_(base::clean_markdown(text)),
        lines_(base::split_markdown_lines(clean_)),
        lines_before_(out.text.first_line - 1),
        note_(out.note),
        issues_(out.issues),
        fields_(out.note, out.issues, defined_, lines_before_) {}
  void read();

 private:
  void read_heading(const MarkdownBlock& block);
  void read_template_heading(const MarkdownBlock& block, std::string_view text, const NoteLabel& label);
  void read_paragraph(std::size_t index);
  void read_list(const MarkdownBlock& block);
  void read_other(const MarkdownBlock& block);
  void read_between(std::uint32_t first, std::uint32_t last);
  bool read_labelled_lines(const MarkdownBlock& block);
  bool read_plain_values(const MarkdownBlock& block);
  void finish_group(const std::optional<NoteLabel>& label, const std::vector<std::string_view>& group,
                    std::uint32_t line);
  void add_prose(const MarkdownBlock& block);
  void add_list_prose(const MarkdownBlock& block);
  struct ListedItem {
    const MarkdownItem* item = nullptr;
    bool is_kept = false;
  };
  bool mark_kept(const MarkdownItem& item, std::vector<ListedItem>& kept) const;
  std::string item_source(const MarkdownItem& item, std::uint32_t last) const;
  bool take_labelled_item(const MarkdownItem& item);
  bool is_unfilled_code(const MarkdownBlock& block) const;
  bool is_unfilled(const MarkdownBlock& block) const;
  void find_lists();
  void find_definitions();
  std::string source(std::uint32_t first, std::uint32_t last) const;
  std::string one_line(std::uint32_t first, std::uint32_t last) const;
  std::string heading_source(const MarkdownBlock& block) const;
  std::uint32_t file_line(std::uint32_t line) const { return line + lines_before_; }

  std::string clean_;
  std::vector<std::string_view> lines_;
  std::uint32_t lines_before_;
  model::Note& note_;
  std::vector<base::TextIssue>& issues_;
  base::MarkdownOutline outline_;
  DefinedLabels defined_;
  NoteCollector fields_;
  std::vector<bool> beside_list_;  // per block: whether a list stands between the same two headings
  NoteProse prose_;
  std::optional<NoteSection> section_;          // what the text now belongs to
  std::optional<NoteSection> heading_section_;  // what the last heading said
  bool seen_heading_ = false;
};

void NoteReader::read() {
  outline_ = base::outline_markdown(clean_);
  for (base::TextIssue& issue : outline_.issues) {
    if (issue.at.line > 0) issue.at.line = file_line(issue.at.line);
    issues_.push_back(issue);
  }
  if (!outline_.issues.empty()) {
    note_.prose = std::string(trim(clean_));
    return;
  }
  find_definitions();
  find_lists();
  std::uint32_t covered = 0;
  for (std::size_t i = 0; i < outline_.blocks.size(); ++i) {
    const MarkdownBlock& block = outline_.blocks[i];
    read_between(covered + 1, block.first_line - 1);
    covered = std::max(covered, block.last_line);
    switch (block.kind) {
      case MarkdownBlock::Kind::heading:
        read_heading(block);
        break;
      case MarkdownBlock::Kind::paragraph:
        read_paragraph(i);
        break;
      case MarkdownBlock::Kind::list:
        read_list(block);
        break;
      default:
        read_other(block);
    }
  }
  read_between(covered + 1, static_cast<std::uint32_t>(lines_.size()));
  note_.prose = prose_.text();
}

void NoteReader::find_definitions() {
  for (std::string_view line : lines_) {
    line = trim(line);
    const std::size_t close = line.find("]:");
    if (line.starts_with('[') && close != std::string_view::npos && close + 2 < line.size())
      defined_.insert(base::to_lower(line.substr(1, close - 1)));
  }
}

// Paragraphs beside a list introduce it; where there is no list, they are what was to be said.
void NoteReader::find_lists() {
  const auto& blocks = outline_.blocks;
  beside_list_.assign(blocks.size(), false);
  for (std::size_t from = 0; from < blocks.size();) {
    std::size_t to = from + 1;
    while (to < blocks.size() && blocks[to].kind != MarkdownBlock::Kind::heading) ++to;
    const auto is_list = [](const MarkdownBlock& block) { return block.kind == MarkdownBlock::Kind::list; };
    const bool any = std::any_of(blocks.begin() + static_cast<std::ptrdiff_t>(from),
                                 blocks.begin() + static_cast<std::ptrdiff_t>(to), is_list);
    for (; from < to; ++from) beside_list_[from] = any;
  }
}

std::string NoteReader::source(std::uint32_t first, std::uint32_t last) const {
  std::string text;
  for (std::uint32_t line = std::max(first, 1u); line <= last && line <= lines_.size(); ++line) {
    if (!text.empty()) text += '\n';
    text += lines_[line - 1];
  }
  text.erase(text.find_last_not_of(" \t\n") + 1);
  return text;
}

std::string NoteReader::one_line(std::uint32_t first, std::uint32_t last) const {
  std::string text;
  for (std::uint32_t line = std::max(first, 1u); line <= last && line <= lines_.size(); ++line) {
    std::string_view part = trim(lines_[line - 1]);
    // A backslash at the end of a line asks for a break there; on one line it would be read as text.
    if (line < last && part.ends_with('\\') && !part.ends_with("\\\\")) part = trim(part.substr(0, part.size() - 1));
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  }
  return text;
}

std::string NoteReader::heading_source(const MarkdownBlock& block) const {
  if (block.last_line > block.first_line) return one_line(block.first_line, block.last_line - 1);
  std::string_view text = trim(lines_[block.first_line - 1]);
  text = trim(text.substr(std::min(text.find_first_not_of('#'), text.size())));
  const std::size_t last = text.find_last_not_of('#');
  const bool closed = last != std::string_view::npos && last + 1 < text.size() && text[last] == ' ';
  return std::string(closed ? trim(text.substr(0, last)) : text);
}

// Lines that are in no block: reference definitions, and footnotes that nothing refers to.
void NoteReader::read_between(std::uint32_t first, std::uint32_t last) {
  const std::string text = source(first, last);
  const std::size_t start = text.find_first_not_of(" \t\n");
  if (start != std::string::npos) prose_.add_definitions(text.substr(text.rfind('\n', start) + 1));
}

void NoteReader::read_heading(const MarkdownBlock& block) {
  const std::string text = heading_source(block);
  const bool first = !std::exchange(seen_heading_, true);
  section_ = heading_section_ = std::nullopt;
  if (const auto label = read_note_label(text)) {
    read_template_heading(block, text, *label);
  } else if (!says_nothing(text, defined_)) {
    const bool is_title = first && note_.title.empty();
    if (is_title) note_.title = block.text;
    if (is_title && block.heading_level == 1 && prose_.is_empty()) return;
    prose_.add_heading(block.heading_level, NoteProse::Heading::of_note, source(block.first_line, block.last_line));
  }
}

void NoteReader::read_template_heading(const MarkdownBlock& block, std::string_view text, const NoteLabel& label) {
  if (label.section == NoteSection::run_notes || is_single_value(label.section)) {
    fields_.take_value(label.section, label.rest, block.first_line);
    if (label.rest.empty() && label.section != NoteSection::run_notes) section_ = label.section;
    return;
  }
  const std::string name(trim(text.substr(0, label.rest.empty() ? text.size() : text.find_first_of(":-"))));
  const auto level = static_cast<std::size_t>(block.heading_level);
  const bool stays_text = label.section == NoteSection::prose || label.section == NoteSection::changes;
  prose_.add_heading(block.heading_level, stays_text ? NoteProse::Heading::of_template : NoteProse::Heading::of_section,
                     std::string(level, '#') + " " + name);
  if (label.section == NoteSection::prose) return;
  section_ = heading_section_ = label.section;
  if (!label.rest.empty()) fields_.take_text(label.section, label.rest, block.first_line);
}

void NoteReader::read_paragraph(std::size_t index) {
  const MarkdownBlock& block = outline_.blocks[index];
  if (read_labelled_lines(block) || read_plain_values(block)) return;
  const bool listed =
      section_ == NoteSection::next_steps || section_ == NoteSection::questions || section_ == NoteSection::issues;
  if (!section_ || section_ == NoteSection::changes || (listed && beside_list_[index])) {
    add_prose(block);
    return;
  }
  fields_.take_text(*section_, one_line(block.first_line, block.last_line), block.first_line);
  if (is_single_value(*section_)) section_ = std::nullopt;
}

// "**Date:** 2026-01-02" and the like, one under the other.
bool NoteReader::read_labelled_lines(const MarkdownBlock& block) {
  const auto label_at = [&](std::uint32_t line) { return read_bold_label(lines_[line - 1]); };
  bool any = false;
  for (std::uint32_t line = block.first_line; line <= block.last_line && !any; ++line) any = label_at(line).has_value();
  if (!any) return false;
  std::optional<NoteLabel> label;
  std::vector<std::string_view> group;
  std::uint32_t group_line = block.first_line;
  for (std::uint32_t line = block.first_line; line <= block.last_line; ++line) {
    auto next = label_at(line);
    const std::string_view text = trim(lines_[line - 1]);
    if (next || (label && text.starts_with("**"))) {
      finish_group(label, group, group_line);
      label = std::move(next);
      group.clear();
      group_line = line;
    }
    if (label && group.empty()) {
      group.push_back(label->rest);
    } else {
      group.push_back(label ? text : lines_[line - 1]);
    }
  }
  finish_group(label, group, group_line);
  return true;
}

void NoteReader::finish_group(const std::optional<NoteLabel>& label, const std::vector<std::string_view>& group,
                              std::uint32_t line) {
  std::string text;
  for (const std::string_view part : group) {
    if (!text.empty()) text += label ? ' ' : '\n';
    text += part;
  }
  if (!label) {
    if (!group.empty() && section_ && section_ != NoteSection::changes) fields_.take_text(*section_, text, line);
    if (!group.empty() && (!section_ || section_ == NoteSection::changes)) prose_.add(text);
    return;
  }
  text = std::string(trim(text));
  if (is_single_value(label->section) || label->section == NoteSection::run_notes) {
    fields_.take_value(label->section, text, line);
  } else if (text.empty()) {
    section_ = label->section;
  } else {
    fields_.take_text(label->section, text, line);
    section_ = heading_section_;
  }
}

bool NoteReader::read_plain_values(const MarkdownBlock& block) {
  std::vector<NoteLabel> values;
  for (std::uint32_t line = block.first_line; line <= block.last_line; ++line) {
    auto label = read_note_label(lines_[line - 1]);
    if (!label || !is_single_value(label->section) || label->rest.empty()) return false;
    values.push_back(std::move(*label));
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    fields_.take_value(values[i].section, values[i].rest, block.first_line + static_cast<std::uint32_t>(i));
  return true;
}

void NoteReader::read_list(const MarkdownBlock& block) {
  if (!section_ || section_ == NoteSection::changes) {
    add_list_prose(block);
    return;
  }
  for (const MarkdownItem& item : block.items) fields_.take(*section_, item);
}

void NoteReader::read_other(const MarkdownBlock& block) {
  const std::string text = source(block.first_line, block.last_line);
  const std::string_view bare = trim(text);
  const bool rule =
      block.kind == MarkdownBlock::Kind::other && bare.find_first_not_of("-_* \t") == std::string_view::npos;
  if (rule) {
    section_ = heading_section_ = std::nullopt;
    prose_.add_rule(text);
  } else if (bare.starts_with("<!--") && bare.find("-->") + 3 == bare.size()) {
    return;  // shown nowhere, by anyone
  } else {
    add_prose(block);
  }
}

void NoteReader::add_prose(const MarkdownBlock& block) {
  if (is_unfilled(block)) {
    prose_.add_unfilled();
  } else {
    prose_.add(source(block.first_line, block.last_line));
  }
}

bool NoteReader::is_unfilled(const MarkdownBlock& block) const {
  if (block.kind == MarkdownBlock::Kind::code) return is_unfilled_code(block);
  for (std::uint32_t line = block.first_line; line <= block.last_line && line <= lines_.size(); ++line) {
    const std::string_view text = trim(lines_[line - 1]);
    const bool row = block.kind == MarkdownBlock::Kind::table;
    if (!is_template_line(text) && (row || !says_nothing(text, defined_, Brackets::of_template))) return false;
  }
  return block.kind != MarkdownBlock::Kind::other;
}

bool NoteReader::is_unfilled_code(const MarkdownBlock& block) const {
  for (std::string_view line : base::split_markdown_lines(block.text)) {
    line = trim(line);
    if (is_template_line(line)) continue;
    const std::string_view heading = trim(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    const auto label = heading.size() < line.size() ? read_note_label(heading) : std::nullopt;
    if (label && says_nothing(label->rest, defined_, Brackets::of_template)) continue;
    if (line.starts_with("- ")) line = trim(line.substr(2));
    if (!says_nothing(line, defined_, Brackets::of_template)) return false;
  }
  return true;
}

// Whether anything of the item is kept as text; `kept` gets it and each item in it.
bool NoteReader::mark_kept(const MarkdownItem& item, std::vector<ListedItem>& kept) const {
  const std::size_t own = kept.size();
  kept.push_back({&item, false});
  bool any_child = false;
  for (const MarkdownItem& child : item.children) any_child = mark_kept(child, kept) || any_child;
  const bool label_only = item.markdown.ends_with(':') && !item.children.empty();
  const bool of_template = item.line <= lines_.size() && is_template_line(lines_[item.line - 1]);
  const bool says = item.markdown.empty() || !says_nothing(item.markdown, defined_, Brackets::of_template);
  kept[own].is_kept = any_child || (says && !label_only && !of_template);
  return kept[own].is_kept;
}

// A labelled item outside its section: "- **Decision:** keep", and "- Motivation: …" under "Configuration Changes".
bool NoteReader::take_labelled_item(const MarkdownItem& item) {
  auto label = read_bold_label(item.markdown);
  if (!label && section_ == NoteSection::changes) {
    label = read_note_label(item.markdown);
    if (label && label->section != NoteSection::motivation) label.reset();
  }
  if (!label) return false;
  MarkdownItem rest = item;
  rest.markdown = label->rest;
  if (is_single_value(label->section)) {
    fields_.take_value(label->section, label->rest, item.line);
  } else if (label->rest.empty()) {
    for (const MarkdownItem& child : item.children) fields_.take(label->section, child);
  } else {
    fields_.take(label->section, rest);
  }
  return true;
}

void NoteReader::add_list_prose(const MarkdownBlock& block) {
  std::vector<ListedItem> items;
  bool unfilled = false;
  for (const MarkdownItem& item : block.items) {
    if (take_labelled_item(item)) {
      items.push_back({&item, false});
    } else {
      unfilled = !mark_kept(item, items) || unfilled;
    }
  }
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::uint32_t last = i + 1 < items.size() ? items[i + 1].item->line - 1 : block.last_line;
    if (items[i].is_kept && last >= items[i].item->line)
      text += (text.empty() ? "" : "\n") + item_source(*items[i].item, last);
  }
  if (!text.empty()) prose_.add(text);
  if (text.empty() && unfilled) prose_.add_unfilled();
}

std::string NoteReader::item_source(const MarkdownItem& item, std::uint32_t last) const {
  std::string text = source(item.line, last);
  const std::size_t own = text.find(item.markdown);
  const std::string filled = without_placeholders(item.markdown, defined_);
  if (own != std::string::npos && !filled.empty()) text.replace(own, item.markdown.size(), filled);
  return text;
}

}  // namespace

ParsedNote parse_note(std::string_view file_text, std::string file, std::string folder) {
  ParsedNote parsed;
  parsed.note.file = parsed.text.file = std::move(file);
  parsed.note.folder = parsed.text.folder = std::move(folder);
  SplitNote split = split_front_matter(file_text);
  if (split.has_front_matter && !read_front_matter(split.yaml, parsed.note, parsed.issues)) split = {.text = file_text};
  parsed.text.text = std::string(split.text);
  parsed.text.first_line = split.first_line;
  NoteReader(split.text, parsed).read();
  return parsed;
}

}  // namespace ingest
