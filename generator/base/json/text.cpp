#include "base/json/text.h"

#include <algorithm>
#include <cstddef>

#include "base/text/utf8.h"

namespace base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kWordShown = 24;

bool is_word_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_word_character(text[word.size()]));
}

/// What a file that is no JSON at all may be.
std::string_view other_kind_of_file(std::string_view text) {
  if (text.starts_with("version https://git-lfs")) {
    return "not JSON but a pointer to a file kept in git LFS; fetch the file itself (git lfs pull)";
  }
  if (text.starts_with("<")) return "not JSON but a page of HTML or XML; was a download refused?";
  if (text.starts_with("\x1F\x8B")) return "not JSON but gzip-compressed data";
  if (text.starts_with("\x28\xB5\x2F\xFD")) return "not JSON but zstd-compressed data";
  return "";
}

}  // namespace

JsonText::JsonText(std::string_view text, JsonOptions options)
    : text_(text),
      comments_(options.comments),
      ascii_(find_non_ascii(text) == std::string_view::npos),
      valid_(ascii_ || base::is_valid_utf8(text)),
      line_(options.first_line) {}

std::string_view JsonText::wide_encoding() const {
  const auto zero = [this](std::size_t i) { return i < text_.size() && text_[i] == 0; };
  const auto set = [this](std::size_t i) { return i < text_.size() && text_[i] != 0; };
  if (text_.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      text_.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return "UTF-32";
  }
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) return "UTF-16";
  if (set(0) && zero(1) && zero(2) && zero(3) && set(4)) return "UTF-32";
  if (zero(0) && zero(1) && zero(2) && set(3)) return "UTF-32";
  if ((set(0) && zero(1) && set(2) && zero(3)) || (zero(0) && set(1) && zero(2) && set(3))) return "UTF-16";
  return "";
}

void JsonText::go_to_document() {
  if (text_.starts_with(kByteOrderMark)) at = line_start_ = kByteOrderMark.size();
  skip_blank();
  document_start_ = at;
}

bool JsonText::skip_comment() {
  if (rest().starts_with("//")) {
    at = std::min(text_.find('\n', at), text_.size());
    return true;
  }
  if (!rest().starts_with("/*")) return false;
  const std::size_t close = text_.find("*/", at + 2);
  if (close == std::string_view::npos) return false;
  for (; at < close + 2; ++at) {
    if (text_[at] == '\n') {
      ++line_;
      line_start_ = at + 1;
    }
  }
  return true;
}

bool JsonText::match_word(std::string_view word) {
  if (!starts_with_word(rest(), word)) return false;
  at += word.size();
  return true;
}

Position JsonText::place(std::size_t offset) {
  std::size_t column = offset - line_start_;
  if (!ascii_) {
    if (counted_to_ < line_start_ || counted_to_ > offset) {
      counted_to_ = line_start_;
      counted_ = 0;
    }
    counted_ += count_columns(text_.substr(counted_to_, offset - counted_to_));
    counted_to_ = offset;
    column = counted_;
  }
  return {line_, static_cast<std::uint32_t>(column + 1)};
}

std::size_t JsonText::count_columns(std::string_view part) const {
  if (valid_) return count_characters(part);
  std::size_t count = 0;
  for (std::size_t i = 0; i < part.size(); i += step_utf8(part, i).length) ++count;
  return count;
}

std::string JsonText::describe(std::size_t offset) const {
  if (offset >= text_.size()) return "the end of the text";
  std::size_t end = offset;
  while (end < text_.size() && end - offset < kWordShown && is_word_character(text_[end])) ++end;
  if (end == offset) end += step_utf8(text_, offset).length;
  return "'" + make_visible(text_.substr(offset, end - offset)) + "'";
}

std::string_view JsonText::likely_cause(std::size_t offset) const {
  const std::string_view here = text_.substr(offset);
  for (const std::string_view marker : {"<<<<<<<", "=======", ">>>>>>>"}) {
    if (here.starts_with(marker)) return "merge conflict markers stand in the file; resolve the conflict";
  }
  if (offset == document_start_) {
    if (const std::string_view kind = other_kind_of_file(here); !kind.empty()) return kind;
  }
  if (here.starts_with("'")) {
    return "single quotes, as in the repr of a Python dict, are not JSON; write the file with json.dump";
  }
  for (const std::string_view word : {"True", "False", "None", "nan", "inf", "-inf"}) {
    if (starts_with_word(here, word)) return "a value as Python prints it is not JSON; write the file with json.dump";
  }
  if (here.starts_with("//") || here.starts_with("/*") || here.starts_with("#")) return "comments are not JSON";
  return "";
}

}  // namespace base
