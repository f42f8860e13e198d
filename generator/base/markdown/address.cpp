#include "base/markdown/address.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "base/text/utf8.h"

namespace base {
namespace {

bool is_scheme(std::string_view lower) {
  return !lower.empty() && lower[0] >= 'a' && lower[0] <= 'z' &&
         lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+-.") == std::string_view::npos;
}

}  // namespace

AddressKind classify_address(std::string_view address) {
  const bool control = std::any_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
  if (control) return AddressKind::refused;
  address = trim(address);
  const auto slash = [&](std::size_t i) { return i < address.size() && (address[i] == '/' || address[i] == '\\'); };
  if (slash(0) && slash(1)) return AddressKind::refused;
  const std::size_t stop = address.find_first_of(":/\\?#");
  if (stop == std::string_view::npos || address[stop] != ':') return AddressKind::relative;
  const std::string scheme = to_lower(address.substr(0, stop));
  if (!is_scheme(scheme)) return AddressKind::relative;
  if (scheme == "http" || scheme == "https") return AddressKind::remote;
  return scheme == "mailto" ? AddressKind::mail : AddressKind::refused;
}

}  // namespace base
