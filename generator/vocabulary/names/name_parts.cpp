#include "vocabulary/names/name_parts.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text/utf8.h"
#include "vocabulary/run_names.h"

namespace vocabulary {
namespace {

/// A name with its parts.
struct SplitName {
  std::string_view text;
  std::vector<NameToken> tokens;

  explicit SplitName(std::string_view name) : text(name), tokens(tokens_of_name(name)) {}

  std::string_view token(std::size_t i) const { return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); }
  /// From token `first` up to, and without, token `end`.
  std::string_view stretch(std::size_t first, std::size_t end) const {
    return first >= end ? std::string_view()
                        : text.substr(tokens[first].begin, tokens[end - 1].end - tokens[first].begin);
  }
};

std::vector<SplitName> split_all(std::span<const std::string> names) {
  std::vector<SplitName> split;
  split.reserve(names.size());
  for (const std::string& name : names) split.emplace_back(name);
  return split;
}

std::size_t fewest_tokens(const std::vector<SplitName>& names) {
  std::size_t fewest = names.empty() ? 0 : names[0].tokens.size();
  for (const SplitName& name : names) fewest = std::min(fewest, name.tokens.size());
  return fewest;
}

/// How many tokens all names begin with, at most `limit`.
std::size_t shared_at_start(const std::vector<SplitName>& names, std::size_t limit) {
  for (const SplitName& name : names) {
    std::size_t same = 0;
    while (same < limit && name.token(same) == names[0].token(same)) ++same;
    limit = same;
  }
  return limit;
}

std::size_t shared_at_end(const std::vector<SplitName>& names, std::size_t limit) {
  const std::size_t last = names[0].tokens.size();
  for (const SplitName& name : names) {
    std::size_t same = 0;
    while (same < limit && name.token(name.tokens.size() - 1 - same) == names[0].token(last - 1 - same)) ++same;
    limit = same;
  }
  return limit;
}

/// "train" where token `at` is "train", "train2", "train3", …; else nothing.
std::string shared_letters(const std::vector<SplitName>& names, std::size_t at) {
  std::string shared;
  for (const SplitName& name : names) {
    if (at >= name.tokens.size() || name.tokens[at].part != NamePart::word) return {};
    const NameToken& token = name.tokens[at];
    const std::string_view letters = name.text.substr(token.begin, token.value_begin - token.begin);
    if (!shared.empty() && shared != letters) return {};
    shared = letters;
  }
  return shared;
}

bool says_something(const SplitName& name, std::size_t first, std::size_t end) {
  return std::any_of(
      name.tokens.begin() + static_cast<std::ptrdiff_t>(first), name.tokens.begin() + static_cast<std::ptrdiff_t>(end),
      [](const NameToken& token) { return token.part == NamePart::word || token.part == NamePart::setting; });
}

std::string joined(std::string_view a, std::string_view separator, std::string_view b) {
  std::string out(a);
  if (!a.empty() && !b.empty()) out += separator.empty() ? "_" : separator;
  return out.append(b);
}

/// Names beside each other in the order of their bytes share most.
std::size_t shared_bytes(const std::string& a, const std::string& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(end - a.begin());
}

/// Byte at which the character starts that is `count` characters behind the one at `from` (before it, if negative).
std::size_t moved(const std::string& text, std::size_t from, std::ptrdiff_t count) {
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80;
  };
  while (inside(from)) --from;
  for (; count > 0 && from < text.size(); --count) {
    do ++from;
    while (inside(from));
  }
  for (; count < 0 && from > 0; ++count) {
    do --from;
    while (inside(from));
  }
  return from;
}

std::string cut_in_the_middle(const std::string& text, std::size_t limit) {
  const auto kept = static_cast<std::ptrdiff_t>(limit) - 1, tail = kept / 2;
  return text.substr(0, moved(text, 0, kept - tail)) + "…" + text.substr(moved(text, text.size(), -tail));
}

/// `limit` characters of `text` that show what stands at byte `at`.
std::string cut_around(const std::string& text, std::size_t at, std::size_t limit) {
  const auto width = static_cast<std::ptrdiff_t>(limit);
  std::size_t begin = moved(text, at, -width / 4);
  const std::size_t last = moved(text, text.size(), 1 - width);
  if (begin >= last) return "…" + text.substr(last);
  if (begin == 0) return text.substr(0, moved(text, 0, width - 1)) + "…";
  return "…" + text.substr(begin, moved(text, begin, width - 2) - begin) + "…";
}

/// `name` with its longest parts cut at their ends, so that it has at most `limit` characters; empty: it has too many
/// parts for that.
std::string cut_parts(const std::string& name, std::size_t limit) {
  constexpr std::size_t kShortestPart = 6;
  const SplitName split(name);
  std::size_t separators = base::count_characters(name);
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < split.tokens.size(); ++i) {
    lengths.push_back(base::count_characters(split.token(i)));
    separators -= lengths.back();
  }
  const auto length_with = [&](std::size_t longest) {
    std::size_t length = separators;
    for (const std::size_t one : lengths) length += std::min(one, longest);
    return length;
  };
  std::size_t longest = limit;
  while (longest >= kShortestPart && length_with(longest) > limit) --longest;
  if (longest < kShortestPart) return {};
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < split.tokens.size(); ++i) {
    out.append(name, copied, split.tokens[i].begin - copied).append(base::shorten(split.token(i), longest));
    copied = split.tokens[i].end;
  }
  return out.append(name, copied);
}

/// By text, the places of `cut` that have it, of those with several different `names`.
std::vector<std::vector<std::size_t>> find_alike(const std::vector<std::string>& names,
                                                 const std::vector<std::string>& cut) {
  std::map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < cut.size(); ++i) places[cut[i]].push_back(i);
  std::vector<std::vector<std::size_t>> alike;
  for (auto& [text, same] : places) {
    const bool different =
        std::any_of(same.begin(), same.end(), [&, first = same[0]](std::size_t i) { return names[i] != names[first]; });
    if (different) alike.push_back(std::move(same));
  }
  return alike;
}

/// What is longer than `limit` is cut, so that as many as possible stay different: its longest parts, else its middle,
/// else all but where it differs.
std::vector<std::string> cut_long(const std::vector<std::string>& names, std::size_t limit) {
  const auto is_long = [&](std::size_t i) { return base::count_characters(names[i]) > limit; };
  std::vector<std::string> cut = names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_long(i)) continue;
    cut[i] = cut_parts(names[i], limit);
    if (cut[i].empty()) cut[i] = cut_in_the_middle(names[i], limit);
  }
  for (const std::vector<std::size_t>& alike : find_alike(names, cut)) {
    for (const std::size_t i : alike) {
      if (is_long(i)) cut[i] = cut_in_the_middle(names[i], limit);
    }
  }
  for (std::vector<std::size_t>& alike : find_alike(names, cut)) {
    std::sort(alike.begin(), alike.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
    for (std::size_t k = 0; k < alike.size(); ++k) {
      const std::string& name = names[alike[k]];
      if (!is_long(alike[k])) continue;
      std::size_t same = k > 0 ? shared_bytes(name, names[alike[k - 1]]) : 0;
      if (k + 1 < alike.size()) same = std::max(same, shared_bytes(name, names[alike[k + 1]]));
      cut[alike[k]] = cut_around(name, std::min(same, name.size()), limit);
    }
  }
  return cut;
}

void number_alike(std::span<const std::string> names, std::vector<std::string>& shown) {
  std::map<std::string, std::set<std::string_view>> names_of;
  for (std::size_t i = 0; i < shown.size(); ++i) names_of[shown[i]].insert(names[i]);
  std::map<std::string, std::map<std::string_view, std::size_t>> numbers;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string text = shown[i];
    if (names_of.at(text).size() < 2) continue;
    auto& seen = numbers[text];
    const std::size_t number = seen.emplace(names[i], seen.size() + 1).first->second;
    if (number > 1) shown[i] += " (" + std::to_string(number) + ")";
  }
}

}  // namespace

std::string name_without_repeat(std::string_view name) {
  const SplitName split(name);
  std::string out;
  std::size_t kept_end = 0, separator_end = 0;
  bool any_gone = false, gone = false;
  for (const NameToken& token : split.tokens) {
    if (kept_end > 0 && separator_end == 0) separator_end = token.begin;
    if (tells_repeats_apart(token.part)) {
      any_gone = gone = true;
      continue;
    }
    std::string_view between = name.substr(kept_end, separator_end - kept_end);
    if (out.empty()) between = {};
    if (!out.empty() && gone && between.empty()) between = "_";
    out.append(between).append(name.substr(token.begin, token.end - token.begin));
    kept_end = token.end;
    separator_end = 0;
    gone = false;
  }
  if (!any_gone) return std::string(name);
  const std::string_view rest = split.tokens.empty() ? std::string_view() : name.substr(split.tokens.back().end);
  for (const char c : rest) {
    const char opening = c == ')' ? '(' : c == ']' ? '[' : c == '}' ? '{' : '\0';
    if (opening != '\0' && out.find(opening) != std::string::npos) out += c;
  }
  return out;
}

std::string common_name(std::span<const std::string> names) {
  if (names.empty()) return {};
  const std::string first = name_without_repeat(names[0]);
  const bool same = std::all_of(names.begin(), names.end(),
                                [&](const std::string& name) { return name_without_repeat(name) == first; });
  if (same) return first;
  std::vector<std::string> stripped;
  for (const std::string& name : names) stripped.push_back(name_without_repeat(name));
  const std::vector<SplitName> split = split_all(stripped);
  const std::size_t fewest = fewest_tokens(split);
  if (fewest == 0) return {};
  const std::size_t start = shared_at_start(split, fewest), end = shared_at_end(split, fewest - start);
  const SplitName& one = split[0];
  const std::size_t count = one.tokens.size();
  std::string name(one.stretch(0, start));
  const std::string letters = start + end < fewest || end == 0 ? shared_letters(split, start) : std::string();
  const auto separator_before = [&](std::size_t at) {
    return at == 0 || at >= count
               ? std::string_view()
               : one.text.substr(one.tokens[at - 1].end, one.tokens[at].begin - one.tokens[at - 1].end);
  };
  name = joined(name, separator_before(start), letters);
  name = joined(name, separator_before(count - end), one.stretch(count - end, count));
  const bool telling = !letters.empty() || says_something(one, 0, start) || says_something(one, count - end, count);
  return telling ? name : std::string();
}

std::vector<std::string> without_shared_parts(std::span<const std::string> names) {
  std::vector<std::string> shown(names.begin(), names.end());
  const std::vector<SplitName> split = split_all(names);
  const std::set<std::string_view> different(names.begin(), names.end());
  const std::size_t fewest = fewest_tokens(split);
  if (different.size() > 1 && fewest > 1) {
    std::size_t start = shared_at_start(split, fewest - 1);
    const std::size_t end = shared_at_end(split, fewest - 1 - start);
    const bool bare_number = std::any_of(split.begin(), split.end(), [&](const SplitName& name) {
      return name.tokens[start].part == NamePart::number || name.tokens[start].part == NamePart::moment;
    });
    if (start > 0 && bare_number) --start;
    for (std::size_t i = 0; i < split.size(); ++i) {
      const std::size_t count = split[i].tokens.size();
      if (start > 0 || end > 0) shown[i] = split[i].stretch(start, count - end);
    }
  }
  return shown;
}

std::vector<std::string> telling_parts(std::span<const std::string> names, std::size_t limit) {
  std::vector<std::string> shown(names.begin(), names.end());
  const bool long_one =
      std::any_of(names.begin(), names.end(), [&](const auto& name) { return base::count_characters(name) > limit; });
  if (!long_one) return shown;
  shown = cut_long(without_shared_parts(names), limit);
  number_alike(names, shown);
  return shown;
}

}  // namespace vocabulary
