#pragma once
/// Which addresses of links and images are harmless.

#include <cstdint>
#include <string_view>

namespace base {

enum class AddressKind : std::uint8_t {
  relative,  ///< no scheme, no host
  remote,    ///< http or https
  mail,      ///< mailto
  refused,   ///< every other scheme, "//host" in any spelling, control characters
};
/// `address` after entities and escapes of Markdown were resolved. Reads it as a browser does: the scheme in any case,
/// a backslash like a slash.
AddressKind classify_address(std::string_view address);

}  // namespace base
