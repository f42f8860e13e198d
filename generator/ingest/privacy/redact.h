#pragma once
/// What a run wrote that must not reach the site: passwords, keys, home folders, host names, e-mail addresses.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/json.h"
#include "ingest/privacy/secret_shapes.h"
#include "model/notice.h"
#include "model/settings.h"

namespace ingest {

inline constexpr std::string_view kWithheldText = "(withheld)";

class Redactor {
 public:
  using Sink = std::function<void(model::Notice)>;

  /// `settings.redact`: more key patterns to withhold; `settings.show`: keys that are shown although they look secret.
  /// A pattern is compared with the key and with its dotted path, without regard to case; "*" stands for any text.
  explicit Redactor(const model::Settings& settings);

  /// Whether the value at a dotted path is withheld for its name: one of the words password, secret, credential, …, or
  /// a pair like "api key"; "token" unless it is a word of text processing ("max_tokens", "pad_token", "tokenizer").
  bool is_secret_key(std::string_view path) const;
  bool is_shown(std::string_view path) const;
  /// is_secret_key() of a key whose name was looked at before.
  bool is_secret(std::string_view path, bool named_like_one) const;

  /// In place: strings and numbers under a secret key become kWithheldText, but for stand-ins such as "<HUB_TOKEN>" or
  /// "None"; host and user names too; and every string and key goes through redact_text(). Notices (secret-withheld:
  /// warning; home-path-cut, personal-withheld: notes) name the key, never the value. Values withheld before are left
  /// alone. Iterative.
  void redact_tree(base::Json& tree, const std::string& file, const Sink& notice) const;

  /// Text that is no value of a key: notes, names, tags. The place in the notice is the line of the first find.
  std::string redact_prose(std::string_view text, const std::string& file, std::uint32_t first_line,
                           const Sink& notice) const;

 private:
  std::vector<std::string> withheld_, shown_;
};

}  // namespace ingest
