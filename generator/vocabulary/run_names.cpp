#include "vocabulary/run_names.h"

#include <algorithm>
#include <cstddef>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace vocabulary {
namespace {

bool is_separator(char c) {
  return c == '-' || c == '_' || c == '.' || c == ':' || c == ' ' || c == '=' || c == 'T';
}

std::size_t digits_at(std::string_view text, std::size_t i) {
  std::size_t count = 0;
  while (i + count < text.size() && base::is_digit(text[i + count])) ++count;
  return count;
}

/// Length of "dd?dd?dd" from `i` with a separator at each "?", or 0.
std::size_t three_groups(std::string_view text, std::size_t i, std::size_t first_digits) {
  if (digits_at(text, i) != first_digits) return 0;
  const std::size_t second = i + first_digits + 1;
  if (second >= text.size() || !is_separator(text[second - 1]) || digits_at(text, second) != 2) return 0;
  const std::size_t third = second + 3;
  if (third >= text.size() || !is_separator(text[third - 1]) || digits_at(text, third) != 2) return 0;
  return third + 2 - i;
}

/// Further groups of digits behind a time stamp belong to it.
std::size_t with_groups_behind(std::string_view text, std::size_t end) {
  while (end + 1 < text.size() && is_separator(text[end]) && digits_at(text, end + 1) >= 2) {
    end += 1 + digits_at(text, end + 1);
  }
  return end;
}

bool is_month(std::string_view word) {
  constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};
  return std::find(std::begin(kMonths), std::end(kMonths), word) != std::end(kMonths);
}

/// End of a time stamp that starts at the digit `i`, or `i`.
std::size_t time_stamp_end(std::string_view text, std::size_t i, std::string_view word_before) {
  const std::size_t digits = digits_at(text, i);
  const bool century = text.substr(i, 2) == "19" || text.substr(i, 2) == "20";
  if (digits >= 8) return with_groups_behind(text, i + digits);
  if (century && digits == 4) {
    if (const std::size_t length = three_groups(text, i, 4)) return with_groups_behind(text, i + length);
  }
  if (const std::size_t length = three_groups(text, i, 2)) return with_groups_behind(text, i + length);
  if (is_month(word_before) && digits == 2) return with_groups_behind(text, i + digits);
  return i;
}

bool counts(std::string_view word, bool directly) {
  constexpr std::string_view kCounters[] = {"seed", "run",  "version", "trial", "rep",    "repeat", "replicate",
                                            "fold", "runs", "try",     "job",   "worker", "split",  "attempt"};
  if (directly && word == "s") return true;
  return std::find(std::begin(kCounters), std::end(kCounters), word) != std::end(kCounters);
}

}  // namespace

std::string name_without_counters(std::string_view name) {
  if (!name.empty() && digits_at(name, 0) == name.size()) return name.size() >= 8 ? "@" : "#";
  std::string result;
  std::string word;  // letters last seen
  std::size_t word_end = 0;
  for (std::size_t i = 0; i < name.size();) {
    if (base::is_letter(name[i])) {
      if (word_end != i) word.clear();
      word += name[i];
      result += name[i];
      word_end = ++i;
      continue;
    }
    if (!base::is_digit(name[i])) {
      result += name[i++];
      continue;
    }
    const bool directly = word_end == i;
    const bool behind_word = directly || (word_end + 1 == i && is_separator(name[i - 1]));
    const std::string before = behind_word ? base::to_lower(word) : std::string();
    std::size_t end = time_stamp_end(name, i, directly ? before : std::string());
    if (end > i) {
      result += '@';
    } else {
      end = i + digits_at(name, i);
      if (!before.empty() && counts(before, directly)) {
        result += '#';
      } else {
        result.append(name.substr(i, end - i));
      }
    }
    i = end;
    word.clear();
  }
  return result;
}

}  // namespace vocabulary
