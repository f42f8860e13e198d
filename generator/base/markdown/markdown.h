#pragma once
/// GitHub-flavoured Markdown (cmark-gfm underneath, safe mode, tables, task lists, strikethrough, autolinks,
/// footnotes): the outline that notes are read from, and HTML that cannot run anything.
/// cmark-gfm with extensions is not thread-safe; calls are serialised inside.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/text_issue.h"

namespace base {

inline constexpr std::size_t kMaxMarkdownBytes = 1u << 20;
inline constexpr std::size_t kMaxMarkdownTableColumns = 256;

/// One item of a list, with nested lists as children.
struct MarkdownItem {
  std::string text;          ///< the item's own inline text as plain text (no marks), one line
  std::string markdown;      ///< the item's own inline source, one line, marker and box removed
  std::optional<bool> task;  ///< checked or not, for task items
  std::uint32_t line = 0;
  std::vector<MarkdownItem> children;
  bool operator==(const MarkdownItem&) const = default;
};

/// A top-level block of the document.
struct MarkdownBlock {
  enum class Kind { heading, paragraph, list, table, code, other };
  Kind kind = Kind::other;
  int heading_level = 0;                        ///< 1 to 6 for headings
  std::string text;                             ///< plain text of headings, paragraphs and code
  std::string info;                             ///< language of a code block
  std::uint32_t first_line = 0, last_line = 0;  ///< from 1, inclusive
  std::vector<MarkdownItem> items;              ///< of lists
  std::vector<std::vector<std::string>> rows;   ///< plain cell texts of tables, header first
};

struct MarkdownOutline {
  std::vector<MarkdownBlock> blocks;
  std::vector<TextIssue> issues;  ///< md-too-large, md-table-columns, md-nesting, md-complex
};
/// Top-level blocks in order. A text over the limits gives no blocks and an issue.
MarkdownOutline outline_markdown(std::string_view text);

/// What to do with an address found in a link (image = false) or an image (image = true): the address to write,
/// or nothing to keep the text without the link. Called only with addresses whose scheme was already found
/// harmless (http, https, mailto, or none).
using ResolveAddress = std::function<std::optional<std::string>(std::string_view address, bool image)>;

/// theme: for our pages. bare: nothing beyond what the specification's examples show (no ids on headings, no wrapper
/// around tables, no labels on boxes, no rel on links).
enum class MarkdownDress { theme, bare };

struct MarkdownOptions {
  std::string id_prefix = "note-";  ///< heading ids are prefix + slug, made unique within the call
  int heading_shift = 2;            ///< "#" becomes h(1+shift), at most h6; in the theme no level is left out
  ResolveAddress resolve;           ///< default: links kept, images turned into links
  MarkdownDress dress = MarkdownDress::theme;
};

struct MarkdownHtml {
  std::string html;
  std::vector<TextIssue> issues;  ///< also md-raw-html, md-link-refused (notes), md-output (limit: shown as text)
};
/// Raw HTML becomes nothing; links other than http, https, mailto and relative ones lose their address; remote images
/// become links. Output over 10 x input + 1 MiB, or input over the limits: the text in <pre>, and a warning.
/// Headings, task boxes (disabled inputs with a label) and tables (in <div class="scroll">) fit the theme.
MarkdownHtml render_markdown(std::string_view text, const MarkdownOptions& options);

}  // namespace base
