#include "render/html/html.h"

#include <cstddef>
#include <optional>

#include "base/markdown/markdown.h"
#include "base/markdown/text.h"
#include "base/text/utf8.h"

namespace render {
namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestValue = 28;
constexpr std::size_t kLongestShown = 4096;  // a whole value stands once in the data of its run

bool is_plain(std::string_view text) {
  for (const char c : text) {
    if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') return false;
  }
  return true;
}

std::string shortened(std::string_view text, std::size_t limit, std::string (*write)(std::string_view)) {
  const std::string whole = visible_text(text);
  const std::string cut = base::shorten(whole, limit);
  if (cut == whole) return write(whole);
  return "<span title=\"" + escape_html(base::shorten(whole, kLongestShown)) + "\">" + write(cut) + "</span>";
}

}  // namespace

std::string visible_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  return base::make_visible(base::repair_utf8(text));
}

std::string escape_html(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  base::append_escaped(out, visible_text(text), base::Apostrophe::escaped);
  return out;
}

std::string escape_lines(std::string_view text) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '\n' && text[i] != '\t') continue;
    out += escape_html(text.substr(start, i - start));
    if (i < text.size()) out += text[i];
    start = i + 1;
  }
  return out;
}

std::string_view tone_class(model::Tone tone) {
  switch (tone) {
    case model::Tone::none:
      return "";
    case model::Tone::good:
      return "good";
    case model::Tone::bad:
      return "bad";
    case model::Tone::calm:
      return "calm";
    case model::Tone::warn:
      return "warn";
    case model::Tone::muted:
      return "muted";
  }
  return "";
}

std::string link_html(std::string_view href, std::string_view text) {
  return "<a href=\"" + escape_html(href) + "\">" + shortened(text, kLongestName, escape_html) + "</a>";
}

std::string chip_html(std::string_view text, model::Tone tone) {
  return "<span class=\"chip " + std::string(tone_class(tone)) + "\">" + escape_html(text) + "</span>";
}

std::string code_html(std::string_view text) {
  return "<code>" + shortened(text, kLongestName, breakable_html) + "</code>";
}

std::string breakable_html(std::string_view text) {
  constexpr std::size_t kLongPart = 16;
  std::string out;
  std::size_t part = 0;
  for (const char c : escape_html(text)) {
    out += c;
    ++part;
    const bool always = c == '.' || c == '/';
    if (!always && !((c == '_' || c == '-') && part >= kLongPart)) continue;
    out += "<wbr>";
    part = 0;
  }
  return out;
}

std::string value_html(std::string_view text) {
  return "<span class=\"whole\">" + shortened(text, kLongestValue, escape_html) + "</span>";
}

std::string inline_note_html(std::string_view markdown) {
  base::MarkdownOptions options;
  options.resolve = [](std::string_view address, bool image) -> std::optional<std::string> {
    const bool absolute =
        address.starts_with("http://") || address.starts_with("https://") || address.starts_with("mailto:");
    if (image || !absolute) return std::nullopt;
    return std::string(address);
  };
  std::string html = base::render_markdown(markdown, options).html;
  while (!html.empty() && html.back() == '\n') html.pop_back();
  constexpr std::string_view kOpen = "<p>";
  constexpr std::string_view kClose = "</p>";
  const bool one_paragraph =
      html.starts_with(kOpen) && html.ends_with(kClose) && html.find(kOpen, 1) == std::string::npos;
  if (!one_paragraph) return escape_html(markdown);
  return html.substr(kOpen.size(), html.size() - kOpen.size() - kClose.size());
}

}  // namespace render
