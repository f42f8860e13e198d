#pragma once
/// A piece of a text that must not be published.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "ingest/privacy/value_looks.h"

namespace ingest {

/// What made it known.
enum class WithheldBy : std::uint8_t {
  shape,      ///< a vendor's key, a private key, a password in an address
  name,       ///< a secret's name before it: "password=…"
  elsewhere,  ///< the same value is withheld somewhere else in the workspace
  home,       ///< a home folder
  person,     ///< a user's or machine's name, by its name or as user@host
  mail,       ///< an e-mail address
};
inline constexpr std::size_t kWithheldByCount = 6;

struct Find {
  std::size_t begin = 0, end = 0;  ///< in the text
  std::string_view replacement;
  WithheldBy by = WithheldBy::shape;
  std::string_view look_for = {};  ///< what is to be withheld elsewhere, too; empty: nothing
};

/// What a name says, which may be a dotted path; see NameVerdict.
using JudgeName = std::function<NameVerdict(std::string_view name)>;

}  // namespace ingest
