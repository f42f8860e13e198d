#include "ingest/metrics/json_fast_row.h"

#include <charconv>
#include <cstddef>
#include <limits>
#include <system_error>

namespace ingest {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class FlatScanner {
 public:
  explicit FlatScanner(std::string_view line) : line_(line) {}

  bool scan(std::vector<FlatCell>& cells) {
    cells.clear();
    if (!take('{')) return false;
    if (take('}')) return at_end();
    do {
      FlatCell cell;
      if (!take_key(cell.key) || !take(':')) return false;
      skip_blanks();
      cell.offset = at_;
      if (take_word("null")) continue;
      if (!take_number(cell.value)) return false;
      cells.push_back(cell);
    } while (take(','));
    return take('}') && at_end();
  }

 private:
  void skip_blanks() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t')) ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= line_.size() || line_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool at_end() {
    skip_blanks();
    return at_ == line_.size();
  }
  bool take_word(std::string_view word) {
    if (line_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool take_key(std::string_view& key) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    while (at_ < line_.size() && line_[at_] != '"') {
      const char c = line_[at_];
      if (c == '\\' || c < ' ' || c > '~') return false;
      ++at_;
    }
    if (at_ >= line_.size()) return false;
    key = line_.substr(begin, at_ - begin);
    ++at_;
    return true;
  }
  /// JSON's grammar: no "+1", ".5", "5." or "01", which std::from_chars would take.
  bool take_number(double& value) {
    const std::size_t begin = at_;
    const bool negative = at_ < line_.size() && line_[at_] == '-';
    if (negative) ++at_;
    if (take_word("Infinity")) {
      value = negative ? -kInfinity : kInfinity;
      return true;
    }
    if (!negative && take_word("NaN")) {
      value = std::numeric_limits<double>::quiet_NaN();
      return true;
    }
    if (!is_digit(at_) || (line_[at_] == '0' && is_digit(at_ + 1))) return false;
    const auto [end, failed] = std::from_chars(line_.data() + begin, line_.data() + line_.size(), value);
    if (failed != std::errc() || *(end - 1) == '.') return false;
    at_ = static_cast<std::size_t>(end - line_.data());
    return line_.substr(begin, at_ - begin).find(".e") == std::string_view::npos;
  }
  bool is_digit(std::size_t at) const { return at < line_.size() && line_[at] >= '0' && line_[at] <= '9'; }

  std::string_view line_;
  std::size_t at_ = 0;
};

}  // namespace

bool read_flat_row(std::string_view line, std::vector<FlatCell>& cells) {
  return FlatScanner(line).scan(cells);
}

}  // namespace ingest
