#pragma once
/// Text, addresses and ids as they stand in HTML.

#include <map>
#include <set>
#include <string>
#include <string_view>

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

}  // namespace base
