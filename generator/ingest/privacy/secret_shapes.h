#pragma once
/// Pieces of text that must not be published, known by their shape.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ingest {

/// What redact_text() found; the offsets are into the text it was given.
struct Redactions {
  std::uint64_t secrets = 0;    ///< keys, tokens, passwords in addresses
  std::uint64_t homes = 0;      ///< home folders cut to "~"
  std::uint64_t addresses = 0;  ///< e-mail addresses
  std::size_t first_secret = 0, first_home = 0, first_address = 0;
  bool any() const { return secrets + homes + addresses > 0; }
};

enum class RedactMail : std::uint8_t { keep, withhold };

inline constexpr std::string_view kSecretText = "(secret withheld)";
inline constexpr std::string_view kMailText = "(e-mail withheld)";

/// `text` with everything of these shapes replaced; line feeds are kept, so that lines keep their numbers:
/// - cloud and service keys: AKIA…/ASIA…, AIza…, ghp_… and its kin, github_pat_…, glpat-…, hf_…, sk-…, xoxb-…, JSON Web
///   Tokens, Slack hooks;
/// - PEM private keys, to their END line or the end of the text;
/// - user name and password in an address ("scheme://user:password@host");
/// - "/home/NAME", "/Users/NAME" and "C:\Users\NAME" with what stands before them, which become "~";
/// - e-mail addresses, with RedactMail::withhold.
/// O(size of the text).
std::string redact_text(std::string_view text, RedactMail mail, Redactions& found);

}  // namespace ingest
