#pragma once
/// What a run wrote that must not reach the site: passwords, keys, home folders, host names, e-mail addresses.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/privacy/find.h"
#include "ingest/privacy/known_values.h"
#include "ingest/privacy/withheld_texts.h"
#include "model/notice.h"
#include "model/settings.h"

namespace ingest {

/// How often each rule withheld something of a text, and where first; the offsets are into the text as it was.
struct Redactions {
  std::array<std::uint64_t, kWithheldByCount> counts{};
  std::array<std::size_t, kWithheldByCount> first{};
  bool any() const;
  std::uint64_t of(WithheldBy by) const { return counts[static_cast<std::size_t>(by)]; }
};

class Redactor {
 public:
  using Sink = std::function<void(model::Notice)>;

  /// `settings.redact`: more key patterns to withhold; `settings.show`: keys that are shown although they look secret,
  /// and addresses that are shown. A pattern is compared with the key, with its dotted path and with what would be
  /// withheld, without regard to case; "*" stands for any text. `withheld` takes what is to be looked for elsewhere; it
  /// outlives the redactor; null: nobody asks.
  explicit Redactor(const model::Settings& settings, WithheldValues* withheld = nullptr);

  /// The same rules, and `known` besides, which outlives the redactor it gives.
  Redactor with_known(const KnownValues& known) const;

  /// What the name says, which is the last part of `path` that is no mere "value", with the settings applied. A
  /// secret's name further up in the path counts as well.
  NameVerdict judge(std::string_view path) const;
  /// Whether a text at this path is withheld without a look at it.
  bool is_secret_key(std::string_view path) const;

  /// `text` with everything withheld that these rules find: shapes of secrets, values behind names of secrets, people
  /// and machines, home folders, addresses, known values. Line feeds are kept, so that lines keep their numbers.
  /// O(size of the text).
  std::string redact_text(std::string_view text, Redactions& found) const;

  /// In place: strings and numbers under a secret key become kWithheldText, but for stand-ins such as "<HUB_TOKEN>" or
  /// "None"; host and user names too; and every string and key goes through redact_text(). So do values behind a flag
  /// in a list ("--password", "x") and in pairs ({"name": "password", "value": "x"}). Notices (secret-withheld:
  /// warning; home-path-cut, personal-withheld: notes) name the key, never the value. Values withheld before are left
  /// alone. Iterative.
  void redact_tree(base::Json& tree, const std::string& file, const Sink& notice) const;

  /// Text that is no value of a key: notes, names, tags. The place in the notice is the line of the first find.
  std::string redact_prose(std::string_view text, const std::string& file, std::uint32_t first_line,
                           const Sink& notice) const;

 private:
  bool is_shown(std::string_view path) const;

  std::vector<std::string> withheld_keys_, shown_;
  WithheldValues* withheld_ = nullptr;
  const KnownValues* known_ = nullptr;

  friend class TreePass;
};

/// What was found as notices: secret-withheld (warning), home-path-cut and personal-withheld (notes), one a rule.
/// `in`: "" or " in \"path\"". `place(offset)` is where text[offset] stands.
void say_withheld(const Redactions& found, const std::string& file, const std::string& in,
                  const std::function<base::Position(std::size_t)>& place, const Redactor::Sink& notice);

}  // namespace ingest
