#pragma once
/// What stands on the site where something was withheld.

#include <string_view>

namespace ingest {

inline constexpr std::string_view kWithheldText = "(withheld)";
inline constexpr std::string_view kSecretText = "(secret withheld)";
inline constexpr std::string_view kMailText = "(e-mail withheld)";
inline constexpr std::string_view kHomeText = "~";

/// Whether `text` is one of these, but for kHomeText.
constexpr bool is_withheld_text(std::string_view text) {
  return text == kWithheldText || text == kSecretText || text == kMailText;
}

}  // namespace ingest
