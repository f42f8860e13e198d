#include "vocabulary/words/missing_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text/ascii.h"
#include "base/text/utf8.h"

namespace vocabulary {
namespace {

constexpr std::array<std::string_view, 11> kWords{"na",           "n/a",          "none", "null", "-",   "--",
                                                  "\xe2\x80\x93", "\xe2\x80\x94", "#n/a", "#nv",  "<na>"};
constexpr std::size_t kLongestWord = 16;

/// A hash, no blank, and a mark at the end: no other value is written like that.
bool is_spreadsheet_error(std::string_view cell) {
  if (cell.starts_with("Err:")) {
    return cell.size() == 7 && std::all_of(cell.begin() + 4, cell.end(), base::is_digit);
  }
  return cell.size() > 3 && cell[0] == '#' && (cell.back() == '!' || cell.back() == '?') &&
         cell.find(' ') == std::string_view::npos;
}

}  // namespace

bool is_missing_word(std::string_view cell) {
  cell = base::trim(cell);
  if (cell.empty()) return true;
  if (cell.size() > kLongestWord) return false;
  if (is_spreadsheet_error(cell)) return true;
  return cell.size() <= 4 && std::find(kWords.begin(), kWords.end(), base::to_lower(cell)) != kWords.end();
}

}  // namespace vocabulary
