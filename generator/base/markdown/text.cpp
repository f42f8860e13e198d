#include "base/markdown/text.h"

#include <algorithm>

#include "base/text/utf8.h"

namespace base {
namespace {

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : to_lower(text)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) slug += c;
    if (!kept && !slug.empty() && slug.back() != '-') slug += '-';
    if (slug.size() == 60) break;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "section" : slug;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, Apostrophe apostrophe) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += apostrophe == Apostrophe::escaped ? "&#39;" : "'";
        break;
      default:
        out += c;
    }
  }
}

void append_address(std::string& out, std::string_view address) {
  static constexpr std::string_view kSafe = "!#$%()*+,-./:;=?@_~";
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (alphanumeric || kSafe.find(c) != std::string_view::npos) {
      out += c;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '\'') {
      out += "&#x27;";
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

int HeadingLevels::take(int written, int level) {
  while (!open_.empty() && open_.back().written >= written) open_.pop_back();
  open_.push_back({written, std::min({level, (open_.empty() ? above_ : open_.back().level) + 1, 6})});
  return open_.back().level;
}

std::string HeadingIds::take(std::string_view heading) {
  const std::string slug = slug_of(heading);
  std::string id = slug;
  for (int& count = ++counts_[slug]; !used_.insert(id).second;) id = slug + "-" + std::to_string(++count);
  return id;
}

}  // namespace base
