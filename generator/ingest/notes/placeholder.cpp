#include "ingest/notes/placeholder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace ingest {
namespace {

constexpr std::string_view kEllipsis = "…";

// "[X%]", "[Y]", "[Z hours]": stand-ins for a number.
bool is_stand_in(std::string_view content) {
  if (content.empty() || (content[0] != 'X' && content[0] != 'Y' && content[0] != 'Z')) return false;
  const std::string_view unit = base::trim(content.substr(1));
  static constexpr std::array<std::string_view, 12> kUnits{"",        "%", "h",       "hour", "hours", "min",
                                                           "minutes", "s", "seconds", "ms",   "MB",    "GB"};
  return std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
}

bool is_template_placeholder(std::string_view content) {
  if (is_stand_in(content)) return true;
  const std::string lower = base::to_lower(content);
  static constexpr std::array<std::string_view, 14> kWhole{"name",
                                                           "date",
                                                           "yyyy-mm-dd",
                                                           "parameter",
                                                           "old",
                                                           "new",
                                                           "reason",
                                                           "keep/discard",
                                                           "model",
                                                           "amount",
                                                           "version",
                                                           "why this change was made",
                                                           "how it was resolved",
                                                           "exp001"};
  if (std::find(kWhole.begin(), kWhole.end(), lower) != kWhole.end()) return true;
  if (lower.starts_with("insert ") || lower.starts_with("describe ")) return true;
  static constexpr std::array<std::string_view, 8> kNumbered{
      "key observation", "observation", "issue", "behavior", "behaviour", "suggestion", "hypothesis", "question"};
  return std::any_of(kNumbered.begin(), kNumbered.end(), [&](std::string_view word) {
    return lower.starts_with(word) && lower.find_first_not_of(" 0123456789", word.size()) == std::string::npos;
  });
}

// "[relu, gelu]", "['a', 'b']", "[0.5, 0.3]".
bool is_list_of_values(std::string_view content) {
  if (content.find_first_of("'\"={}()") != std::string_view::npos) return true;
  if (content.find(',') == std::string_view::npos) return false;
  while (!content.empty()) {
    const std::size_t comma = std::min(content.find(','), content.size());
    if (base::trim(content.substr(0, comma)).find(' ') != std::string_view::npos) return false;
    content.remove_prefix(std::min(comma + 1, content.size()));
  }
  return true;
}

// What a person could have meant as "fill in here" when nothing else is said.
bool could_be_placeholder(std::string_view content) {
  if (content.find_first_not_of(" .") == std::string_view::npos) return content.find('.') != std::string_view::npos;
  const bool words = std::any_of(content.begin(), content.end(), base::is_letter_or_beyond_ascii);
  return words && content != "x" && !is_list_of_values(content);
}

struct Span {
  std::size_t begin = 0, end = 0;
  bool of_template = false;
};

std::size_t skip_code(std::string_view text, std::size_t at) {
  const std::size_t run = std::min(text.find_first_not_of('`', at), text.size()) - at;
  for (std::size_t i = at + run; i < text.size();) {
    i = text.find('`', i);
    if (i == std::string_view::npos) break;
    const std::size_t close = std::min(text.find_first_not_of('`', i), text.size()) - i;
    if (close == run) return i + close;
    i += close;
  }
  return at + run;
}

// The brackets that open at `at`, if nothing before, in or after them makes them something else.
bool is_bracket_text(std::string_view text, std::size_t at, std::size_t close, const DefinedLabels& defined) {
  if (at > 0 && (base::is_letter_or_beyond_ascii(text[at - 1]) || base::is_digit(text[at - 1])) &&
      !text.substr(0, at).ends_with(kEllipsis))
    return false;
  if (at > 0 && (text[at - 1] == '!' || text[at - 1] == ']' || text[at - 1] == ')' || text[at - 1] == '_'))
    return false;
  if (close + 1 < text.size() && (text[close + 1] == '(' || text[close + 1] == '[')) return false;
  const std::string_view content = text.substr(at + 1, close - at - 1);
  return !content.empty() && content[0] != '^' && !defined.contains(base::to_lower(content));
}

std::vector<Span> find_spans(std::string_view text, const DefinedLabels& defined) {
  std::vector<Span> spans;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\') {
      at += 2;
    } else if (text[at] == '`') {
      at = skip_code(text, at);
    } else if (text.substr(at).starts_with("YYYY-MM-DD")) {
      spans.push_back({at, at + 10, true});
      at += 10;
    } else if (text[at] == '[') {
      const std::size_t close = text.find_first_of("[]", at + 1);
      if (close == std::string_view::npos) break;
      const std::string_view content = base::trim(text.substr(at + 1, close - at - 1));
      const bool bracket = text[close] == ']' && is_bracket_text(text, at, close, defined);
      if (bracket && could_be_placeholder(content)) spans.push_back({at, close + 1, is_template_placeholder(content)});
      at = text[close] == ']' ? close + 1 : close;
    } else {
      ++at;
    }
  }
  return spans;
}

// The words that are left when the spans are taken out, lower-cased, signs and arrows as blanks, but for the colon.
std::string words_around(std::string_view text, const std::vector<Span>& spans) {
  std::string words;
  const auto add_blank = [&] {
    if (!words.empty() && words.back() != ' ') words += ' ';
  };
  const auto add = [&](std::string_view part) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      const char c = part[i];
      const bool sign_of_three_bytes = c == '\xE2';  // U+2000 to U+2FFF: dashes, arrows, the ellipsis
      if (sign_of_three_bytes) i += 2;
      if (sign_of_three_bytes || !(base::is_letter_or_beyond_ascii(c) || base::is_digit(c) || c == ':')) {
        add_blank();
      } else {
        words += c;
      }
    }
    add_blank();
  };
  std::size_t from = 0;
  for (const Span& span : spans) {
    add(text.substr(from, span.begin - from));
    from = span.end;
  }
  add(text.substr(from));
  return base::to_lower(base::trim(words));
}

bool is_template_frame(std::string_view words) {
  static constexpr std::array<std::string_view, 9> kFrames{"",
                                                           ":",
                                                           "try",
                                                           "investigate",
                                                           "test",
                                                           "changed from to",
                                                           "this configuration because",
                                                           "keep this configuration because",
                                                           "discard this configuration because"};
  return std::find(kFrames.begin(), kFrames.end(), words) != kFrames.end();
}

// "Training Loss:" and the like: up to four words without figures, then nothing.
bool is_short_label(std::string_view words) {
  if (!words.ends_with(':') || words.find(':') + 1 != words.size()) return false;
  return std::count(words.begin(), words.end(), ' ') < 4 && std::none_of(words.begin(), words.end(), base::is_digit);
}

}  // namespace

bool says_nothing(std::string_view text, const DefinedLabels& defined, Brackets brackets) {
  const std::vector<Span> spans = find_spans(text, defined);
  if (spans.empty()) return base::trim(text).empty();
  const bool all_of_template =
      std::all_of(spans.begin(), spans.end(), [](const Span& span) { return span.of_template; });
  if (!all_of_template && brackets == Brackets::of_template) return false;
  const std::string words = words_around(text, spans);
  if (words.empty() || words == ":") return true;
  return is_template_frame(words) || (is_short_label(words) && all_of_template);
}

std::string without_placeholders(std::string_view text, const DefinedLabels& defined) {
  if (says_nothing(text, defined)) return {};
  std::string kept;
  std::size_t from = 0;
  for (const Span& span : find_spans(text, defined)) {
    if (!span.of_template) continue;
    kept += text.substr(from, span.begin - from);
    kept += kEllipsis;
    from = span.end;
  }
  kept += text.substr(from);
  return std::string(base::trim(kept));
}

}  // namespace ingest
