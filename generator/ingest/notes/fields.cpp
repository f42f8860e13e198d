#include "ingest/notes/fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text/utf8.h"
#include "ingest/files/timestamps.h"

namespace ingest {
namespace {

using base::to_lower;
using base::trim;

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view without_leading_signs(std::string_view text) {
  while (!text.empty()) {
    const base::Utf8Step step = base::step_utf8(text, 0);
    const bool letter = step.length == 1 ? is_ascii_letter(text[0]) : step.character < 0x2000;
    if (letter || (step.length == 1 && text[0] >= '0' && text[0] <= '9')) break;
    text.remove_prefix(step.length);
  }
  return text;
}

std::string first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_ascii_letter);
  return to_lower(std::string_view(text.data(), static_cast<std::size_t>(end - text.begin())));
}

// Takes `word` off the front if it stands there as a word, in any case.
bool take_word(std::string_view& text, std::string_view word) {
  if (to_lower(text.substr(0, word.size())) != word) return false;
  if (text.size() > word.size() && (is_ascii_letter(text[word.size()]) || text[word.size()] == '\'')) return false;
  text.remove_prefix(word.size());
  return true;
}

// "-2 points": the sign is no mark.
bool is_negative_number(std::string_view text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

void take_signs(std::string_view& text) {
  while (true) {
    text = trim(text);
    const std::size_t marks = std::min(text.find_first_not_of("*_:,;.-]"), text.size());
    const bool closing = marks > 0 && (marks == text.size() || text[marks] == ' ' || text[0] != '*');
    if (is_negative_number(text)) return;
    if (closing) {
      text.remove_prefix(marks);
    } else if (text.starts_with("–") || text.starts_with("—") || text.starts_with("→")) {
      text.remove_prefix(3);
    } else {
      return;
    }
  }
}

// After "Keep": "this configuration because …"; after "Keep:" or "Keep," comes the reason itself.
std::string reason_after_decision(std::string_view text) {
  text = trim(text.substr(std::min(text.find_first_not_of("*_]"), text.size())));
  if (!text.empty() && is_ascii_letter(text[0]))
    for (const std::string_view word : {"the", "this", "it", "configuration", "config", "setting", "change"})
      if (take_word(text, word)) text = trim(text);
  take_signs(text);
  for (const std::string_view word : {"because", "since", "as"}) {
    if (!take_word(text, word)) continue;
    take_signs(text);
    break;
  }
  return std::string(trim(text));
}

// Calls `visit(position)` for each byte outside code spans, brackets and parentheses until it returns true.
template <class Visit>
std::size_t find_outside_marks(std::string_view text, Visit visit) {
  int open = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '`') {
      const std::size_t run = std::min(text.find_first_not_of('`', i), text.size()) - i;
      const std::size_t close = text.find(std::string(run, '`'), i + run);
      i = (close == std::string_view::npos ? i : close) + run - 1;
    } else if (text[i] == '[' || text[i] == '(') {
      ++open;
    } else if (text[i] == ']' || text[i] == ')') {
      open = std::max(0, open - 1);
    } else if (open == 0 && visit(i)) {
      return i;
    }
  }
  return std::string_view::npos;
}

struct Parted {
  std::string_view before, after;
};

std::optional<Parted> part_at(std::string_view text, std::string_view separator) {
  const std::size_t at =
      find_outside_marks(text, [&](std::size_t i) { return to_lower(text.substr(i, separator.size())) == separator; });
  if (at == std::string_view::npos) return std::nullopt;
  return Parted{trim(text.substr(0, at)), trim(text.substr(at + separator.size()))};
}

Parted part_issue(std::string_view text) {
  static constexpr std::array<std::string_view, 13> kSeparators{" - resolved: ",
                                                                " – resolved: ",
                                                                " — resolved: ",
                                                                " - fixed: ",
                                                                ", resolved: ",
                                                                ". resolved: ",
                                                                " resolved by ",
                                                                " - resolution: ",
                                                                " → ",
                                                                " ⇒ ",
                                                                " -> ",
                                                                " => ",
                                                                ": "};
  for (const std::string_view separator : kSeparators)
    if (const auto parted = part_at(text, separator)) return *parted;
  if (text.ends_with(':')) text.remove_suffix(1);
  return {trim(text), {}};
}

bool is_none(std::string_view text) {
  std::string lower = to_lower(trim(text));
  while (lower.ends_with('.')) lower.pop_back();
  static constexpr std::array<std::string_view, 6> kNone{"none", "n/a", "-", "–", "no issues", "nothing"};
  return std::find(kNone.begin(), kNone.end(), lower) != kNone.end();
}

bool is_unresolved(std::string_view text) {
  std::string lower = to_lower(trim(text));
  while (lower.ends_with('.')) lower.pop_back();
  static constexpr std::array<std::string_view, 12> kOpen{
      "open", "still open", "unresolved", "not resolved", "not yet", "not yet resolved", "not fixed", "tbd", "todo",
      "?",    "-",          "…"};
  return std::find(kOpen.begin(), kOpen.end(), lower) != kOpen.end();
}

// A child "Resolved: …" of an issue says how.
std::optional<std::string> labelled_resolution(const base::MarkdownItem& child) {
  for (const std::string_view label :
       {"resolved:", "resolution:", "how resolved:", "how it was resolved:", "fix:", "fixed:"}) {
    std::string_view text = child.markdown;
    const std::size_t marks = std::min(text.find_first_not_of("*_"), text.size());
    text.remove_prefix(marks);
    if (to_lower(text.substr(0, label.size())) != label) continue;
    text.remove_prefix(label.size());
    return std::string(trim(text.substr(std::min(text.find_first_not_of("*_ "), text.size()))));
  }
  return std::nullopt;
}

std::string join_words(std::string text, std::string_view more) {
  if (more.empty()) return text;
  if (text.empty()) return std::string(more);
  text += text.ends_with(':') ? " " : " – ";
  return text + std::string(more);
}

}  // namespace

std::optional<SaidDecision> read_decision(std::string_view text, const DefinedLabels& defined) {
  if (says_nothing(text, defined)) {
    std::string_view word = without_leading_signs(text);
    const std::string first = first_word(word);
    const bool chosen = (first == "keep" || first == "discard") && !word.substr(first.size()).starts_with('/');
    if (!chosen) return std::nullopt;
  }
  std::string_view rest = without_leading_signs(text);
  const std::string first = first_word(rest);
  const bool keep = first == "keep" || first == "kept", discard = first == "discard" || first == "discarded";
  if (!keep && !discard) return SaidDecision{model::Decision::open, without_placeholders(text, defined)};
  rest.remove_prefix(first.size());
  SaidDecision said{keep ? model::Decision::keep : model::Decision::discard, {}};
  if (rest.starts_with('/')) {
    said.decision = model::Decision::open;
    rest.remove_prefix(1);
    rest.remove_prefix(first_word(rest).size());
  }
  said.reason = reason_after_decision(rest);
  said.reason = says_nothing(said.reason, defined) ? std::string() : without_placeholders(said.reason, defined);
  return said;
}

std::optional<model::NoteIssue> read_issue(const base::MarkdownItem& item, const DefinedLabels& defined) {
  std::string text = item.markdown, resolution, more;
  for (const auto& child : item.children) {
    if (auto labelled = labelled_resolution(child); labelled && resolution.empty()) {
      resolution = std::move(*labelled);
    } else {
      more += (more.empty() ? "" : "; ") + entry_text(child, defined);
    }
  }
  if (resolution.empty()) text = join_words(std::move(text), more);
  const bool parted_by_person = !resolution.empty();
  const Parted parted = parted_by_person ? Parted{trim(text), {}} : part_issue(text);
  model::NoteIssue issue{.text = without_placeholders(parted.before, defined), .line = item.line};
  if (parted_by_person) issue.text = join_words(issue.text, more);
  issue.resolution = without_placeholders(parted_by_person ? std::string_view(resolution) : parted.after, defined);
  if (is_unresolved(issue.resolution)) issue.resolution.clear();
  if (issue.text.empty() && issue.resolution.empty()) return std::nullopt;
  if (is_none(issue.text) && issue.resolution.empty()) return std::nullopt;
  if (issue.text.empty())
    issue.text = says_nothing(parted.before, defined, Brackets::of_template) ? "…" : std::string(parted.before);
  return issue;
}

std::string entry_text(const base::MarkdownItem& item, const DefinedLabels& defined) {
  std::string more;
  for (const auto& child : item.children) {
    const std::string text = entry_text(child, defined);
    if (!text.empty()) more += (more.empty() ? "" : "; ") + text;
  }
  const std::string own = without_placeholders(item.markdown, defined);
  if (is_none(own) && more.empty()) return {};
  if (own.ends_with(':') && more.empty() && !item.children.empty()) return {};
  return join_words(own, more);
}

std::string find_iso_date(std::string_view text) {
  constexpr std::size_t kLength = 10;
  for (std::size_t at = 0; at + kLength <= text.size(); ++at) {
    const bool starts_number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    const bool goes_on = at + kLength < text.size() && text[at + kLength] >= '0' && text[at + kLength] <= '9';
    const std::string_view day = text.substr(at, kLength);
    if (starts_number || goes_on || day[4] != '-' || day[7] != '-') continue;
    if (parse_timestamp(day)) return std::string(day);
  }
  return {};
}

void append_tags(std::vector<std::string>& tags, std::string_view text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    const std::string_view tag = trim(text.substr(from, comma - from));
    if (!tag.empty()) tags.emplace_back(tag);
    from = comma + 1;
  }
}

}  // namespace ingest
