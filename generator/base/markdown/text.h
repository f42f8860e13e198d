#pragma once
/// Text, addresses and ids as they stand in HTML.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// Whether an apostrophe becomes an entity as well; CommonMark leaves it.
enum class Apostrophe { kept, escaped };
/// Appends `text` for an element or a double-quoted attribute: & < > and " as entities; with Apostrophe::escaped for a
/// single-quoted one, too.
void append_escaped(std::string& out, std::string_view text, Apostrophe apostrophe = Apostrophe::kept);
/// Appends `address` for a quoted attribute: what may not stand in an address percent-encoded, but for "%", since the
/// address may be encoded already.
void append_address(std::string& out, std::string_view address);

/// Ids of the headings of one text: words of ASCII letters and digits joined by "-", at most 60 bytes, then a number
/// where that id is taken: "results", "results-2". A heading without such words is "section".
class HeadingIds {
 public:
  std::string take(std::string_view heading);

 private:
  std::map<std::string, int> counts_;
  std::set<std::string> used_;
};

/// Levels of the headings of one text on our pages, where none is left out: one shows at most one level below the
/// heading it stands under, or below `above`, the page's own heading over the text.
class HeadingLevels {
 public:
  explicit HeadingLevels(int above) : above_(above) {}
  /// For a heading written with `written` marks that would show at `level`: 1 to 6.
  int take(int written, int level);

 private:
  struct Section {
    int written = 0, level = 0;
  };
  int above_;
  std::vector<Section> open_;  // headings that the next one may stand under
};

}  // namespace base
