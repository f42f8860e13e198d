#pragma once
/// The text of a JSON document while it is being read: where reading stands, and in words what stands there.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json/json.h"
#include "base/text/text_issue.h"

namespace base {

class JsonText {
 public:
  JsonText(std::string_view text, JsonOptions options);

  std::size_t at = 0;  ///< the next byte to read

  std::string_view text() const { return text_; }
  bool at_end() const { return at >= text_.size(); }
  char current() const { return text_[at]; }
  std::string_view rest() const { return text_.substr(at); }
  bool is_valid_utf8() const { return valid_; }

  /// "UTF-16" or "UTF-32" if the first bytes show one of these, else empty.
  std::string_view wide_encoding() const;
  /// Steps over a byte order mark and blanks at the start.
  void go_to_document();
  /// White space, and comments where the options allow them.
  void skip_blank() {
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == '\n') {
        ++line_;
        line_start_ = at + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        if (c != '/' || !comments_ || !skip_comment()) return;
        continue;
      }
      ++at;
    }
  }
  /// Steps over `word` if it stands here as a whole.
  bool match_word(std::string_view word);

  /// The place of `offset`, which must be on the line that reading has reached.
  Position place(std::size_t offset);
  /// The character or word at `offset`, quoted for a message.
  std::string describe(std::size_t offset) const;
  /// What probably happened to a text that goes wrong at `offset`; empty if there is no guess.
  std::string_view likely_cause(std::size_t offset) const;

 private:
  bool skip_comment();
  std::size_t count_columns(std::string_view part) const;

  std::string_view text_;
  bool comments_;
  bool ascii_, valid_;
  std::uint32_t line_;
  std::size_t line_start_ = 0;
  std::size_t document_start_ = 0;
  std::size_t counted_to_ = 0, counted_ = 0;  // columns counted so far on the current line
};

}  // namespace base
